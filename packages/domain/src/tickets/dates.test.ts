import { describe, expect, test } from "vitest";
import { datesAfter } from "./dates.ts";
import { cleanSubject } from "./subject.ts";

const now = new Date("2026-11-23T09:00:00Z");

describe("automatic dates", () => {
  test("Started is set when an initial status is left for the first time", () => {
    expect(datesAfter({ statusCategory: "initial", startedAt: null }, "active", now)).toEqual({ startedAt: now });
    expect(datesAfter({ statusCategory: "initial", startedAt: new Date(0) }, "active", now)).toEqual({});
    expect(datesAfter({ statusCategory: "active", startedAt: null }, "active", now)).toEqual({});
  });
  test("Resolved is set each time an inactive status is reached, and stays when it is left", () => {
    expect(datesAfter({ statusCategory: "active", startedAt: now }, "inactive", now)).toEqual({ resolvedAt: now });
    expect(datesAfter({ statusCategory: "inactive", startedAt: now }, "active", now)).toEqual({});
  });
});

describe("a subject", () => {
  test.each([
    ["  One\r\n two\tthree ", "One two three"],
    ["", "[no subject]"],
    ["\u0000\n", "[no subject]"],
    ["x".repeat(300), "x".repeat(200)],
  ])("%j is kept as %j", (given, kept) => expect(cleanSubject(given)).toBe(kept));
});
