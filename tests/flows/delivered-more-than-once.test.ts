import { randomUUID } from "node:crypto";
import { insertQueue, insertVerifiedAddress } from "@deskhand/domain/queues/create-queue";
import { describe, expect } from "vitest";
import { only } from "../desk/only.ts";
import type { Desk } from "../desk/start-desk.ts";
import { test } from "../desk/test.ts";

const FROM = "rita@unknown.example";

function addQueue(desk: Desk, key: string): Promise<unknown> {
  const { orgId, slug, world } = desk;
  return desk.act("system", (ctx) =>
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
}

test("the same mail twice is stored once, whatever the servers on its way wrote above it", async ({ desk, mailer }) => {
  const source = `From: ${FROM}\nTo: ${desk.address}\nSubject: Twice\nMessage-ID: <twice@unknown.example>\n\nHello\n`;
  const trace = "Received: from a by b; Mon, 23 Nov 2026 09:00:00 +0000\nReturn-Path: <rita@unknown.example>\n";
  await mailer.sendSource({ from: FROM, to: [desk.address], source });
  await mailer.sendSource({ from: FROM, to: [desk.address], source: trace + source });
  expect(await desk.inbound()).toHaveLength(1);
  expect(await desk.tickets()).toHaveLength(1);
  expect(await desk.sent()).toHaveLength(1);
});

test("the same mail delivered many times at once is stored once", async ({ desk, mailer }) => {
  const mail = {
    from: FROM,
    subject: "At once",
    text: "Hello",
    messageId: "<at-once@unknown.example>",
    date: new Date(0),
  };
  const source = `From: ${FROM}\nTo: ${desk.address}\nSubject: At once\nMessage-ID: ${mail.messageId}\n\nHello\n`;
  await Promise.all(Array.from({ length: 6 }, () => mailer.sendSource({ from: FROM, to: [desk.address], source })));
  expect(await desk.inbound()).toHaveLength(1);
  expect(await desk.tickets()).toHaveLength(1);
});

test("another mail under the same Message-ID is another mail", async ({ desk, mailer }) => {
  await mailer.send({ from: FROM, subject: "One", text: "one", messageId: "<reused@unknown.example>" });
  await mailer.send({ from: FROM, subject: "Two", text: "two", messageId: "<reused@unknown.example>" });
  expect((await desk.inbound()).map(({ state }) => state)).toEqual(["ticket", "ticket"]);
});

describe("mail to two queues of an organisation", () => {
  test("makes one ticket, in the queue addressed first, and the other copy is traced to it", async ({
    desk,
    mailer,
  }) => {
    await addQueue(desk, "sales");
    await mailer.send({
      from: FROM,
      to: [desk.address, `sales@${desk.slug}.localhost`],
      subject: "Both",
      text: "Hello",
    });
    const ticket = only(await desk.tickets());
    expect(ticket.queueId).toBe(desk.world.queue.id);
    expect((await desk.inbound()).map(({ state, reason, ticketId }) => [state, reason, ticketId])).toEqual([
      ["ticket", "new", ticket.id],
      ["duplicate", "came_to_another_address", ticket.id],
    ]);
    expect(await desk.sent()).toHaveLength(1);
  });

  test("delivered by two connections at once makes one ticket", async ({ desk, mailer }) => {
    await addQueue(desk, "sales");
    const to = [desk.address, `sales@${desk.slug}.localhost`];
    const source = `From: ${FROM}\nTo: ${to.join(", ")}\nSubject: Both\nMessage-ID: <${randomUUID()}@unknown.example>\n\nHello\n`;
    await Promise.all(to.map((one) => mailer.sendSource({ from: FROM, to: [one], source })));
    expect(await desk.tickets()).toHaveLength(1);
    expect((await desk.inbound()).map(({ state }) => state).toSorted()).toEqual(["duplicate", "ticket"]);
  });
});

test("mail to two organisations makes a ticket in each, and neither learns of the other", async ({
  desk,
  other,
  mailer,
}) => {
  await mailer.send({ from: FROM, to: [desk.address, other.address], subject: "You and you", text: "Hello" });
  await other.settled();
  for (const one of [desk, other]) {
    expect(only(await one.tickets()).number).toBe(1);
    expect(only(await one.sent()).source).not.toContain(one === desk ? `${other.slug} #` : `${desk.slug} #`);
  }
});

test("a custom address that was proved takes mail and is the sender of the answer", async ({ desk, mailer }) => {
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
  await mailer.send({ from: FROM, to: address, subject: "Custom", text: "Hello" });
  expect(only(await desk.sent()).message.from?.address).toBe(address);
});
