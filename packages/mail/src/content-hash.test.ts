import { describe, expect, it } from "vitest";
import { contentHash } from "./content-hash.ts";

const MESSAGE = "From: a@b.example\nSubject: s\n\nbody\n";
const hash = (text: string): string => contentHash(Buffer.from(text));

describe("contentHash", () => {
  it("is 64 hexadecimal digits", () => {
    expect(hash(MESSAGE)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    "Received: from x by y",
    "Return-Path: <a@b.example>",
    "Delivered-To: c@d.example",
    "X-Original-To: c@d.example",
    "Authentication-Results: mx; spf=pass",
    "ARC-Seal: i=1",
    "DKIM-Signature: v=1",
  ])("does not change with what a server adds: %s", (field) => {
    expect(hash(`${field}\n${MESSAGE}`)).toBe(hash(MESSAGE));
  });

  it("does not change with line ends, folds and blank lines at the end", () => {
    expect(hash(MESSAGE.replaceAll("\n", "\r\n"))).toBe(hash(MESSAGE));
    expect(hash("From: a@b.example\nSubject:\n s\n\nbody\n\n\n")).toBe(hash(MESSAGE));
  });

  it.each([
    "From: a@b.example\nSubject: t\n\nbody\n",
    "From: a@b.example\nSubject: s\n\nBody\n",
    "Subject: s\nFrom: a@b.example\n\nbody\n",
    "From: a@b.example\nSubject: s\n\nbo\rdy\n",
  ])("changes with the content", (other) => {
    expect(hash(other)).not.toBe(hash(MESSAGE));
  });

  it("tells messages without a header apart, and takes anything", () => {
    expect(hash("")).not.toBe(hash("x"));
    expect(hash("\n\r\r\n")).toMatch(/^[0-9a-f]{64}$/);
  });
});
