import { expect, test } from "vitest";
import { collapseGatewayPath, loggablePath } from "./gateway-path.ts";

test.each([
  ["/REST/1.0/NoAuth/mail-gateway", "/REST/1.0/NoAuth/mail-gateway"],
  ["//REST/1.0/NoAuth/mail-gateway", "/REST/1.0/NoAuth/mail-gateway"],
  ["///REST//1.0/NoAuth///mail-gateway?x=//1", "/REST/1.0/NoAuth/mail-gateway?x=//1"],
  ["/mailgate/s3cret//REST/1.0/NoAuth/mail-gateway", "/mailgate/s3cret/REST/1.0/NoAuth/mail-gateway"],
])("the gateway is reached at %s", (asked, served) => {
  expect(collapseGatewayPath(asked)).toBe(served);
});

test.each(["//evil.example/REST", "//desk", "/desk//tickets", "//REST/2.0/NoAuth/mail-gateway", "/?u=//REST"])(
  "%s stays as it is",
  (url) => {
    expect(collapseGatewayPath(url)).toBe(url);
  },
);

test("a logged path has neither query nor gateway secret", () => {
  expect(loggablePath("/desk?q=private")).toBe("/desk");
  expect(loggablePath("//mailgate/acme.s3cret//REST/1.0/NoAuth/mail-gateway?x")).toBe(
    "//mailgate/[secret]//REST/1.0/NoAuth/mail-gateway",
  );
});
