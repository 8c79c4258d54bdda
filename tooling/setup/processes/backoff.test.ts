import { expect, test } from "vitest";
import { nextDelay } from "./backoff.ts";

test("doubles from 0.2 s to 30 s while a process keeps ending", () => {
  const delays: number[] = [];
  let delay: number | null = null;
  for (let run = 0; run < 10; run += 1) {
    delay = nextDelay(delay, 1_000);
    delays.push(delay);
  }
  expect(delays).toEqual([200, 400, 800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000]);
});

test("begins again with 0.2 s after a minute of health", () => {
  expect(nextDelay(30_000, 60_000)).toBe(200);
  expect(nextDelay(30_000, 59_999)).toBe(30_000);
});
