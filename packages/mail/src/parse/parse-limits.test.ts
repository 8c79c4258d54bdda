import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMessage } from "./parse-message.ts";

/** A text inside so many multiparts. */
function nested(depth: number): Uint8Array {
  const open = Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`);
  return Buffer.from(`${open.join("")}\ntext`);
}

describe("limits", () => {
  it("refuses 200 levels of nesting at once, with the reason", async () => {
    const result = await parseMessage(nested(200));
    expect(result).toEqual({ ok: false, reason: "too_deep", detail: "The message is nested deeper than 30 levels" });
  });

  it("reads 30 levels", async () => {
    expect(await parseMessage(nested(30))).toMatchObject({ ok: true, message: { text: "text" } });
  });

  it("refuses more than 1000 parts and a header beyond 1 MiB", async () => {
    const parts = `Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(1001)}`;
    expect(await parseMessage(Buffer.from(parts))).toMatchObject({ ok: false, reason: "too_many_parts" });
    expect(await parseMessage(Buffer.from(`Subject: ${"x".repeat(1_100_000)}\n\nx`))).toMatchObject({
      ok: false,
      reason: "header_too_large",
    });
    expect(await parseMessage(new Uint8Array())).toMatchObject({ ok: false, reason: "unreadable" });
  });

  it.each([
    ["beginnings of encoded words", `Subject: ${"=?utf-8?Q?".repeat(50_000)}\n\nx`],
    ["opening brackets in an address", `To: ${'<("'.repeat(100_000)}\n\nx`],
    ["lines that are no field", `${"no field here\n".repeat(60_000)}Subject: s\n\nx`],
    ["parameters", `Content-Type: text/plain; ${'a="\\"(; '.repeat(50_000)}\n\nx`],
    ["near boundaries", `Content-Type: multipart/mixed; boundary=b\n\n${"--bx\n".repeat(400_000)}`],
    ["a line of many megabytes", `Subject: s\n\n${"x".repeat(8_000_000)}`],
    ["unfinished uuencoded files", `Subject: s\n\n${'begin 644 a\n#``$"\n'.repeat(60_000)}end\n`],
    ["tags that never close", `Content-Type: text/html\n\n${"<div><a href=x>".repeat(40_000)}`],
    ["elements in elements", `Content-Type: text/html\n\n${"<div><b>".repeat(150_000)}`],
    ["line ends", `Subject: s\n\n${"\n".repeat(5_000_000)}x`],
    ["blanks", `Subject: s\n\n${" ".repeat(5_000_000)}x`],
    ["blanks in HTML", `Content-Type: text/html\n\n${"&nbsp; ".repeat(250_000)}x`],
    ["words in an unknown charset", `Subject: ${"=?x-bad?Q?=E4?= a ".repeat(50_000)}\n\nx`],
    ["raw 8-bit fields", `${"X: \xe4\xf6\n".repeat(120_000)}\nx`],
    [
      "raw 8-bit fields over UTF-8 text",
      `Content-Type: text/plain; charset=utf-8\n${"X: \xe4\xf6\n".repeat(120_000)}\nx`,
    ],
    ["brackets after an address", `To: a@b.example${">".repeat(190_000)}x\n\nx`],
    ["comments in HTML", `Content-Type: text/html\n\n${"<!--<![CDATA[<script>".repeat(60_000)}`],
  ])("reads a message full of %s within seconds", { timeout: 20_000 }, async (_, text) => {
    const started = performance.now();
    await parseMessage(Buffer.from(text, "latin1"));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("never throws, whatever the bytes are", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "From: ",
        "Subject: =?utf-8?B?",
        "?=",
        "\r\n",
        "\n",
        "\n\n",
        "--b",
        "--",
        "=?",
        "(",
        '"',
        "<",
        ">",
        ";",
        "=",
        "*0*=",
        "%E9",
        "&#x;",
        "<p>",
      ),
      fc.constantFrom(
        "Content-Type: multipart/mixed; boundary=b\n",
        "Content-Transfer-Encoding: base64\n",
        "Content-Type: text/html; charset=",
        "Content-Disposition: attachment; filename",
      ),
      fc.string({ maxLength: 12, unit: "binary" }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.uint8Array({ maxLength: 40 }), async (pieces, tail) => {
        const result = await parseMessage(Buffer.concat([Buffer.from(pieces.join("")), tail]));
        if (!result.ok) return;
        expect(result.message.text.isWellFormed() && !result.message.text.includes("\0")).toBe(true);
        expect(result.message.headers.every(({ value }) => !/[\r\n\0]/.test(value))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
