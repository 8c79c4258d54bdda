import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { endProcess, signalGroup } from "./end-process.ts";
import { identifyProcess } from "./process-identity.ts";
import type { Running } from "./keep-running.ts";

/** How long a service may take to finish what it has in hand: longer than the ten seconds it gives itself. */
const GRACE_MS = 15_000;

/**
 * Starts a Node program of ours. It leads a process group of its own, so that Ctrl-C reaches the supervisor alone, and
 * has an IPC channel by which it notices the supervisor's end (`exitWithParent`).
 *
 * @param options arguments for Node, environment and working directory, and where its output lines go
 * @throws Error when it cannot be started at all
 */
export const startService = async (options: {
  args: string[];
  env: Record<string, string | undefined>;
  cwd: string;
  onLine: (line: string) => void;
}): Promise<Running> => {
  const child = spawn(process.execPath, options.args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  for (const output of [child.stdout, child.stderr]) if (output) passLines(output, options.onLine);
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => resolve(child.pid ?? 0));
  });
  const identity = identifyProcess(pid);
  // What it started itself and left behind would hold ports.
  const exited = ended.then((reason) => {
    signalGroup(pid, "SIGKILL");
    return reason;
  });
  return {
    pid,
    exited,
    stop: async () => {
      if (identity) await endProcess({ pid, identity }, GRACE_MS);
      await exited;
    },
  };
};

/** Calls back for each line of a stream. */
export const passLines = (stream: Readable, onLine: (line: string) => void): void => {
  createInterface({ input: stream }).on("line", onLine);
};
