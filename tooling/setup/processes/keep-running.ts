import { setTimeout as delay } from "node:timers/promises";
import { nextDelay } from "./backoff.ts";

/** A started process. */
export type Running = {
  pid: number;
  /** Resolves, never rejects, with how it ended. */
  exited: Promise<string>;
  /** Ends it in good order, by force after a deadline. */
  stop: () => Promise<void>;
};

/** A process that is started again whenever it ends. */
export type Kept = {
  /** How often it ended without having been stopped. */
  failures: () => number;
  stop: () => Promise<void>;
};

/**
 * Starts a process and starts it again, with growing waits, whenever it ends.
 *
 * @param options what to start, who learns of each start, and who is told in words
 * @throws what the first start throws; later ones are tried again
 */
export const keepRunning = async (options: {
  name: string;
  start: () => Promise<Running>;
  onStart: (pid: number) => void;
  report: (sentence: string) => void;
}): Promise<Kept> => {
  const stopping = new AbortController();
  const startOnce = async (): Promise<Running> => {
    const started = await options.start();
    options.onStart(started.pid);
    return started;
  };
  let current: Running | null = await startOnce();
  let failures = 0;

  const watch = async (): Promise<void> => {
    let waitMs: number | null = null;
    let since = performance.now();
    let reason = current ? await current.exited : "";
    while (!stopping.signal.aborted) {
      failures += 1;
      current = null;
      waitMs = nextDelay(waitMs, performance.now() - since);
      options.report(`${options.name} ended (${reason}). It is started again in ${waitMs / 1000} s.`);
      if (!(await waited(waitMs, stopping.signal))) return;
      since = performance.now();
      try {
        current = await startOnce();
        if (stopping.signal.aborted) await current.stop();
        reason = await current.exited;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
  };
  const watched = watch();
  return {
    failures: () => failures,
    stop: async () => {
      stopping.abort();
      await current?.stop();
      await watched;
    },
  };
};

/** Whether the wait came to its end instead of being broken off. */
const waited = async (ms: number, signal: AbortSignal): Promise<boolean> => {
  try {
    await delay(ms, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
};
