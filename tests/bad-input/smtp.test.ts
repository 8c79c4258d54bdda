import { insertQueue, insertVerifiedAddress } from "@deskhand/domain/queues/create-queue";
import { organization, queue, queueAddress } from "@deskhand/db/schema";
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { openSmtp } from "../desk/smtp-conversation.ts";
import type { SmtpConversation } from "../desk/smtp-conversation.ts";
import type { Desk } from "../desk/start-desk.ts";
import { test as base } from "../desk/test.ts";

const MEGABYTE = 1024 * 1024;

const test = base.extend<{ smtp: SmtpConversation }>({
  smtp: async ({ desk }, use) => {
    const smtp = await openSmtp(desk.smtpPort);
    await use(smtp);
    smtp.close();
  },
});

/** What RCPT TO says to an address. */
async function rcpt(smtp: SmtpConversation, address: string): Promise<number> {
  await smtp.say("RSET");
  await smtp.say("MAIL FROM:<rita@unknown.example>");
  return (await smtp.say(`RCPT TO:<${address}>`)).code;
}

describe("a message of 50 MB", () => {
  test("is refused before it is sent by a client that says its size", async ({ smtp }) => {
    const { code } = await smtp.say(`MAIL FROM:<rita@unknown.example> SIZE=${50 * MEGABYTE}`);
    expect(code).toBe(552);
  });

  test("is refused after it was sent by one that does not, nothing of it is kept, and the connection goes on", async ({
    desk,
    smtp,
  }) => {
    expect(await rcpt(smtp, desk.address)).toBe(250);
    expect((await smtp.say("DATA")).code).toBe(354);
    await smtp.write(Buffer.from("From: rita@unknown.example\r\nSubject: Large\r\n\r\n"));
    const line = `${"x".repeat(76)}\r\n`;
    const piece = Buffer.from(line.repeat(Math.ceil(MEGABYTE / line.length)));
    for (let sent = 0; sent < 50 * MEGABYTE; sent += piece.length) await smtp.write(piece);
    const { code, text } = await smtp.say(".");
    expect(code).toBe(552);
    expect(text).toContain("5.3.4");
    expect(await desk.inbound()).toEqual([]);
    expect(await rcpt(smtp, desk.address)).toBe(250);
  });
});

test("of 10,000 recipients the first hundred are taken and the others are to be sent again", async ({ desk, smtp }) => {
  await smtp.say("MAIL FROM:<rita@unknown.example>");
  const codes: number[] = [];
  for (let index = 0; index < 10_000; index += 1)
    codes.push((await smtp.say(`RCPT TO:<general+${index}@${desk.slug}.localhost>`)).code);
  expect(new Set(codes.slice(0, 100))).toEqual(new Set([250]));
  expect(new Set(codes.slice(100))).toEqual(new Set([452]));
  expect((await smtp.say("DATA")).code).toBe(354);
  expect(
    (
      await smtp.say(
        "From: rita@unknown.example\r\nSubject: Many\r\nMessage-ID: <many@unknown.example>\r\n\r\nHello\r\n.",
      )
    ).code,
  ).toBe(250);
  await desk.settled();
  expect(await desk.tickets()).toHaveLength(1);
});

async function addQueue(desk: Desk, key: string): Promise<string> {
  const { orgId, slug, world } = desk;
  const row = await desk.act("system", (ctx) =>
    insertQueue(ctx.tx, {
      orgId,
      slug,
      key,
      name: key,
      description: "",
      mailDomain: "localhost",
      lifecycleId: world.lifecycleId,
      sortOrder: 1,
      now: ctx.now,
    }),
  );
  return row.id;
}

describe("an address", () => {
  test("of an unknown queue, organisation or host is refused: 550", async ({ desk, smtp }) => {
    const unknown = [
      `sales@${desk.slug}.localhost`,
      `sales-comment@${desk.slug}.localhost`,
      "general@nobody.localhost",
      "general@localhost",
      "general@unknown.example",
      "postmaster@localhost",
      `general@${desk.slug}.localhost.evil.example`,
    ];
    for (const address of unknown) expect([address, await rcpt(smtp, address)]).toEqual([address, 550]);
  });

  test("of a disabled queue is refused: 550", async ({ desk, smtp }) => {
    const id = await addQueue(desk, "sales");
    expect(await rcpt(smtp, `sales@${desk.slug}.localhost`)).toBe(250);
    await desk.read((tx) => tx.update(queue).set({ disabledAt: new Date() }).where(eq(queue.id, id)));
    expect(await rcpt(smtp, `sales@${desk.slug}.localhost`)).toBe(550);
  });

  test("that was not proved is refused: 550", async ({ desk, smtp }) => {
    const address = `support@${desk.slug}.example`;
    await desk.act("system", (ctx) =>
      insertVerifiedAddress(ctx.tx, {
        orgId: desk.orgId,
        queueId: desk.world.queue.id,
        address,
        purpose: "correspond",
        now: ctx.now,
      }),
    );
    expect(await rcpt(smtp, address)).toBe(250);
    await desk.read((tx) => tx.update(queueAddress).set({ verifiedAt: null }).where(eq(queueAddress.address, address)));
    expect(await rcpt(smtp, address)).toBe(550);
  });

  test("of a disabled organisation is refused: 550", async ({ desk, smtp }) => {
    await desk.read((tx) => tx.update(organization).set({ disabledAt: new Date() }));
    expect(await rcpt(smtp, desk.address)).toBe(550);
  });

  test("in capitals, with blanks around it or with a plus part is its queue's", async ({ desk, smtp }) => {
    expect(await rcpt(smtp, desk.address.toUpperCase())).toBe(250);
    expect(await rcpt(smtp, `general+whatever@${desk.slug}.localhost`)).toBe(250);
  });
});

test("nobody can send through the listener to somewhere else", async ({ smtp }) => {
  expect(await rcpt(smtp, "victim@elsewhere.example")).toBe(550);
  expect(await rcpt(smtp, "victim%elsewhere.example@localhost")).toBe(550);
  expect((await smtp.say("DATA")).code).toBeGreaterThanOrEqual(500);
});

test("a command that is too long or makes no sense is refused and the connection goes on", async ({ desk, smtp }) => {
  expect((await smtp.say("MAKE COFFEE")).code).toBe(500);
  expect((await smtp.say(`MAIL FROM:<${"x".repeat(300)}@unknown.example>`)).code).toBeGreaterThanOrEqual(250);
  expect((await smtp.say("AUTH LOGIN")).code).toBe(500);
  expect(await rcpt(smtp, desk.address)).toBe(250);
});
