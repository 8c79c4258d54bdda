/** Checks that are printed as they are made, and counted. */
export type Checks = {
  check: (name: string, isOk: boolean, found: unknown) => void;
  failed: () => number;
  /** `12 passed, 0 failed` */
  summary: () => string;
};

/** @param say receives one line a check */
export function createChecks(say: (line: string) => void): Checks {
  const counts = { passed: 0, failed: 0 };
  return {
    check: (name, isOk, found) => {
      counts[isOk ? "passed" : "failed"] += 1;
      say(`${isOk ? "ok  " : "FAIL"} ${name}: ${typeof found === "string" ? found : JSON.stringify(found)}`);
    },
    failed: () => counts.failed,
    summary: () => `${counts.passed} passed, ${counts.failed} failed`,
  };
}
