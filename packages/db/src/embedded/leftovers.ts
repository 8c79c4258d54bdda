import { rmSync } from "node:fs";
import path from "node:path";
import { findServerProcesses, signal, waitUntilGone } from "./processes.ts";
import { readPostmasterPid } from "./postmaster-pid.ts";

/** How long a leftover gets to shut down in good order, then to quit at once, before it is killed. Milliseconds. */
const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;
/** Backends without a postmaster end by themselves when they notice, but one at work may not look for minutes. */
const ORPHAN_MS = 1_000;

/**
 * Clears the way for a new server on a data directory: a server left by a crashed supervisor is stopped fast, backends
 * whose postmaster was killed are waited for (they hold the shared memory without which the next one does not start),
 * and a postmaster.pid that names none of these is deleted, because PostgreSQL takes any live process of that id for
 * its own.
 *
 * @param data the data directory, without symbolic links. The caller makes sure no other supervisor serves it.
 */
export const clearLeftovers = async (data: string): Promise<void> => {
  const named = readPostmasterPid(data);
  const running = findServerProcesses(data);
  if (named && running.includes(named.pid)) {
    // Fast shutdown: sessions are ended, a checkpoint is written, nothing has to be recovered.
    signal(named.pid, "SIGINT");
    await waitUntilGone([named.pid], FAST_MS);
  } else {
    await waitUntilGone(running, ORPHAN_MS);
  }
  for (const name of ["SIGQUIT", "SIGKILL"] as const) {
    const left = findServerProcesses(data);
    for (const pid of left) signal(pid, name);
    await waitUntilGone(left, IMMEDIATE_MS);
  }
  rmSync(path.join(data, "postmaster.pid"), { force: true });
};
