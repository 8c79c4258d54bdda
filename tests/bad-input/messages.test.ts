import { attachment } from "@deskhand/db/schema";
import { createTicket } from "@deskhand/domain/tickets/create-ticket";
import { typedContent } from "@deskhand/domain/tickets/content";
import { listTickets } from "@deskhand/domain/tickets/list-tickets";
import { setSubject } from "@deskhand/domain/tickets/set-fields";
import { listHistory } from "@deskhand/domain/transactions/history";
import { loadQueue } from "@deskhand/domain/queues/queue";
import { describe, expect } from "vitest";
import { only } from "../desk/only.ts";
import type { Desk, SentMail } from "../desk/start-desk.ts";
import { test } from "../desk/test.ts";

const RITA = "rita@unknown.example";

/** The first message as staff sees it. */
async function shown(desk: Desk, number = 1) {
  const { entries } = await desk.act("agent", (ctx) => listHistory(ctx, { ticket: { number }, after: 0 }));
  const content = entries[0]?.content;
  if (!content) throw new Error("The ticket has no first message");
  return content;
}

function fieldNames({ message }: SentMail): string[] {
  return message.headers.map(({ name }) => name);
}

describe("a message", () => {
  test("nested 200 parts deep is set aside with its bytes and the reason", async ({ desk, mailer }) => {
    let source = "Content-Type: text/plain\n\ndeep\n";
    for (let depth = 200; depth > 0; depth -= 1) {
      source = `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n${source}\n--b${depth}--\n`;
    }
    const whole = `From: ${RITA}\nSubject: Deep\nMessage-ID: <deep@unknown.example>\nMIME-Version: 1.0\n${source}`;
    await mailer.sendSource({ from: RITA, to: [desk.address], source: whole });
    const stored = only(await desk.inbound());
    expect(stored).toMatchObject({ state: "quarantined", reason: "too_deep", ticketId: null });
    expect(
      Buffer.from(stored.raw ?? [])
        .toString()
        .replaceAll("\r\n", "\n")
        .trimEnd(),
    ).toBe(whole.trimEnd());
    expect(await desk.outbox()).toEqual([]);
  });

  test("without any header is set aside: nobody wrote it", async ({ desk, mailer }) => {
    await mailer.sendSource({ from: RITA, to: [desk.address], source: "\nJust a text.\n" });
    expect(only(await desk.inbound())).toMatchObject({ state: "quarantined", reason: "no_sender" });
    expect(await desk.tickets()).toEqual([]);
  });

  test("without a From is set aside, even where the envelope names somebody", async ({ desk, mailer }) => {
    await mailer.sendSource({
      from: RITA,
      to: [desk.address],
      source: "Subject: Hello\nMessage-ID: <a@b>\n\nJust a text.\n",
    });
    expect(only(await desk.inbound())).toMatchObject({ state: "quarantined", reason: "no_sender" });
  });

  test("in a charset that does not exist is read as far as it can be", async ({ desk, mailer }) => {
    const source = Buffer.concat([
      Buffer.from(
        `From: =?x-klingon?Q?Rita?= <${RITA}>\r\nSubject: =?no-such-charset?Q?Gr=FC=DFe?=\r\nMessage-ID: <c@unknown.example>\r\n`,
      ),
      Buffer.from(
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-9-klingon\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
      ),
      Buffer.from("Sch\u00f6ne Gr\u00fc\u00dfe\r\n", "latin1"),
    ]);
    await mailer.sendSource({ from: RITA, to: [desk.address], source });
    expect(only(await desk.tickets()).subject).toContain("Gr");
    expect((await shown(desk)).text).toContain("Schöne Grüße");
    expect(await desk.sent()).toHaveLength(1);
  });

  test("with null bytes becomes a ticket: out of the subject they are taken, the body is kept whole as a file", async ({
    desk,
    mailer,
  }) => {
    const source = `From: ${RITA}\nSubject: Nul\0l\nMessage-ID: <n@unknown.example>\n\none\0two\n`;
    await mailer.sendSource({ from: RITA, to: [desk.address], source });
    expect(only(await desk.tickets()).subject).toMatch(/^Nul ?l$/);
    const file = only(await desk.read((tx) => tx.select().from(attachment)));
    const bytes = await desk.runtime.services.blobs.get(desk.orgId, file.contentHash);
    expect(Buffer.from(bytes ?? []).toString()).toBe("one\0two\r\n");
    expect(await desk.sent()).toHaveLength(1);
  });

  test("from an address of 300 characters becomes a ticket", async ({ desk, mailer }) => {
    const long = `${"r".repeat(300 - "@unknown.example".length)}@unknown.example`;
    const source = `From: ${long}\nSubject: Long\nMessage-ID: <l@unknown.example>\n\nHello\n`;
    await mailer.sendSource({ from: RITA, to: [desk.address], source });
    expect(only(await desk.inbound())).toMatchObject({ state: "ticket", trace: { sender: long } });
  });

  test("from an address longer than any (RFC 5321 4.5.3.1: 64, 1 and 255) is set aside", async ({ desk, mailer }) => {
    const source = `From: ${"r".repeat(400)}@unknown.example\nSubject: Long\nMessage-ID: <l@unknown.example>\n\nHello\n`;
    await mailer.sendSource({ from: RITA, to: [desk.address], source });
    expect(only(await desk.inbound())).toMatchObject({ state: "quarantined", reason: "no_sender" });
  });

  test("with an empty body and subject becomes a ticket", async ({ desk, mailer }) => {
    await mailer.sendSource({
      from: RITA,
      to: [desk.address],
      source: `From: ${RITA}\nMessage-ID: <e@unknown.example>\n\n`,
    });
    expect(only(await desk.tickets()).subject).not.toBe("");
    expect(await desk.sent()).toHaveLength(1);
  });

  test("with an empty body is an answer like any other", async ({ desk, mailer }) => {
    await mailer.send({ from: RITA, subject: "One", text: "Hello" });
    await mailer.send({ from: RITA, subject: `Re: [${desk.slug} #1] One`, text: "" });
    expect((await desk.inbound()).map(({ state, reason }) => [state, reason])).toEqual([
      ["ticket", "new"],
      ["ticket", "tag"],
    ]);
  });

  test("without Message-ID that comes twice within an hour is kept as a duplicate of the first", async ({
    desk,
    mailer,
  }) => {
    const source = `From: ${RITA}\nSubject: No identifier\n\nHello\n`;
    await mailer.sendSource({ from: RITA, to: [desk.address], source });
    await mailer.sendSource({
      from: RITA,
      to: [desk.address],
      source: `Received: from a by b; Mon, 23 Nov 2026 09:00:00 +0000\n${source}`,
    });
    const [first, second] = await desk.inbound();
    expect(first).toMatchObject({ state: "ticket" });
    expect(second).toMatchObject({
      state: "duplicate",
      reason: "same_content_within_an_hour",
      trace: { twin: first?.id },
    });
    expect(second?.raw).not.toBeNull();
    expect(await desk.tickets()).toHaveLength(1);
  });
});

describe("a line break hidden in a subject or a name adds no field to any mail of ours", () => {
  const SUBJECT = "=?utf-8?Q?Hello=0D=0ABcc:_victim@elsewhere.example=0D=0AX-Injected:_yes?=";
  const NAME = "=?utf-8?Q?Rita=0D=0ABcc:_victim@elsewhere.example?=";

  test("when it comes by mail", async ({ desk, mailer }) => {
    const source = `From: ${NAME} <${RITA}>\nSubject: ${SUBJECT}\nMessage-ID: <i@unknown.example>\n\nHello\n`;
    await mailer.sendSource({ from: RITA, to: [desk.address], source });
    const sent = only(await desk.sent());
    expect(fieldNames(sent)).not.toContain("bcc");
    expect(fieldNames(sent)).not.toContain("x-injected");
    expect(sent.message.headers.filter(({ name }) => name === "subject")).toHaveLength(1);
    expect(only(await desk.tickets()).subject).not.toMatch(/[\r\n]/);
    expect(sent.row.to.map(({ address }) => address)).toEqual([RITA]);
  });

  test("when it is typed in the console", async ({ desk }) => {
    const broken = "Hello\r\nBcc: victim@elsewhere.example\r\nX-Injected: yes";
    await desk.act("agent", async (ctx) =>
      createTicket(ctx, {
        queue: await loadQueue(ctx, "general"),
        subject: broken,
        content: typedContent(broken, "Hello"),
        requestors: [{ address: RITA, name: "Rita\r\nX-Injected: yes" }],
        cc: [],
        adminCc: [],
        ownerId: null,
        status: null,
        priority: 0,
      }),
    );
    await desk.act("agent", (ctx) => setSubject(ctx, { ticket: { number: 1 }, subject: broken }));
    expect(only(await desk.tickets()).subject).not.toMatch(/[\r\n]/);
    for (const sent of await desk.sent()) {
      expect(fieldNames(sent)).not.toContain("bcc");
      expect(fieldNames(sent)).not.toContain("x-injected");
    }
    expect(await desk.sent()).not.toEqual([]);
  });
});

test("script in a mail is neither in what staff sees nor in any mail of ours", async ({ desk, mailer }) => {
  const html = `<p onclick="alert(1)">Hello</p><script>alert(2)</script><img src="x" onerror="alert(3)">
    <a href="javascript:alert(4)">here</a><iframe src="https://evil.example"></iframe><style>@import "https://evil.example/x.css"</style>
    <svg onload="alert(5)"></svg><form action="https://evil.example"><input name="password"></form><meta http-equiv="refresh" content="0;url=https://evil.example">`;
  await mailer.send({ from: RITA, subject: "<script>alert(6)</script>", html });
  const bad = /<script|onclick|onerror|onload|javascript:|<iframe|@import|<form|http-equiv="?refresh/i;
  expect((await shown(desk)).html).toContain("Hello");
  expect((await shown(desk)).html).not.toMatch(bad);
  const sent = only(await desk.sent());
  expect(sent.row.html).toContain("Hello");
  expect(sent.row.html).not.toMatch(bad);
});

test("a stranger's tag, a huge number and a foreign tag in a subject are words like any other", async ({
  desk,
  mailer,
}) => {
  for (const subject of [
    `[${desk.slug} #99999999999] Hello`,
    `[${desk.slug} #0] Hello`,
    `[${desk.slug} #-1] Hello`,
    "[other #1] Hello",
  ]) {
    await mailer.send({ from: RITA, subject, text: subject });
  }
  expect(await desk.tickets()).toHaveLength(4);
  const { rows } = await desk.act("agent", (ctx) =>
    listTickets(ctx, { queue: null, state: "open", cursor: null, limit: 10 }),
  );
  expect(rows.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
});
