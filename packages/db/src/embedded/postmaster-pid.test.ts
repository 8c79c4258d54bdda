import { expect, test } from "vitest";
import { parsePostmasterPid } from "./postmaster-pid.ts";

const file = (pid: string, state: string): string =>
  [pid, "/data", "1790000000", "5432", "", "127.0.0.1", "  1234  5", state, ""].join("\n");

test("reads the process and whether it accepts connections", () => {
  expect(parsePostmasterPid(file("4711", "ready   "))).toEqual({ pid: 4711, isReady: true });
  expect(parsePostmasterPid(file("4711", "starting"))).toEqual({ pid: 4711, isReady: false });
});

test("reads the process of a standalone server, whose id is written negated", () => {
  expect(parsePostmasterPid(file("-4711", ""))).toEqual({ pid: 4711, isReady: false });
});

test.each(["", "\n", "garbage\n", "0\n"])("takes %j for a file cut short", (text) => {
  expect(parsePostmasterPid(text)).toBeNull();
});
