import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base, expect } from "vitest";
import { claimInstance } from "./instance.ts";

const test = base.extend<{ home: string; sleeper: ChildProcess }>({
  home: async ({}, use) => {
    const home = mkdtempSync(path.join(tmpdir(), "deskhand-instance-"));
    await use(home);
    rmSync(home, { recursive: true });
  },
  sleeper: async ({}, use) => {
    const sleeper = spawn("sleep", ["300"], { detached: true, stdio: "ignore" });
    await once(sleeper, "spawn");
    await use(sleeper);
    sleeper.kill("SIGKILL");
  },
});

/** The claim of a supervisor that is gone: nobody has this process id with this identity. */
const leaveStaleClaim = (home: string, children: Record<string, unknown>): void =>
  writeFileSync(
    path.join(home, "supervisor.json"),
    JSON.stringify({ supervisor: { pid: process.pid, identity: "before the last boot" }, children }),
  );

test("a second supervisor on the same home is refused, with the first one's process id", async ({ home }) => {
  await claimInstance(home);
  await expect(claimInstance(home)).rejects.toThrow(`already runs from this home (process ${process.pid})`);
});

test("a home can be claimed again when it was released", async ({ home }) => {
  (await claimInstance(home)).release();
  (await claimInstance(home)).release();
  expect(readdirSync(home)).toEqual([]);
});

test("a claim whose process id is now another program's is no obstacle", async ({ home }) => {
  leaveStaleClaim(home, {});
  await claimInstance(home);
  expect(readdirSync(home)).toEqual(["supervisor.json"]);
});

test("a claim cut short by a power failure is no obstacle", async ({ home }) => {
  writeFileSync(path.join(home, "supervisor.json"), '{"supervisor":');
  await claimInstance(home);
  expect(readdirSync(home)).toEqual(["supervisor.json"]);
});

test("of many starts at once on a stale claim exactly one wins", async ({ home }) => {
  leaveStaleClaim(home, {});
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => claimInstance(home)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("what a killed supervisor left running is ended", async ({ home, sleeper }) => {
  const instance = await claimInstance(home);
  instance.note("web", sleeper.pid ?? 0);
  const { children }: { children: Record<string, unknown> } = JSON.parse(
    readFileSync(path.join(home, "supervisor.json"), "utf8"),
  );
  leaveStaleClaim(home, children);
  const ended = once(sleeper, "exit");
  await claimInstance(home);
  expect(await ended).toEqual([null, "SIGTERM"]);
});

test("a program that has a left child's process id by now is left alone", async ({ home, sleeper }) => {
  leaveStaleClaim(home, { web: { pid: sleeper.pid, identity: "somebody else" } });
  await claimInstance(home);
  expect(sleeper.exitCode).toBeNull();
  expect(existsSync(`/proc/${sleeper.pid}`) || process.platform !== "linux").toBe(true);
});
