import { expect, test } from "vitest";
import { keepRunning, type Running } from "./keep-running.ts";

/** Processes that end when told to. */
const createProcesses = () => {
  const ends: ((reason: string) => void)[] = [];
  const started: (() => void)[] = [];
  const start = (): Promise<Running> => {
    const { promise: exited, resolve } = Promise.withResolvers<string>();
    ends.push(resolve);
    started.shift()?.();
    return Promise.resolve({
      pid: ends.length,
      exited,
      stop: () => {
        resolve("stopped");
        return Promise.resolve();
      },
    });
  };
  return {
    start,
    endLast: (reason: string) => ends.at(-1)?.(reason),
    nextStart: () => new Promise<void>((ok) => started.push(ok)),
  };
};

const failToStart = (): Promise<Running> => Promise.reject(new Error("no such file"));

test("a process that ends is started again, and the reason is told", async () => {
  const processes = createProcesses();
  const told: string[] = [];
  const pids: number[] = [];
  const kept = await keepRunning({
    name: "web",
    start: processes.start,
    onStart: (pid) => pids.push(pid),
    report: (sentence) => told.push(sentence),
  });
  const restarted = processes.nextStart();
  processes.endLast("killed by SIGKILL");
  await restarted;
  await kept.stop();
  expect(pids).toEqual([1, 2]);
  expect(told).toEqual(["web ended (killed by SIGKILL). It is started again in 0.2 s."]);
  expect(kept.failures()).toBe(1);
});

test("a process that was stopped is not started again, even between two starts", async () => {
  const processes = createProcesses();
  const pids: number[] = [];
  const { promise: told, resolve } = Promise.withResolvers<string>();
  const kept = await keepRunning({
    name: "web",
    start: processes.start,
    onStart: (pid) => pids.push(pid),
    report: resolve,
  });
  processes.endLast("exit code 1");
  await told;
  await kept.stop();
  expect(pids).toEqual([1]);
});

test("a first start that fails is not tried again", async () => {
  const options = { name: "web", start: failToStart, onStart: () => undefined, report: () => undefined };
  await expect(keepRunning(options)).rejects.toThrow("no such file");
});
