import { outboundMessage, ticket } from "@deskhand/db/schema";
import { asc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Ctx } from "../context.ts";
import { test } from "../testing/fixtures.ts";
import { openTicket, settleScrips } from "../testing/tickets.ts";
import type { World } from "../testing/world.ts";
import { comment, reply } from "../tickets/add-message.ts";
import { typedContent } from "../tickets/content.ts";

/** Creates a ticket as the customer and runs its scrips. */
async function open(world: World): Promise<{ id: string; number: number }> {
  const { ticket: row } = await openTicket(world);
  await settleScrips(world, row.id);
  return row;
}

const mails = (ctx: Ctx) => ctx.tx.select().from(outboundMessage).orderBy(asc(outboundMessage.id));
const statusOf = async (ctx: Ctx, id: string) =>
  (await ctx.tx.select().from(ticket).where(eq(ticket.id, id)))[0]?.status;
const say = (text: string, status: string | null = null) => ({
  content: typedContent("Re: Printer on fire", text),
  cc: [],
  bcc: [],
  status,
});

describe("the default scrips", () => {
  test("a new ticket is answered once, to its requestor, from the queue's address, marked as automatic", async ({
    world,
  }) => {
    await open(world);
    const sent = await world.as("system", mails);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      subject: `[${world.slug} #1] AutoReply: Printer on fire`,
      from: { address: `general@${world.slug}.localhost` },
      to: [{ address: "customer@client.example", name: "Cora Customer" }],
      cc: [],
      bcc: [],
      purpose: "correspond",
    });
    expect(sent[0]?.headers).toContainEqual({ name: "Auto-Submitted", value: "auto-replied" });
    expect(sent[0]?.text).toContain("It burns.");
  });

  test("running the scrips again does nothing", async ({ world }) => {
    const { id } = await open(world);
    await settleScrips(world, id);
    expect(await world.as("system", mails)).toHaveLength(1);
  });

  test("a reply of staff opens a new ticket and goes to the requestor without marks of automation", async ({
    world,
  }) => {
    const { id, number } = await open(world);
    await world.as("agent", (ctx) => reply(ctx, { ticket: { number }, ...say("Water is on its way.") }));
    await settleScrips(world, id);
    expect(await world.as("system", (ctx) => statusOf(ctx, id))).toBe("open");
    const answer = (await world.as("system", mails)).at(-1);
    expect(answer).toMatchObject({
      to: [{ address: "customer@client.example" }],
      from: { name: `Ben Agent via ${world.slug} Ltd` },
    });
    expect(answer?.headers.map((header) => header.name)).not.toContain("Auto-Submitted");
  });

  test("a reply that resolves is not reopened by its own scrips", async ({ world }) => {
    const { id, number } = await open(world);
    await world.as("agent", (ctx) => reply(ctx, { ticket: { number }, ...say("Done.", "resolved") }));
    await settleScrips(world, id);
    expect(await world.as("system", (ctx) => statusOf(ctx, id))).toBe("resolved");
    const subjects = (await world.as("system", mails)).map((mail) => mail.subject);
    expect(subjects).toContain(`[${world.slug} #${number}] Resolved: Printer on fire`);
  });

  test("a requestor's reply to a resolved ticket opens it again", async ({ world }) => {
    const { id, number } = await open(world);
    await world.as("agent", (ctx) => reply(ctx, { ticket: { number }, ...say("Done.", "resolved") }));
    await settleScrips(world, id);
    await world.as("customer", (ctx) => reply(ctx, { ticket: { number }, ...say("Still burning.") }));
    await settleScrips(world, id);
    expect(await world.as("system", (ctx) => statusOf(ctx, id))).toBe("open");
  });

  test("a comment mails no requestor and changes no status", async ({ world }) => {
    const { id, number } = await open(world);
    await world.as("agent", (ctx) =>
      comment(ctx, { ticket: { number }, ...say("He smokes."), cc: ["customer@client.example", "boss@other.example"] }),
    );
    await settleScrips(world, id);
    expect(await world.as("system", (ctx) => statusOf(ctx, id))).toBe("new");
    const about = (await world.as("system", mails)).slice(1);
    expect(about.flatMap((mail) => [...mail.to, ...mail.cc, ...mail.bcc]).map((one) => one.address)).toEqual([
      "boss@other.example",
    ]);
    expect(about.every((mail) => mail.from.address === `general-comment@${world.slug}.localhost`)).toBe(true);
  });
});
