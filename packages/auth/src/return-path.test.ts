import { expect, test } from "vitest";
import { safeReturnPath } from "./return-path.ts";

test.each(["/desk", "/desk/tickets/12?x=1#tx-3", "/", "/desk/queues/general?state=all"])("%s is kept", (path) => {
  expect(safeReturnPath(path, "/desk")).toBe(path);
});

test.each([
  null,
  undefined,
  "",
  "desk",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/..//evil.example",
  "https://evil.example/desk",
  "javascript:alert(1)",
  "/api/auth/signout",
])("%j leads to the fallback", (path) => {
  expect(safeReturnPath(path, "/desk")).toBe("/desk");
});
