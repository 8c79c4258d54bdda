import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What PostgreSQL's postmaster.pid says. */
export type PostmasterPid = { pid: number; isReady: boolean };

/**
 * Reads postmaster.pid (PostgreSQL: src/include/utils/pidfile.h; line 1 is the pid, line 8 the state).
 *
 * @param data the data directory
 * @returns null when there is no such file or it does not begin with a pid (the machine lost power while it was written)
 */
export const readPostmasterPid = (data: string): PostmasterPid | null => {
  const file = path.join(data, "postmaster.pid");
  return existsSync(file) ? parsePostmasterPid(readFileSync(file, "utf8")) : null;
};

/** Parses the text of postmaster.pid; null when it does not begin with a pid. */
export const parsePostmasterPid = (text: string): PostmasterPid | null => {
  const lines = text.split("\n").map((line) => line.trim());
  // A standalone server (single-user mode) writes its pid negated.
  const pid = Math.abs(Number.parseInt(lines[0] ?? "", 10));
  return Number.isInteger(pid) && pid > 0 ? { pid, isReady: lines[7] === "ready" } : null;
};
