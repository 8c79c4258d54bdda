import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin.ts";

const asked = (origin: string | undefined) =>
  isSameOrigin(new Headers({ host: "acme.localhost:3000", ...(origin !== undefined && { origin }) }));

test("a form of this very host is taken", () => {
  expect(asked("http://acme.localhost:3000")).toBe(true);
});

test.each([
  undefined,
  "",
  "null",
  "http://evil.example",
  "http://beta.localhost:3000",
  "http://localhost:3000",
  "http://acme.localhost:3001",
  "http://acme.localhost:3000.evil.example",
])("one from %j is not", (origin) => {
  expect(asked(origin)).toBe(false);
});
