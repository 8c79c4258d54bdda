import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

test("a password fits its own hash alone", async () => {
  const stored = await hashPassword("correct horse");
  expect(await verifyPassword(stored, "correct horse")).toBe(true);
  expect(await verifyPassword(stored, "correct horsf")).toBe(false);
  expect(await verifyPassword(stored, "")).toBe(false);
});

test("two hashes of one password differ and carry OWASP's argon2id parameters", async () => {
  const hashes = [await hashPassword("same"), await hashPassword("same")];
  expect(hashes[0]).not.toBe(hashes[1]);
  for (const stored of hashes) expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test("an accented letter is the same however the keyboard composes it", async () => {
  expect(await verifyPassword(await hashPassword("caf\u00e9"), "cafe\u0301")).toBe(true);
});

test("without a stored hash no password fits", async () => {
  expect(await verifyPassword(null, "")).toBe(false);
  expect(await verifyPassword(null, "anything")).toBe(false);
});
