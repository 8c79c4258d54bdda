import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { runAs, SERVER_ENV } from "./initialise.ts";
import type { Place } from "./place.ts";
import { readPostmasterPid } from "./postmaster-pid.ts";

/** How a server ended. */
export type ServerExit = { code: number | null; signal: NodeJS.Signals | null };

/** A server that accepts connections. */
export type Server = { pid: number; exited: Promise<ServerExit>; stop: () => Promise<void> };

/** What came of a start: a server, or its last words. */
export type StartResult = { ok: true; server: Server } | { ok: false; output: string };

const POLL_MS = 20;
/** A start after a crash replays the log, which takes its time on a large database. */
const START_TIMEOUT_MS = 300_000;
/** How long a stop waits before it presses harder: fast, then immediate. */
const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;
const OUTPUT_LINES = 30;

/**
 * Starts PostgreSQL and waits until it accepts connections. It stands in a process group of its own, so that Ctrl-C in a
 * terminal reaches the supervisor alone, and is shut down when the supervisor dies, whatever it dies of.
 *
 * @param place data directory and account
 * @param options postgres program, its arguments, and where its log lines go
 */
export const startServer = async (
  place: Place,
  options: { postgres: string; args: string[]; onLog: (line: string) => void },
): Promise<StartResult> => {
  const child = spawn(options.postgres, options.args, {
    ...runAs(place.account),
    env: SERVER_ENV,
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const output = collectOutput(child, options.onLog);
  const exited = exitOf(child);
  const pid = child.pid;
  if (pid === undefined) {
    const reason = await exited.then(() => "it ended at once", String);
    return { ok: false, output: reason };
  }

  const deadline = performance.now() + START_TIMEOUT_MS;
  while (isRunning(child) && !isReady(place.data, pid)) {
    if (performance.now() > deadline) child.kill("SIGQUIT");
    await delay(POLL_MS);
  }
  if (!isRunning(child)) return { ok: false, output: (await output).join("\n") };
  const watch = watchOurselves(place, pid);
  void exited.finally(() => watch.kill("SIGKILL"));
  return { ok: true, server: { pid, exited, stop: () => stopChild(child, exited) } };
};

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

const isReady = (data: string, pid: number): boolean => {
  const state = readPostmasterPid(data);
  return state?.pid === pid && state.isReady;
};

const exitOf = (child: ChildProcess): Promise<ServerExit> =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });

/** Passes lines on as they come; resolves with the last ones when the output ends. */
const collectOutput = async (child: ChildProcess, onLog: (line: string) => void): Promise<string[]> => {
  const lines: string[] = [];
  if (!child.stderr) return lines;
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line);
    if (lines.length > OUTPUT_LINES) lines.shift();
    onLog(line);
  }
  return lines;
};

/**
 * A shell that waits on a pipe from us. When we end, even by kill -9, the pipe closes and it shuts the server down:
 * nothing else would, and servers of killed test runs would pile up.
 */
const watchOurselves = (place: Place, pid: number): ChildProcess => {
  const script = 'read -r _; kill -INT "$1"';
  const watch = spawn("/bin/sh", ["-c", script, "deskhand-postgres-watch", String(pid)], {
    ...runAs(place.account),
    env: SERVER_ENV,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watch.unref();
  return watch;
};

const stopChild = async (child: ChildProcess, exited: Promise<ServerExit>): Promise<void> => {
  child.kill("SIGINT");
  const immediate = setTimeout(() => child.kill("SIGQUIT"), FAST_MS);
  const kill = setTimeout(() => child.kill("SIGKILL"), FAST_MS + IMMEDIATE_MS);
  await exited;
  clearTimeout(immediate);
  clearTimeout(kill);
};
