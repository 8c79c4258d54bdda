const FIRST_MS = 200;
const LONGEST_MS = 30_000;
/** A process that ran for this long is taken for healthy; what ends it then is a new event. */
const HEALTHY_MS = 60_000;

/**
 * How long to wait before a process that ended is started again.
 *
 * @param previousMs the wait before the run that ended, null if it was the first
 * @param uptimeMs how long that run lasted
 * @returns milliseconds: 200, doubling to 30,000, and 200 again after a minute of health
 */
export const nextDelay = (previousMs: number | null, uptimeMs: number): number =>
  previousMs === null || uptimeMs >= HEALTHY_MS ? FIRST_MS : Math.min(previousMs * 2, LONGEST_MS);
