import { describe, expect, it } from "vitest";
import type { ParsedMessage } from "../message.ts";
import { parseMessage } from "./parse-message.ts";

/** Lines as they stand on the wire; one character is one byte. */
function bytes(...lines: string[]): Uint8Array {
  return Buffer.from(lines.join("\r\n"), "latin1");
}

async function read(...lines: string[]): Promise<ParsedMessage> {
  const result = await parseMessage(bytes(...lines));
  if (!result.ok) throw new Error(result.detail);
  return result.message;
}

function utf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** A part of boundary b with a three-byte file under this disposition. */
function part(disposition: string): string[] {
  const type = ["--b", "Content-Type: application/pdf", `Content-Disposition: attachment; ${disposition}`];
  return [...type, "Content-Transfer-Encoding: base64", "", "AQL/"];
}

/** A part of boundary b with an image under this Content-ID. */
function image(id: string): string[] {
  return ["--b", "Content-Type: image/png", `Content-ID: <${id}>`, "", "x"];
}

describe("headers", () => {
  it("decodes encoded words, joining a character that was split between two of them", async () => {
    const message = await read(
      "Subject: =?utf-8?B?R3LDvMM=?= =?UTF-8?Q?=9Fe_?=",
      " =?utf-8?Q?an?= =?utf-8?Q?_alle?=",
      "",
      "x",
    );
    expect(message.subject).toBe("Grüße an alle");
  });

  it("reads an encoded word that stands in quotes and one with a language", async () => {
    const message = await read('From: "=?iso-8859-1*de?Q?J=FCrgen?=" <J@Example.COM>', "", "x");
    expect(message.from).toEqual({ address: "j@example.com", name: "Jürgen" });
  });

  it("never lets a comma or bracket from inside an encoded word change who is addressed", async () => {
    const message = await read("To: =?utf-8?Q?a=40evil.example=2C_b?= <real@b.example>", "", "x");
    expect(message.to).toEqual([{ address: "real@b.example", name: "a@evil.example, b" }]);
  });

  it("removes line breaks and controls that an encoded word smuggles in", async () => {
    const message = await read("Subject: =?utf-8?Q?a=0D=0ABcc:_x=40y.example=00b?=", "", "x");
    expect(message.subject).toBe("a Bcc: x@y.example b".replace(" b", "b"));
    expect(message.headers.every(({ value }) => !/[\p{Cc}]/u.test(value))).toBe(true);
  });

  it("takes the first of a repeated single field and says so", async () => {
    const message = await read("From: a@a.example", "From: b@b.example", "Subject: one", "Subject: two", "", "x");
    expect(message.from?.address).toBe("a@a.example");
    expect(message.subject).toBe("one");
    expect(message.faults).toContain("The from field is repeated; the first counts");
  });

  it("reads raw 8-bit as UTF-8 if it is, else in the charset of the text", async () => {
    expect((await read(`Subject: ${utf8("Größe")}`, "", "x")).subject).toBe("Größe");
    const type = "Content-Type: text/plain; charset=koi8-r";
    expect((await read("Subject: \xf0\xd2\xc9\xd7\xc5\xd4", type, "", "\xf0\xd2\xc9\xd7\xc5\xd4")).subject).toBe(
      "Привет",
    );
  });

  it("skips a line that is no field and a mailbox line, and finds the rest", async () => {
    const message = await read("From someone Mon Jan 1", "Subject: s", "this is no field", "To: a@b.example", "", "x");
    expect(message.subject).toBe("s");
    expect(message.to.map(({ address }) => address)).toEqual(["a@b.example"]);
    expect(message.text).toBe("x");
  });

  it("opens groups and drops what is no address", async () => {
    const message = await read("To: Team: a@a.example, B <b@b.example>;, undisclosed-recipients:;, nobody", "", "x");
    expect(message.to.map(({ address }) => address)).toEqual(["a@a.example", "b@b.example"]);
  });

  it.each(['"a b"@x.example', "root", "<>", "a@b@c.example", "@x.example", "a@", `${"a".repeat(400)}@x.example`])(
    "takes %s for no sender rather than for somebody else",
    async (from) => {
      expect((await read(`From: ${from}`, "", "x")).from).toBeNull();
    },
  );

  it("reads the ids of References and In-Reply-To through folds and without brackets", async () => {
    const message = await read(
      "References: <a@x>",
      " <b@x>\t<a@x>",
      "In-Reply-To: c@x",
      "Message-ID: <m@x> (comment)",
      "",
      "x",
    );
    expect(message).toMatchObject({ references: ["<a@x>", "<b@x>"], inReplyTo: ["<c@x>"], messageId: "<m@x>" });
  });

  it("collects the addresses that servers noted on the way", async () => {
    const message = await read(
      "Delivered-To: a@x.example",
      "X-Original-To: <B@x.example>",
      "Envelope-To: a@x.example",
      "",
      "x",
    );
    expect(message.recipientHeaders).toEqual(["a@x.example", "b@x.example"]);
  });

  it.each([
    ["Mon, 2 Mar 2020 10:00:00 +0100", "2020-03-02T09:00:00.000Z"],
    ["2 Mar 20 10:00 EST (Eastern)", "2020-03-02T15:00:00.000Z"],
    ["Mon, 02 Mar 2020 10:00:00 GMT", "2020-03-02T10:00:00.000Z"],
  ])("reads the date %s", async (date, expected) => {
    expect((await read(`Date: ${date}`, "", "x")).date?.toISOString()).toBe(expected);
  });

  it("gives no date for one that cannot be read, and says so", async () => {
    const message = await read("Date: yesterday", "", "x");
    expect(message.date).toBeNull();
    expect(message.faults).toContain("The date cannot be read");
  });
});

describe("text", () => {
  it("shows the plain form of an alternative and keeps the HTML", async () => {
    const message = await read(
      "Content-Type: multipart/alternative; boundary=b",
      "",
      "--b",
      "",
      "plain",
      "--b",
      "Content-Type: text/html",
      "",
      "<p>html</p>",
      "--b--",
    );
    expect(message.text.trim()).toBe("plain");
    expect(message.html?.trim()).toBe("<p>html</p>");
  });

  it("makes the text from the HTML if the plain form is blank", async () => {
    const message = await read(
      "Content-Type: multipart/alternative; boundary=b",
      "",
      "--b",
      "",
      " ",
      "--b",
      "Content-Type: text/html",
      "",
      "<p>One</p><p>Two</p>",
      "--b--",
    );
    expect(message.text).toBe("One\n\nTwo");
  });

  it("reads text without a charset by what it looks like, block by block", async () => {
    const koi8 =
      "\xfa\xc4\xd2\xc1\xd7\xd3\xd4\xd7\xd5\xca\xd4\xc5, \xf5 \xcd\xc5\xce\xd1 \xd7\xcf\xd0\xd2\xcf\xd3 \xd0\xcf \xd0\xcf\xd7\xcf\xc4\xd5 \xda\xc1\xcb\xc1\xda\xc1".repeat(
        3,
      );
    expect((await read("Subject: s", "", koi8)).text).toContain("вопрос по поводу заказа");
    expect((await read("Subject: s", "", utf8("žluťoučký"))).text).toBe("žluťoučký");
  });

  it("reads iso-8859-1 as windows-1252, as every sender means it", async () => {
    expect((await read("Content-Type: text/plain; charset=iso-8859-1", "", "\x93quoted\x94 \x80")).text).toBe(
      "“quoted” €",
    );
  });

  it.each(["x-unknown", "utf-8", "us-ascii", '"iso-8859-1"'])("never refuses a charset: %s", async (charset) => {
    expect(
      (await read(`Content-Type: text/plain; charset=${charset}`, "", "Gr\xfc\xdfe aus K\xf6ln, sch\xf6ne T\xe4ge"))
        .text,
    ).toBe("Grüße aus Köln, schöne Täge");
  });

  it("reads ISO-2022-JP, which the byte-wise decoders do not know", async () => {
    expect((await read("Content-Type: text/plain; charset=iso-2022-jp", "", "\x1b$B%F%9%H\x1b(B")).text).toBe("テスト");
  });

  it("leaves nothing that PostgreSQL cannot store", async () => {
    const { text } = await read("Content-Type: text/html; charset=utf-8", "", "a\0b &#xd800; &#0;");
    expect(text.includes("\0")).toBe(false);
    expect(text.isWellFormed()).toBe(true);
  });

  it("joins the soft breaks of format=flowed and keeps quotes apart", async () => {
    const message = await read(
      "Content-Type: text/plain; format=flowed",
      "",
      "one ",
      "two",
      "> quoted ",
      "> text",
      "-- ",
      "me",
    );
    expect(message.text).toBe("one two\n> quoted text\n-- \nme");
  });

  it("reads broken quoted-printable and base64 as far as they go", async () => {
    expect((await read("Content-Transfer-Encoding: quoted-printable", "", "a=C3=A9 100=% =", "b=3D")).text).toBe(
      "aé 100=% b=",
    );
    expect((await read("Content-Transfer-Encoding: base64", "", "aGFsbG8=", "IHdlbHQ=!")).text).toBe("hallo welt");
  });

  it("ends a multipart without a last boundary where the message ends", async () => {
    const message = await read("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "still here");
    expect(message.text).toBe("still here");
  });

  it("shows a multipart whose boundary never comes as text", async () => {
    const message = await read("Content-Type: multipart/mixed; boundary=b", "", "only words");
    expect(message.text).toBe("only words");
    expect(message.faults).toContain("A multipart has no boundary in its body; it is read as text");
  });

  it("does not take a longer line for a boundary", async () => {
    const message = await read("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "a", "--bee", "c", "--b--");
    expect(message.text).toBe("a\n--bee\nc");
  });

  it("makes the machine-readable part of a report readable", async () => {
    const message = await read(
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
      "",
      "--b",
      "",
      "Sorry.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Final-Recipient: rfc822; a@b.example",
      "Status: 5.1.1",
      "--b--",
    );
    expect(message.text).toContain("Sorry.");
    expect(message.text).toContain("Status: 5.1.1");
    expect(message.reports.map(({ contentType }) => contentType)).toEqual(["message/delivery-status"]);
  });
});

describe("attachments", () => {
  it("keeps the bytes of a file and reads its name in every usual way of writing it", async () => {
    const message = await read(
      "Content-Type: multipart/mixed; boundary=b",
      "",
      ...part("filename*0*=utf-8''Gr%C3%B6; filename*1=\"%C3\"; filename*2*=%C3%9Fe.pdf"),
      ...part('filename="=?utf-8?Q?Gr=C3=B6=C3=9Fe.pdf?="'),
      ...part(`filename="${utf8("Größe.pdf")}"`),
      ...part('filename="C:\\\\temp\\\\..\\\\evil.pdf"'),
      ...part("filename*=utf-8''a%E2%80%AEfdp.exe"),
      "--b--",
    );
    expect(message.attachments.map(({ filename }) => filename)).toEqual([
      "Grö%C3ße.pdf",
      "Größe.pdf",
      "Größe.pdf",
      "evil.pdf",
      "afdp.exe",
    ]);
    expect(message.attachments.every(({ content }) => Buffer.from(content).equals(Buffer.from([1, 2, 255])))).toBe(
      true,
    );
  });

  it("marks only the images the HTML uses as inline", async () => {
    const message = await read(
      "Content-Type: multipart/related; boundary=b",
      "",
      "--b",
      "Content-Type: text/html",
      "",
      '<img src="cid:used%40x">',
      ...image("used@x"),
      ...image("unused@x"),
      "--b--",
    );
    expect(message.attachments.map(({ contentId, inline }) => [contentId, inline])).toEqual([
      ["used@x", true],
      ["unused@x", false],
    ]);
  });

  it("keeps a message inside the message as one file, named after its subject", async () => {
    const message = await read(
      "Content-Type: multipart/mixed; boundary=b",
      "",
      "--b",
      "",
      "see below",
      "--b",
      "Content-Type: message/rfc822",
      "",
      "Subject: Inner/one",
      "",
      "inner text",
      "--b--",
    );
    expect(message.text.trim()).toBe("see below");
    expect(message.attachments).toMatchObject([{ filename: "Inner_one.eml", contentType: "message/rfc822" }]);
    expect(Buffer.from(message.attachments[0]?.content ?? []).toString()).toBe("Subject: Inner/one\r\n\r\ninner text");
  });

  it("takes a uuencoded file out of the text", async () => {
    const message = await read("Subject: s", "", "before", "begin 644 a.bin", '#``$"', "`", "end", "after");
    expect(message.text).toBe("before\nafter");
    expect(message.attachments).toMatchObject([{ filename: "a.bin", content: Buffer.from([0, 1, 2]) }]);
  });

  it("keeps a text file beside the text, and shows it if there is no other text", async () => {
    const file = [
      "--b",
      'Content-Type: text/plain; name="notes.txt"',
      "Content-Disposition: inline; filename=notes.txt",
      "",
      "notes",
    ];
    const beside = await read("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "body", ...file, "--b--");
    expect([beside.text.trim(), beside.attachments.map(({ filename }) => filename)]).toEqual(["body", ["notes.txt"]]);
    const alone = await read("Content-Type: multipart/mixed; boundary=b", "", ...file, "--b--");
    expect([alone.text, alone.attachments.length]).toEqual(["notes", 1]);
  });
});
