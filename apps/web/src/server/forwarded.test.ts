import { expect, test } from "vitest";
import { isForwarded, settleForwarded } from "./forwarded.ts";

test.each(["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-anything"])(
  "%s tells of a proxy",
  (name) => {
    expect(isForwarded({ host: "acme.localhost", [name]: "" })).toBe(true);
  },
);

test("a browser's own request is not forwarded", () => {
  expect(isForwarded({ host: "acme.localhost", "x-request-id": "1", "x-forwardedish": "1" })).toBe(false);
});

test("only the configured address names the scheme, and only Host the host", () => {
  const headers = {
    host: "acme.desk.example",
    forwarded: "host=evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "gopher",
    "x-forwarded-for": "203.0.113.7",
  };
  settleForwarded(headers, "https://desk.example");
  expect(headers).toEqual({
    host: "acme.desk.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "203.0.113.7",
  });
});
