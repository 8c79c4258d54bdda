import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 25;

/**
 * Whether a process of this id runs, whoever owns it. One that ended and waits for its parent to notice does not: in a
 * container whose first process reaps nobody it would wait for ever.
 */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return !isZombie(pid);
};

/**
 * The processes of the PostgreSQL that runs on a data directory: programs named postgres, and all of them have it as
 * their working directory (so has the shell of somebody looking around there). Where there is no /proc only the
 * postmaster is seen, by its command line.
 *
 * @param data the data directory, without symbolic links
 */
export const findServerProcesses = (data: string): number[] => {
  if (!existsSync("/proc/self/cwd")) return findPostmasterByCommand(data);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && isServerProcess(name, data))
    .map(Number);
};

/**
 * Waits until none of the processes exists any more.
 *
 * @param timeoutMs how long to wait at most
 * @returns those still there at the end
 */
export const waitUntilGone = async (pids: number[], timeoutMs: number): Promise<number[]> => {
  const deadline = performance.now() + timeoutMs;
  let alive = pids.filter(isAlive);
  while (alive.length > 0 && performance.now() < deadline) {
    await delay(POLL_MS);
    alive = alive.filter(isAlive);
  }
  return alive;
};

/** Sends a signal to a process that may have ended in the meantime. */
export const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
};

const isZombie = (pid: number): boolean => {
  try {
    // proc(5): the state follows the command, which stands in parentheses and may hold any character.
    return /^.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // No /proc on this system, or the process ended just now; the next look will tell.
    return false;
  }
};

const isServerProcess = (pid: string, data: string): boolean => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data && readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "postgres";
  } catch {
    // It ended while we looked, or belongs to a user whose processes we may not see and who is not ours.
    return false;
  }
};

const findPostmasterByCommand = (data: string): number[] =>
  execFileSync("ps", ["-axo", "pid=,command="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes("postgres") && line.includes(` -D ${data} `))
    .map((line) => Number.parseInt(line, 10));
