import { z } from "zod";
import type { Counts } from "./stage.ts";

const Vitest = z.object({ numPassedTests: z.int(), numFailedTests: z.int() });
const Playwright = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) });

/** Counts of Vitest's JSON report. */
export const readVitest = (report: unknown): Counts => {
  const { numPassedTests, numFailedTests } = Vitest.parse(report);
  return { passed: numPassedTests, failed: numFailedTests };
};

/** Counts of Playwright's JSON report. A test that passes only sometimes fails. */
export const readPlaywright = (report: unknown): Counts => {
  const { expected, unexpected, flaky } = Playwright.parse(report).stats;
  return { passed: expected, failed: unexpected + flaky };
};
