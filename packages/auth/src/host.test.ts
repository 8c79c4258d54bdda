import { describe, expect, test } from "vitest";
import { parseHost } from "./host.ts";

const ROOT = "http://localhost:3000";

describe("parseHost", () => {
  test.each(["localhost:3000", "LOCALHOST:3000", "www.localhost:3000"])("%s is the root site", (header) => {
    expect(parseHost(ROOT, header)).toEqual({ kind: "root" });
  });

  test.each([
    ["acme.localhost:3000", "acme"],
    ["ACME.localhost:3000", "acme"],
    ["acme.localhost", "acme"],
    ["a-1.localhost:3000", "a-1"],
  ])("%s is the organisation %s", (header, slug) => {
    expect(parseHost(ROOT, header)).toEqual({ kind: "tenant", slug });
  });

  test("a default port may be named", () => {
    expect(parseHost("https://desk.example.com", "acme.desk.example.com:443")).toEqual({
      kind: "tenant",
      slug: "acme",
    });
  });

  test.each([
    null,
    "",
    "evil.example",
    "127.0.0.1:3000",
    "acme.localhost:3001",
    "a.b.localhost:3000",
    "acme.localhost.:3000",
    ".localhost:3000",
    "-acme.localhost:3000",
    "acme_x.localhost:3000",
    "notlocalhost:3000",
    "acme.localhost:3000@evil.example",
    "evil.example/acme.localhost:3000",
    "acme.localhost:3000, evil.example",
    "acme.localhost:99999",
    `${"a".repeat(41)}.localhost:3000`,
  ])("%j is not ours", (header) => {
    expect(parseHost(ROOT, header)).toBeNull();
  });
});
