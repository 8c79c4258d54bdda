import { setTimeout as delay } from "node:timers/promises";

const POLL_MS = 50;

/**
 * Asks again and again until the answer is yes. A question that fails counts as no: what is asked may be down.
 * @param ms how long at most, in milliseconds
 * @returns whether the answer was yes in time
 */
export async function waitUntil(question: () => Promise<boolean>, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    try {
      if (await question()) return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
    await delay(POLL_MS);
  }
  return false;
}
