import { say, seconds } from "./terminal.ts";

/** The parts of a start and how long each took. */
export type Steps = {
  /** Runs a part and prints its time. */
  run: <Result>(title: string, work: () => Promise<Result>) => Promise<Result>;
  /** All parts with their times, and the sum since the beginning, in one line. */
  summary: () => string;
};

/** @param signal no part begins after it is aborted */
export const createSteps = (signal: AbortSignal): Steps => {
  const begin = performance.now();
  const times: string[] = [];
  return {
    run: async (title, work) => {
      signal.throwIfAborted();
      const start = performance.now();
      const result = await work();
      const took = seconds(performance.now() - start);
      times.push(`${title.toLowerCase()} ${took}`);
      say(`${title}: ${took}`);
      return result;
    },
    summary: () => `${times.join(", ")}; ${seconds(performance.now() - begin)} in all`,
  };
};
