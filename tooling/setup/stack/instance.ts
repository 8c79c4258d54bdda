import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { endProcess, isRunning } from "../processes/end-process.ts";
import { identifyProcess } from "../processes/process-identity.ts";
import { SetupError } from "../setup-error.ts";

const Known = z.object({ pid: z.int().positive(), identity: z.string() });
const Claim = z.object({ supervisor: Known, children: z.record(z.string(), Known) });
type Claim = z.infer<typeof Claim>;

/** How long a process left by a crash may take to end. */
const GRACE_MS = 5_000;

/** The supervisor's claim on a home. */
export type Instance = {
  /** Writes down a child, so that the next start can end it should we be killed. */
  note: (name: string, pid: number) => void;
  /** Gives the home free. */
  release: () => void;
};

/**
 * Claims a home for this process: at most one supervisor serves it at a time. What a killed predecessor left running is
 * ended, after making sure by its start time that it is no other process under the same id.
 *
 * @param home holds `supervisor.json`
 * @throws SetupError when a supervisor is at work there
 */
export const claimInstance = async (home: string): Promise<Instance> => {
  const file = path.join(home, "supervisor.json");
  const own = path.join(home, `supervisor.${process.pid}.json`);
  const identity = identifyProcess(process.pid);
  if (!identity) throw new Error("This system does not tell when a process was started.");
  const claim: Claim = { supervisor: { pid: process.pid, identity }, children: {} };
  const write = (target: string): void => writeFileSync(target, `${JSON.stringify(claim, null, 2)}\n`);

  write(own);
  try {
    while (!tryLink(own, file)) await clearStale(file, own);
  } finally {
    rmSync(own, { force: true });
  }
  return {
    note: (name, pid) => {
      const childIdentity = identifyProcess(pid);
      if (!childIdentity) return;
      claim.children[name] = { pid, identity: childIdentity };
      write(own);
      renameSync(own, file);
    },
    release: () => rmSync(file, { force: true }),
  };
};

/** Linking fails if the name exists, and what appears is whole: a claim is there or not, never half. */
const tryLink = (own: string, file: string): boolean => {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
};

const clearStale = async (file: string, own: string): Promise<void> => {
  const found = readClaim(file);
  if (found && isRunning(found.supervisor)) throw alreadyRunning(found);
  // Moving aside first: of two starts at once only one gets the stale claim, and neither can delete a fresh one.
  const aside = `${own}.stale`;
  if (!tryRename(file, aside)) return;
  const moved = readClaim(aside);
  if (moved && isRunning(moved.supervisor)) {
    renameSync(aside, file);
    throw alreadyRunning(moved);
  }
  // PostgreSQL is stopped by its own launcher, which knows how to do it without a recovery.
  const left = Object.entries(moved?.children ?? {}).filter(([name]) => name !== "postgres");
  await Promise.all(left.map(([, child]) => endProcess(child, GRACE_MS)));
  rmSync(aside);
};

const tryRename = (from: string, to: string): boolean => {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
};

const readClaim = (file: string): Claim | null => {
  if (!existsSync(file)) return null;
  try {
    return Claim.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // Cut short by a crash of the machine: then nothing of that time runs any more.
    return null;
  }
};

const alreadyRunning = ({ supervisor }: Claim): SetupError =>
  new SetupError(
    `Deskhand already runs from this home (process ${supervisor.pid}). Stop it with Ctrl-C where it runs, ` +
      `or with: kill ${supervisor.pid}\nTo run a second one beside it, set DESKHAND_HOME, PORT, WORKER_PORT and SMTP_PORT.`,
  );
