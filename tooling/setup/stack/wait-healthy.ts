import { setTimeout as delay } from "node:timers/promises";
import type { Kept } from "../processes/keep-running.ts";
import { SetupError } from "../setup-error.ts";

const POLL_MS = 100;
const ANSWER_MS = 5_000;
const DEADLINE_MS = 180_000;
/** A service that ended this often before it was ever healthy will not get there. */
const MOST_FAILURES = 3;

/**
 * Waits until a service answers 200.
 *
 * @param service the process behind it
 * @param options its name, its health address, and a signal that ends the wait
 * @throws SetupError when it keeps ending or does not become healthy within three minutes
 */
export const waitHealthy = async (
  service: Kept,
  options: { name: string; url: string; signal: AbortSignal },
): Promise<void> => {
  const { name, url, signal } = options;
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    signal.throwIfAborted();
    const fault = await findFault(url);
    if (fault === null) return;
    if (service.failures() >= MOST_FAILURES) {
      throw new SetupError(`${name} ended ${MOST_FAILURES} times before it was ready. Its last lines above say why.`);
    }
    if (performance.now() > deadline) throw new SetupError(`${name} is not ready after three minutes: ${fault}.`);
    await delay(POLL_MS);
  }
};

const findFault = async (url: string): Promise<string | null> => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_MS) });
    const text = await response.text();
    return response.status === 200 ? null : `${url} answers ${response.status} ${text.slice(0, 200)}`;
  } catch (error) {
    return `${url} does not answer (${error instanceof Error ? error.message : String(error)})`;
  }
};
