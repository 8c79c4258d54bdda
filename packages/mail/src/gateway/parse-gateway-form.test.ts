import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseGatewayForm } from "./parse-gateway-form.ts";

/** The form as rt-mailgate writes it: the message part has a type and no file name. */
function form(fields: Record<string, string | Uint8Array>, boundary = "xYzZY"): Uint8Array {
  const parts = Object.entries(fields).map(([name, value]) => {
    const type = typeof value === "string" ? "" : "\r\nContent-Type: application/octet-stream\r\nContent-Length: 1";
    return [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${type}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from("\r\n"),
    ];
  });
  return Buffer.concat([...parts.flat(), Buffer.from(`--${boundary}--\r\n`)]);
}

const TYPE = "multipart/form-data; boundary=xYzZY";

describe("parseGatewayForm", () => {
  it("reads the fields in any order", () => {
    const message = Buffer.from("From: a@b.example\n\nx\n");
    const expected = { ok: true, queue: "General", action: "correspond", ticket: null, message };
    expect(parseGatewayForm(form({ queue: "General", action: "correspond", message }), TYPE)).toEqual(expected);
    expect(parseGatewayForm(form({ message, action: "correspond", queue: "General" }), TYPE)).toEqual(expected);
  });

  it("keeps every byte of the message, through both kinds of form", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (message) => {
        const read = parseGatewayForm(form({ message }), TYPE);
        expect(read.ok && Buffer.from(read.message).equals(message)).toBe(true);
        const pairs = `queue=1&message=${[...message].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")}`;
        const encoded = parseGatewayForm(Buffer.from(pairs), "application/x-www-form-urlencoded");
        expect(encoded.ok && Buffer.from(encoded.message).equals(message)).toBe(true);
      }),
    );
  });

  it("is not led astray by a message that holds a form", () => {
    const message = form({ queue: "Evil", message: "inner" }, "inner");
    expect(parseGatewayForm(form({ queue: "General", message }), TYPE)).toMatchObject({
      ok: true,
      queue: "General",
      message,
    });
  });

  it("reads a quoted boundary and a plus sign as a blank", () => {
    expect(parseGatewayForm(form({ message: "x" }, "a b"), 'multipart/form-data; boundary="a b"')).toMatchObject({
      ok: true,
    });
    expect(
      parseGatewayForm(Buffer.from("queue=My+Queue&message=a+b"), "application/x-www-form-urlencoded"),
    ).toMatchObject({
      queue: "My Queue",
      message: Buffer.from("a b"),
    });
  });

  it.each([
    ["no boundary", form({ message: "x" }), "multipart/form-data"],
    ["another type", form({ message: "x" }), "application/json"],
    ["no message", form({ queue: "General" }), TYPE],
    ["an empty message", form({ message: "" }), TYPE],
    ["another boundary", form({ message: "x" }), "multipart/form-data; boundary=other"],
    ["a cut body", form({ message: "hello" }).subarray(0, 60), TYPE],
    ["too many parts", form(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`f${i}`, "x"]))), TYPE],
  ])("refuses a form with %s and says why", (_, body, type) => {
    const read = parseGatewayForm(body, type);
    expect(read.ok ? "" : read.reason).toMatch(/^The |^the /);
  });

  it("answers anything with a form or a reason", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (body, type) => {
        expect(typeof parseGatewayForm(body, `${TYPE}${type}`).ok).toBe("boolean");
      }),
    );
  });
});
