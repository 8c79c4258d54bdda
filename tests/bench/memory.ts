import { execFileSync } from "node:child_process";
import type { TemporaryStack } from "../stack/start-temporary-stack.ts";

const SAMPLE_MS = 500;

/** Resident memory in MB. */
export type Memory = { web: number; worker: number; sum: number };

/** What web and worker hold at this moment. */
export function memoryOf(stack: TemporaryStack): Memory {
  const pids = stack.pids();
  const [web, worker] = [residentOf(pids["web"]), residentOf(pids["worker"])];
  return { web, worker, sum: web + worker };
}

/** Watches the memory of web and worker. Call the result to end it and get the moment with the highest sum. */
export function watchMemory(stack: TemporaryStack): () => Memory {
  let highest = memoryOf(stack);
  const look = () => {
    const now = memoryOf(stack);
    if (now.sum > highest.sum) highest = now;
  };
  const timer = setInterval(look, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    look();
    return highest;
  };
}

function residentOf(pid: number | undefined): number {
  if (pid === undefined) throw new Error("A process of the product does not run");
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;
}
