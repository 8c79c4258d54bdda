import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutboundMessage, ParsedMessage } from "../message.ts";
import { parseMessage } from "../parse/parse-message.ts";
import { composeMessage } from "./compose-message.ts";

function message(over: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    from: { address: "support@acme.example", name: "Acme" },
    to: [{ address: "jo@client.example", name: "Jo" }],
    cc: [],
    bcc: [],
    replyTo: null,
    subject: "[acme #1] Printer",
    messageId: "<1@acme.example>",
    inReplyTo: null,
    references: [],
    date: new Date("2026-03-02T09:00:00Z"),
    text: "Hello\n",
    html: null,
    headers: [],
    attachments: [],
    ...over,
  };
}

async function wire(over: Partial<OutboundMessage> = {}): Promise<string> {
  return Buffer.from(await composeMessage(message(over))).toString("latin1");
}

async function roundTrip(over: Partial<OutboundMessage> = {}): Promise<ParsedMessage> {
  const result = await parseMessage(await composeMessage(message(over)));
  if (!result.ok) throw new Error(result.detail);
  return result.message;
}

/** Field names of the top header in their order. */
function fieldNames(raw: string): string[] {
  return [...raw.slice(0, raw.indexOf("\r\n\r\n")).matchAll(/^([A-Za-z-]+):/gm)].map((match) =>
    (match[1] ?? "").toLowerCase(),
  );
}

describe("composeMessage", () => {
  it("writes lines of at most 998 bytes that all end in CRLF", async () => {
    const raw = await wire({ text: "ä".repeat(3000), html: `<p>${"x".repeat(3000)}</p>`, subject: "ü".repeat(300) });
    expect(raw.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    expect(Math.max(...raw.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(998);
  });

  it("never shows a Bcc", async () => {
    const raw = await wire({ bcc: [{ address: "secret@client.example", name: null }] });
    expect(raw).not.toContain("secret");
    expect(fieldNames(raw)).not.toContain("bcc");
  });

  it("gives the same bytes for the same message", async () => {
    const over = {
      html: "<p>x</p>",
      attachments: [
        { filename: "a.txt", contentType: "text/plain", content: Buffer.from("x"), contentId: null, inline: false },
      ],
    };
    expect(await wire(over)).toBe(await wire(over));
  });

  it("carries the date, the ids and the headers it is told to", async () => {
    const found = await roundTrip({
      inReplyTo: "<0@client.example>",
      references: ["<ticket-1@acme.example>", "<0@client.example>"],
      replyTo: { address: "support+abc@acme.example", name: null },
      headers: [
        { name: "Auto-Submitted", value: "auto-replied" },
        { name: "Precedence", value: "bulk" },
      ],
    });
    expect(found).toMatchObject({
      messageId: "<1@acme.example>",
      inReplyTo: ["<0@client.example>"],
      references: ["<ticket-1@acme.example>", "<0@client.example>"],
      replyTo: [{ address: "support+abc@acme.example", name: null }],
      date: new Date("2026-03-02T09:00:00Z"),
    });
    expect(found.headers).toContainEqual({ name: "auto-submitted", value: "auto-replied" });
  });

  it("keeps files and inline images whole", async () => {
    const content = Buffer.from([0, 1, 2, 253, 254, 255, 13, 10, 10]);
    const found = await roundTrip({
      html: '<p>Logo: <img src="cid:logo@acme"></p>',
      attachments: [
        { filename: "logo.png", contentType: "image/png", content, contentId: "logo@acme", inline: true },
        {
          filename: "Prüfbericht – Größe, Maß & Übersicht.pdf",
          contentType: "application/pdf",
          content,
          contentId: null,
          inline: false,
        },
      ],
    });
    expect(found.attachments).toMatchObject([
      { filename: "logo.png", contentType: "image/png", contentId: "logo@acme", inline: true },
      { filename: "Prüfbericht – Größe, Maß & Übersicht.pdf", contentType: "application/pdf", inline: false },
    ]);
    for (const attachment of found.attachments) expect(Buffer.from(attachment.content).equals(content)).toBe(true);
    expect(found.html).toContain("cid:logo@acme");
    expect(found.text).toBe("Hello\n");
  });

  it.each(["From", "Bcc", "Message-ID", "Content-Type", "Subject"])("refuses %s as an extra header", (name) => {
    expect(() => composeMessage(message({ headers: [{ name, value: "x" }] }))).toThrow(TypeError);
  });

  it("refuses a header name that would end the line", () => {
    expect(() => composeMessage(message({ headers: [{ name: "X-A: b\r\nBcc", value: "x" }] }))).toThrow(TypeError);
  });

  it("writes no header line that a value asks for", async () => {
    const hostile = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            "\r\n",
            "\n",
            "\r",
            "\0",
            "\u2028",
            "Bcc: x@evil.example",
            ":",
            " ",
            "=?utf-8?Q?=0D=0ABcc:?=",
          ),
          fc.string({ maxLength: 8 }),
        ),
        { maxLength: 8 },
      )
      .map((pieces) => pieces.join(""));
    const plain = fieldNames(await wire({ headers: [{ name: "X-A", value: "b" }], inReplyTo: "<a@b>" }));
    await fc.assert(
      fc.asyncProperty(hostile, async (value) => {
        const raw = await wire({
          subject: value,
          from: { address: "support@acme.example", name: value },
          headers: [{ name: "X-A", value }],
          inReplyTo: `<a@b>${value}`,
        });
        const names = new Set(fieldNames(raw));
        expect([...names].filter((name) => !plain.includes(name))).toEqual([]);
      }),
    );
  });

  it("is the inverse of parsing for subject, text, names and addresses", async () => {
    const words = fc.stringMatching(/^[\p{L}\p{N} ,.:;<>()"'@#[\]=?_!&%*+/\\|~^{}-]{0,60}$/u);
    const line = words.map((text) => text.replace(/\s+/g, " ").trim());
    // A name in one pair of quotes is read without them, and one that looks like an encoded word is read as one.
    const name = line.filter((text) => !/^(["']).*\1$|=\?/.test(text));
    const local = fc.stringMatching(/^[a-z0-9][a-z0-9+_-]{0,20}$/);
    await fc.assert(
      fc.asyncProperty(
        line.filter((text) => !text.includes("=?")),
        fc.array(words),
        name,
        local,
        async (subject, lines, shown, user) => {
          const text = `${lines.join("\n")}\nend\n`;
          const found = await roundTrip({ subject, text, from: { address: `${user}@acme.example`, name: shown } });
          expect(found.subject).toBe(subject);
          expect(found.text).toBe(text.replace(/[ \t]+$/gm, (blanks) => blanks));
          expect(found.from).toEqual({ address: `${user}@acme.example`, name: shown === "" ? null : shown });
        },
      ),
      { numRuns: 200 },
    );
  });
});
