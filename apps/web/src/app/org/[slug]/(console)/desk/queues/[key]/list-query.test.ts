import { expect, test } from "vitest";
import { listPath, readListQuery } from "./list-query.ts";

test("a list's address says again what was read from it", () => {
  for (const query of [{ state: "open" }, { state: "closed" }, { state: "all", cursor: "a b&c=d" }] as const) {
    const search = new URL(listPath("general", query), "http://x").searchParams;
    expect(readListQuery(Object.fromEntries(search))).toEqual(query);
  }
});

test("unknown words in the address count as none", () => {
  expect(readListQuery({ state: "deleted", cursor: ["a", "b"], x: "y" })).toEqual({ state: "open" });
});
