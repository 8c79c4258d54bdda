import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeReplyToken, readReplyToken, splitPlusAddress } from "./reply-token.ts";

const SECRET = "a secret of thirty-two characters";
const ids = fc.uint8Array({ minLength: 10, maxLength: 10 });

describe("reply tokens", () => {
  it("are 24 characters that any mail server keeps, whatever the id", () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(makeReplyToken(SECRET, "org", id)).toMatch(/^[a-z2-7]{24}$/);
      }),
    );
  });

  it("are known again, also in capitals", () => {
    fc.assert(
      fc.property(ids, (id) => {
        const token = makeReplyToken(SECRET, "org", id);
        expect(readReplyToken(SECRET, "org", token) && readReplyToken(SECRET, "org", token.toUpperCase())).toBe(true);
      }),
    );
  });

  it("mean nothing to another organisation or under another secret", () => {
    const token = makeReplyToken(SECRET, "org", new Uint8Array(10));
    expect(readReplyToken(SECRET, "other", token)).toBe(false);
    expect(readReplyToken(`${SECRET}!`, "org", token)).toBe(false);
  });

  it("cannot be changed in any character", () => {
    const token = makeReplyToken(SECRET, "org", new Uint8Array(10).fill(9));
    for (let i = 0; i < token.length; i += 1) {
      const changed = token.slice(0, i) + (token[i] === "a" ? "b" : "a") + token.slice(i + 1);
      expect(readReplyToken(SECRET, "org", changed)).toBe(false);
    }
  });

  it("reads nothing else as a token", () => {
    for (const text of ["", "x", "a".repeat(23), "a".repeat(25), `${"a".repeat(23)}1`, `${"a".repeat(23)}ä`]) {
      expect(readReplyToken(SECRET, "org", text)).toBe(false);
    }
  });

  it("are made of 10 bytes, no more, no less", () => {
    expect(() => makeReplyToken(SECRET, "org", new Uint8Array(9))).toThrow(RangeError);
  });
});

describe("splitPlusAddress", () => {
  it.each([
    ["Support+Abc@Acme.example", "support@acme.example", "abc"],
    ["a+b+c@x.example", "a@x.example", "b+c"],
    ["support@acme.example", "support@acme.example", null],
    ["+abc@acme.example", "+abc@acme.example", null],
    ["support+@acme.example", "support+@acme.example", null],
    ["nobody", "nobody", null],
  ])("splits %s", (address, base, token) => {
    expect(splitPlusAddress(address)).toEqual({ base, token });
  });
});
