import { describe, expect, it } from "vitest";
import { foldReferences } from "./fold-references.ts";

const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `<${i}@x>`);

describe("foldReferences", () => {
  it("puts the ticket first and the answered message last, none twice", () => {
    expect(foldReferences("<t@x>", ["<a@x>", "<t@x>", "<b@x>"], "<b@x>")).toEqual(["<t@x>", "<a@x>", "<b@x>"]);
    expect(foldReferences("<t@x>", [], null)).toEqual(["<t@x>"]);
  });

  it("keeps ten, and of more the first four and the last six", () => {
    expect(foldReferences("<t@x>", many(8), "<m@x>")).toHaveLength(10);
    expect(foldReferences("<t@x>", many(20), "<m@x>")).toEqual(["<t@x>", ...many(3), ...many(20).slice(-5), "<m@x>"]);
  });
});
