import { describe, expect, it } from "vitest";
import { addSubjectTag, parseSubjectTag } from "./subject-tag.ts";

describe("parseSubjectTag", () => {
  it.each([
    ["Re: [acme #123] Printer", 123],
    ["AW: Printer [ACME #7]", 7],
    ["[acme  #12 ] x", 12],
    ["[http://acme #5] x", 5],
    ["[acme #1] [acme #2]", 1],
    ["[acme #2147483647]", 2_147_483_647],
  ])("finds the ticket in %s", (subject, number) => {
    expect(parseSubjectTag(subject, "acme")).toBe(number);
  });

  it.each([
    "[acme#123]",
    "acme #123",
    "[other #123]",
    "[acme #]",
    "[acme #0]",
    "[acme #2147483648]",
    "[acme #99999999999]",
    "[acme #1 2]",
    "[xacme #1]",
  ])("finds none in %s", (subject) => {
    expect(parseSubjectTag(subject, "acme")).toBeNull();
  });

  it("takes the tag literally", () => {
    expect(parseSubjectTag("[a.c+ #1]", "a.c+")).toBe(1);
    expect(parseSubjectTag("[abcc #1]", "a.c+")).toBeNull();
  });

  it("takes time in proportion to the subject", () => {
    const started = performance.now();
    parseSubjectTag("[acme ".repeat(200_000), "acme");
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("addSubjectTag", () => {
  it("puts the tag in front, once", () => {
    const tagged = addSubjectTag("Printer", "acme", 1);
    expect(tagged).toBe("[acme #1] Printer");
    expect(addSubjectTag(`Re: ${tagged}`, "acme", 1)).toBe("Re: [acme #1] Printer");
  });

  it("adds this ticket's tag to a subject that names another ticket", () => {
    expect(addSubjectTag("[acme #2] Printer", "acme", 1)).toBe("[acme #1] [acme #2] Printer");
  });

  it("makes one line of it", () => {
    expect(addSubjectTag("a\r\nBcc: x@y\u2028z", "acme", 1)).toBe("[acme #1] a Bcc: x@y z");
  });
});
