import { describe, expect, it } from "vitest";
import { parseMessage } from "../parse/parse-message.ts";
import { readMessageId } from "./read-message-id.ts";

describe("readMessageId", () => {
  it.each([
    ["<a@x>", "<a@x>"],
    [" <a@x> (comment)", "<a@x>"],
    ["a@x", "<a@x>"],
    ["<a b@x>", "<ab@x>"],
    ["<no-at-sign>", "<no-at-sign>"],
    [`<${"a".repeat(600)}@x>`, `<${"a".repeat(498)}>`],
    ["<>", null],
    ["", null],
  ])("reads %j as parsing the whole message does", async (field, expected) => {
    const raw = Buffer.from(`\n\nSubject: s\nMessage-ID: ${field}\nMessage-ID: <second@x>\n\nMessage-ID: <body@x>`);
    expect(readMessageId(raw)).toBe(expected);
    expect(await parseMessage(raw)).toMatchObject({ ok: true, message: { messageId: expected } });
  });

  it("finds none where there is none", () => {
    expect(readMessageId(Buffer.from("Subject: s\n\nMessage-ID: <body@x>"))).toBeNull();
  });
});
