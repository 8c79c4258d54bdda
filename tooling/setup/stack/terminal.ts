import { styleText } from "node:util";

const NAME_WIDTH = 8;

/** Prints one line of a part of the stack: `web      | ...`. */
export const printLine = (name: string, line: string): void => {
  process.stdout.write(`${styleText("dim", `${name.padEnd(NAME_WIDTH)} |`)} ${line}\n`);
};

/** Prints a sentence of the set-up's own. */
export const say = (sentence: string): void => {
  process.stdout.write(`${sentence}\n`);
};

/** How long something took, in seconds with one decimal. */
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
