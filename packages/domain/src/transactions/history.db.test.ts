import { newId } from "@deskhand/db";
import { grant } from "@deskhand/db/schema";
import { and, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { storeFiles } from "../attachments/store-files.ts";
import { findAttachment } from "../attachments/find-attachment.ts";
import { claimMail, markSent } from "../outbox/send.ts";
import { test } from "../testing/fixtures.ts";
import { openTicket, settleScrips } from "../testing/tickets.ts";
import type { World } from "../testing/world.ts";
import { NOW } from "../testing/world.ts";
import { comment, reply } from "../tickets/add-message.ts";
import { typedContent } from "../tickets/content.ts";
import { outboundMessage } from "@deskhand/db/schema";
import { listHistory } from "./history.ts";

const SECRET = "MARKER-OF-A-COMMENT";
const FILE = {
  filename: "plan.txt",
  contentType: "text/plain",
  content: new TextEncoder().encode("plan"),
  contentId: null,
  inline: false,
};

/** A ticket with a reply, a comment with a file, and their mails sent. */
async function told(world: World): Promise<number> {
  const { ticket } = await openTicket(world, { adminCc: [{ address: "boss@other.example", name: null }] }, "agent");
  const key = { ticket: { id: ticket.id }, cc: [], bcc: [], status: null };
  await world.as("agent", (ctx) => reply(ctx, { ...key, content: typedContent("Re: Printer", "Hello") }));
  await world.as("agent", async (ctx) => {
    const files = await storeFiles(ctx.services, ctx.orgId, [FILE]);
    await comment(ctx, { ...key, content: { ...typedContent("Printer", SECRET), files } });
  });
  await settleScrips(world, ticket.id);
  await world.as("system", async (ctx) => {
    for (const { id } of await ctx.tx.select().from(outboundMessage)) {
      await claimMail(ctx, id);
      await markSent(ctx, id, null);
    }
  });
  return ticket.number;
}

const history = (world: World, who: Parameters<World["as"]>[0], number: number) =>
  world.as(who, (ctx) => listHistory(ctx, { ticket: { number }, after: 0 }));

describe("a history", () => {
  test("shows staff everything, each entry as what it is", async ({ world }) => {
    const { entries } = await history(world, "agent", await told(world));
    expect(entries.map(({ type, kind }) => `${type} ${kind}`).slice(0, 4)).toEqual([
      "Create reply",
      "Correspond reply",
      "Comment comment",
      "Status change",
    ]);
    expect(entries.filter(({ kind }) => kind === "mail").length).toBeGreaterThan(2);
    expect(entries.find(({ type }) => type === "CommentEmailRecord")?.mail).toMatchObject({
      bcc: ["boss@other.example"],
      state: "sent",
    });
  });

  test("shows a requestor no comment, no mail record and nothing of either", async ({ world }) => {
    const page = await history(world, "customer", await told(world));
    expect(page.entries.map(({ type }) => type)).toEqual(["Create", "Correspond", "Status"]);
    expect(JSON.stringify(page)).not.toContain(SECRET);
  });

  test("leaves comments out for staff without the right to see them, and their files do not exist", async ({
    world,
  }) => {
    const number = await told(world);
    const file = (await history(world, "agent", number)).entries.flatMap((entry) => entry.attachments)[0];
    const read = () => world.as("agent", (ctx) => findAttachment(ctx, { number, attachmentId: file?.id ?? newId() }));
    expect(await read()).toMatchObject({ filename: "plan.txt", size: 4 });
    await world.as("system", (ctx) =>
      ctx.tx.delete(grant).where(and(eq(grant.right, "ShowTicketComments"), eq(grant.groupId, world.groups.agents))),
    );
    expect(JSON.stringify(await history(world, "agent", number))).not.toContain(SECRET);
    await expect(read()).rejects.toMatchObject({ code: "not_found", message: "There is no such attachment." });
  });

  test("does not exist for strangers, in the words for a ticket that does not exist", async ({ world }) => {
    const number = await told(world);
    const [hidden, absent] = await Promise.allSettled([
      history(world, "stranger", number),
      history(world, "stranger", 999),
    ]);
    expect(hidden).toEqual(absent);
    expect(hidden.status).toBe("rejected");
  });

  test("is read in pages of a hundred, without gap or double", async ({ world }) => {
    const { ticket } = await openTicket(world);
    for (let count = 0; count < 120; count += 1) {
      await world.as(
        "agent",
        (ctx) =>
          comment(ctx, {
            ticket: { id: ticket.id },
            content: typedContent("x", `${count}`),
            cc: [],
            bcc: [],
            status: null,
          }),
        new Date(NOW.getTime() + count),
      );
    }
    const first = await history(world, "agent", ticket.number);
    const second = await world.as("agent", (ctx) =>
      listHistory(ctx, { ticket: { number: ticket.number }, after: first.nextCursor ?? 0 }),
    );
    expect([...first.entries, ...second.entries].map(({ seq }) => seq)).toEqual(
      Array.from({ length: 121 }, (_, index) => index + 1),
    );
    expect(second.nextCursor).toBeNull();
  });
});
