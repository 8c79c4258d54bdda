import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/**
 * A text that is the same for a process as long as it runs, and another for every other process that ever had or will
 * have its id.
 *
 * @param pid the process
 * @returns null when it does not run
 */
export const identifyProcess = (pid: number): string | null => {
  if (existsSync("/proc/self/stat")) return identifyByProc(pid);
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    // ps answers with status 1 when there is no such process.
    return null;
  }
};

const identifyByProc = (pid: number): string | null => {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return null;
  }
  // proc(5): the command stands in parentheses and may hold any character; after it come the state and, as the 20th
  // field, the start in clock ticks since boot.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "X" || (fields[0] === "Z" && !hasThreads(pid))) return null;
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  return `${boot}:${fields[19]}`;
};

/** A killed process is a zombie while its last threads end, and until then it holds its ports. */
const hasThreads = (pid: number): boolean => {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
};
