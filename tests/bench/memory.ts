import { execFileSync } from "node:child_process";
import type { TemporaryStack } from "../stack/start-temporary-stack.ts";

const SAMPLE_MS = 500;

/** Resident memory of web and worker together, in MB. */
export function memoryOf(stack: TemporaryStack): number {
  const { web, worker } = stack.pids();
  const pids = [web, worker].flatMap((pid) => pid ?? []);
  const lines = execFileSync("ps", ["-o", "rss=", "-p", pids.join(",")], { encoding: "utf8" })
    .trim()
    .split("\n");
  return lines.reduce((sum, kilobytes) => sum + Number(kilobytes), 0) / 1024;
}

/** Watches the memory of web and worker. Call the result to end it and get the highest sum seen, in MB. */
export function watchMemory(stack: TemporaryStack): () => number {
  let highest = memoryOf(stack);
  const timer = setInterval(() => {
    highest = Math.max(highest, memoryOf(stack));
  }, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return Math.max(highest, memoryOf(stack));
  };
}
