import { setTimeout as delay } from "node:timers/promises";
import { identifyProcess } from "./process-identity.ts";

const POLL_MS = 25;

/** A process and the proof that it is the one meant. */
export type KnownProcess = { pid: number; identity: string };

/**
 * Ends a process and the process group it leads: asks with SIGTERM, and kills what is left.
 *
 * @param known nothing happens when it is not the one that runs under this id now
 * @param graceMs how long it may take to end in good order
 */
export const endProcess = async (known: KnownProcess, graceMs: number): Promise<void> => {
  if (!isRunning(known)) return;
  signalGroup(known.pid, "SIGTERM");
  const deadline = performance.now() + graceMs;
  while (isRunning(known) && performance.now() < deadline) await delay(POLL_MS);
  signalGroup(known.pid, "SIGKILL");
  while (isRunning(known)) await delay(POLL_MS);
};

/** Whether this very process still runs. */
export const isRunning = ({ pid, identity }: KnownProcess): boolean => identifyProcess(pid) === identity;

/** Signals every process of a group, if there is any left. */
export const signalGroup = (leader: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
};
