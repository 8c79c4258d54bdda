import {
  grant,
  groupMember,
  outboundMessage,
  queue,
  ticket,
  ticketTransaction,
  ticketWatcher,
  user,
} from "@deskhand/db/schema";
import { newId } from "@deskhand/db";
import { and, asc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Ctx } from "../context.ts";
import { insertQueue } from "../queues/create-queue.ts";
import { test } from "../testing/fixtures.ts";
import { openTicket, settleScrips } from "../testing/tickets.ts";
import { NOW } from "../testing/world.ts";
import type { World } from "../testing/world.ts";
import { NOBODY_ID } from "../users/fixed-users.ts";
import { comment, reply } from "./add-message.ts";
import { addWatcher, removeWatcher } from "./change-watchers.ts";
import { typedContent } from "./content.ts";
import { forward } from "./forward.ts";
import { getTicket } from "./get-ticket.ts";
import { listTickets } from "./list-tickets.ts";
import { setPriority, setSubject } from "./set-fields.ts";
import { give, steal, take } from "./set-owner.ts";
import { setQueue } from "./set-queue.ts";
import { setStatus } from "./set-status.ts";

const read = (world: World, id: string) =>
  world.as("system", async (ctx) => (await ctx.tx.select().from(ticket).where(eq(ticket.id, id)))[0]);
const entries = (world: World, id: string) =>
  world.as("system", (ctx) =>
    ctx.tx
      .select()
      .from(ticketTransaction)
      .where(eq(ticketTransaction.ticketId, id))
      .orderBy(asc(ticketTransaction.seq)),
  );
const say = (text: string) => ({ content: typedContent("Re: Printer on fire", text), cc: [], bcc: [], status: null });
const later = new Date(NOW.getTime() + 60_000);
const NOT_FOUND = { code: "not_found", message: "There is no such ticket.", details: { reason: "ticket.not_found" } };

/** Takes all rights from the group Agents and gives it only these. */
const onlyRights = (world: World, ...rights: string[]) =>
  world.as("system", async (ctx: Ctx) => {
    await ctx.tx.delete(grant).where(eq(grant.groupId, world.groups.agents));
    for (const right of rights)
      await ctx.tx
        .insert(grant)
        .values({ orgId: world.orgId, id: newId(), right, groupId: world.groups.agents, createdAt: NOW });
  });

describe("replying and commenting", () => {
  test("a reply of staff notes the last contact, a requestor's does not", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    await world.as("customer", (ctx) => reply(ctx, { ticket: { id: row.id }, ...say("Hurry!") }), later);
    expect((await read(world, row.id))?.toldAt).toBeNull();
    await world.as("agent", (ctx) => reply(ctx, { ticket: { id: row.id }, ...say("Coming.") }), later);
    expect((await read(world, row.id))?.toldAt).toEqual(later);
  });

  test("an empty message is refused and nothing is written", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    await expect(
      world.as("agent", (ctx) => reply(ctx, { ticket: { id: row.id }, ...say(" \n") })),
    ).rejects.toMatchObject({ code: "invalid_input", details: { reason: "message.empty", field: "text" } });
    expect(await entries(world, row.id)).toHaveLength(1);
  });

  test("a status that the lifecycle does not know refuses the reply as well: nothing is half-written", async ({
    world,
  }) => {
    const { ticket: row } = await openTicket(world);
    const tried = world.as("agent", (ctx) =>
      reply(ctx, { ticket: { id: row.id }, ...say("Done"), status: "finished" }),
    );
    await expect(tried).rejects.toMatchObject({ details: { reason: "lifecycle.unknown_status" } });
    expect(await entries(world, row.id)).toHaveLength(1);
  });

  test("one-time recipients get a user but become no watchers", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    await world.as("agent", (ctx) => reply(ctx, { ticket: { id: row.id }, ...say("FYI"), cc: ["once@other.example"] }));
    const known = await world.as("system", (ctx) =>
      ctx.tx.select().from(user).where(eq(user.email, "once@other.example")),
    );
    expect(known).toHaveLength(1);
    expect(
      await world.as("system", (ctx) =>
        ctx.tx
          .select()
          .from(ticketWatcher)
          .where(eq(ticketWatcher.userId, known[0]?.id ?? "")),
      ),
    ).toEqual([]);
  });

  test("a requestor may reply but not comment; a stranger hears that there is no such ticket", async ({ world }) => {
    const key = { ticket: { id: (await openTicket(world)).ticket.id } };
    await expect(world.as("customer", (ctx) => comment(ctx, { ...key, ...say("Hm") }))).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(world.as("stranger", (ctx) => reply(ctx, { ...key, ...say("Hi") }))).rejects.toMatchObject(NOT_FOUND);
    await expect(
      world.as("stranger", (ctx) => reply(ctx, { ticket: { number: 4711 }, ...say("Hi") })),
    ).rejects.toMatchObject(NOT_FOUND);
  });
});

describe("status", () => {
  test("Started and Resolved follow the status", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    await world.as("agent", (ctx) => setStatus(ctx, { ticket: { id: row.id }, status: "open" }), later);
    expect(await read(world, row.id)).toMatchObject({
      status: "open",
      startedAt: later,
      resolvedAt: null,
      lastUpdatedAt: later,
      lastUpdatedBy: world.people.agent,
    });
    await world.as("agent", (ctx) => setStatus(ctx, { ticket: { id: row.id }, status: "resolved" }), later);
    expect(await read(world, row.id)).toMatchObject({ statusCategory: "inactive", resolvedAt: later });
  });

  test("the right that the transition names is needed", async ({ world }) => {
    await onlyRights(world, "ShowTicket", "ModifyTicket");
    const key = { ticket: { id: (await openTicket(world)).ticket.id } };
    await expect(world.as("agent", (ctx) => setStatus(ctx, { ...key, status: "deleted" }))).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "right.DeleteTicket" },
    });
    await world.as("agent", (ctx) => setStatus(ctx, { ...key, status: "rejected" }));
  });

  test("a deleted ticket is in no list", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    await world.as("agent", (ctx) => setStatus(ctx, { ticket: { id: row.id }, status: "deleted" }));
    const page = await world.as("agent", (ctx) =>
      listTickets(ctx, { queue: null, state: "all", cursor: null, limit: 10 }),
    );
    expect(page.rows).toEqual([]);
  });
});

describe("ownership", () => {
  test("taking writes the field and the role", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    await world.as("agent", (ctx) => take(ctx, { ticket: { id: row.id } }));
    expect((await entries(world, row.id)).slice(1).map(({ type, field, newValue }) => [type, field, newValue])).toEqual(
      [
        ["Set", "Owner", world.people.agent],
        ["SetWatcher", "Owner", world.people.agent],
      ],
    );
  });

  test("what is owned is stolen, not taken, and given only to who may own", async ({ world }) => {
    const key = { ticket: { id: (await openTicket(world)).ticket.id } };
    await world.as("agent", (ctx) => take(ctx, key));
    await expect(world.as("colleague", (ctx) => take(ctx, key))).rejects.toMatchObject({ code: "precondition_failed" });
    await world.as("colleague", (ctx) => steal(ctx, key));
    await expect(
      world.as("colleague", (ctx) => give(ctx, { ...key, userId: world.people.customer })),
    ).rejects.toMatchObject({ details: { reason: "owner.may_not_own" } });
    await world.as("colleague", (ctx) => give(ctx, { ...key, userId: world.people.agent }));
    expect((await read(world, key.ticket.id))?.ownerId).toBe(world.people.agent);
  });
});

describe("fields", () => {
  test("the same value again writes nothing", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    await world.as("agent", async (ctx) => {
      await setSubject(ctx, { ticket: { id: row.id }, subject: " Printer \n on fire " });
      await setPriority(ctx, { ticket: { id: row.id }, priority: 0 });
    });
    expect(await entries(world, row.id)).toHaveLength(1);
    await world.as("agent", (ctx) => setPriority(ctx, { ticket: { id: row.id }, priority: 50 }));
    expect((await entries(world, row.id)).at(-1)).toMatchObject({
      type: "Set",
      field: "Priority",
      oldValue: "0",
      newValue: "50",
    });
  });
});

describe("forwarding", () => {
  const out = { to: ["out@partner.example"], cc: [], bcc: [], text: "Please have a look." };

  test("a message goes to its addressees alone, who become no watchers", async ({ world }) => {
    const made = await openTicket(world);
    await settleScrips(world, made.ticket.id);
    await world.as("agent", (ctx) =>
      forward(ctx, { ticket: { id: made.ticket.id }, entryId: made.entries[0]?.id ?? "", ...out }),
    );
    await settleScrips(world, made.ticket.id);
    const sent = await world.as("system", (ctx) =>
      ctx.tx.select().from(outboundMessage).orderBy(asc(outboundMessage.id)),
    );
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({
      to: [{ address: "out@partner.example" }],
      cc: [],
      bcc: [],
      subject: `[${world.slug} #1] Fwd: Printer on fire`,
    });
    expect(sent[1]?.text).toMatch(/Please have a look\.[\s\S]*Forwarded message[\s\S]*It burns\./);
    expect((await world.as("agent", (ctx) => getTicket(ctx, made.ticket))).cc).toEqual([]);
    expect((await read(world, made.ticket.id))?.status).toBe("new");
  });

  test("the whole correspondence goes without its comments, and a comment not at all", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    const remark = await world.as("agent", (ctx) => comment(ctx, { ticket: { id: row.id }, ...say("He smokes.") }));
    await world.as("agent", (ctx) => reply(ctx, { ticket: { id: row.id }, ...say("Water is coming.") }));
    const whole = await world.as("agent", (ctx) => forward(ctx, { ticket: { id: row.id }, entryId: null, ...out }));
    await settleScrips(world, row.id);
    const sent = await world.as("system", (ctx) =>
      ctx.tx
        .select()
        .from(outboundMessage)
        .where(eq(outboundMessage.entryId, whole.entries[0]?.id ?? "")),
    );
    expect(sent[0]?.text).toContain("Water is coming.");
    expect(`${sent[0]?.text}${sent[0]?.html}`).not.toContain("He smokes.");
    const tried = world.as("agent", (ctx) =>
      forward(ctx, { ticket: { id: row.id }, entryId: remark.entries[0]?.id ?? "", ...out }),
    );
    await expect(tried).rejects.toMatchObject({ details: { reason: "forward.comment" } });
    await onlyRights(world, "ShowTicket", "ForwardMessage");
    const blind = world.as("agent", (ctx) =>
      forward(ctx, { ticket: { id: row.id }, entryId: remark.entries[0]?.id ?? "", ...out }),
    );
    await expect(blind).rejects.toMatchObject({ code: "not_found", message: "There is no such message." });
  });

  test("needs an addressee who is no queue, and the right to", async ({ world }) => {
    const key = { ticket: { id: (await openTicket(world)).ticket.id }, entryId: null };
    await expect(world.as("agent", (ctx) => forward(ctx, { ...key, ...out, to: [] }))).rejects.toMatchObject({
      details: { field: "to" },
    });
    await expect(
      world.as("agent", (ctx) => forward(ctx, { ...key, ...out, to: [`general@${world.slug}.localhost`] })),
    ).rejects.toMatchObject({ details: { reason: "address.own" } });
    await expect(world.as("customer", (ctx) => forward(ctx, { ...key, ...out }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("moving to another queue", () => {
  const secondQueue = (world: World) =>
    world.as("system", (ctx) =>
      insertQueue(ctx.tx, {
        orgId: world.orgId,
        slug: world.slug,
        mailDomain: "localhost",
        key: "second",
        name: "Second",
        description: "",
        lifecycleId: world.lifecycleId,
        sortOrder: 1,
        now: NOW,
      }),
    );

  test("an owner who may not own there loses it to Nobody", async ({ world }) => {
    const there = await secondQueue(world);
    const key = { ticket: { id: (await openTicket(world)).ticket.id } };
    await world.as("agent", (ctx) => take(ctx, key));
    await world.as("system", async (ctx) => {
      await ctx.tx
        .update(grant)
        .set({ queueId: world.queue.id })
        .where(and(eq(grant.right, "OwnTicket"), eq(grant.groupId, world.groups.agents)));
    });
    await world.as("agent", (ctx) => setQueue(ctx, { ...key, queue: "second" }));
    expect(await read(world, key.ticket.id)).toMatchObject({ queueId: there.id, ownerId: NOBODY_ID });
    expect((await entries(world, key.ticket.id)).slice(-3).map(({ type, field }) => `${type} ${field}`)).toEqual([
      "Set Queue",
      "Set Owner",
      "SetWatcher Owner",
    ]);
  });

  test("a queue that may not be seen does not exist; a disabled one is refused", async ({ world }) => {
    const there = await secondQueue(world);
    const key = { ticket: { id: (await openTicket(world)).ticket.id } };
    await world.as("system", (ctx) => ctx.tx.update(queue).set({ disabledAt: NOW }).where(eq(queue.id, there.id)));
    await expect(world.as("agent", (ctx) => setQueue(ctx, { ...key, queue: "second" }))).rejects.toMatchObject({
      details: { reason: "queue.disabled" },
    });
    await expect(world.as("agent", (ctx) => setQueue(ctx, { ...key, queue: "nowhere" }))).rejects.toMatchObject({
      code: "not_found",
      message: "There is no such queue.",
    });
  });
});

describe("watchers", () => {
  test("an unknown address becomes an unprivileged user; a second time writes nothing", async ({ world }) => {
    const key = { ticket: { id: (await openTicket(world)).ticket.id } };
    await world.as("agent", (ctx) => addWatcher(ctx, { ...key, role: "cc", address: " New.Person@Other.Example " }));
    await world.as("agent", (ctx) => addWatcher(ctx, { ...key, role: "cc", address: "new.person@other.example" }));
    const view = await world.as("agent", (ctx) => getTicket(ctx, key.ticket));
    expect(view.cc).toMatchObject([{ email: "new.person@other.example", kind: "user" }]);
    expect(await entries(world, key.ticket.id)).toHaveLength(2);
    await world.as("agent", (ctx) => removeWatcher(ctx, { ...key, role: "cc", principalId: view.cc[0]?.id ?? "" }));
    expect((await world.as("agent", (ctx) => getTicket(ctx, key.ticket))).cc).toEqual([]);
  });

  test("our own addresses and what is no address are refused at the field", async ({ world }) => {
    const key = { ticket: { id: (await openTicket(world)).ticket.id } };
    for (const address of [`general@${world.slug}.localhost`, "no address", "a@b\r\nBcc: c@d.example"]) {
      await expect(world.as("agent", (ctx) => addWatcher(ctx, { ...key, role: "cc", address }))).rejects.toMatchObject({
        code: "invalid_input",
        details: { field: "address" },
      });
    }
  });

  test("without ModifyTicket one may add oneself with Watch, and nobody else", async ({ world }) => {
    await onlyRights(world, "ShowTicket", "Watch");
    const key = { ticket: { id: (await openTicket(world)).ticket.id } };
    await world.as("agent", (ctx) => addWatcher(ctx, { ...key, role: "cc", address: `agent@${world.slug}.example` }));
    await expect(
      world.as("agent", (ctx) => addWatcher(ctx, { ...key, role: "admincc", address: `agent@${world.slug}.example` })),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expect(
      world.as("agent", (ctx) => addWatcher(ctx, { ...key, role: "cc", address: "stranger@elsewhere.example" })),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a group that watches brings its members the role's rights", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    await world.as("system", async (ctx) => {
      await ctx.tx
        .insert(groupMember)
        .values({ orgId: world.orgId, id: newId(), groupId: world.groups.admins, memberUserId: world.people.stranger });
      await ctx.tx.delete(grant).where(eq(grant.right, "SuperUser"));
      await ctx.tx
        .insert(ticketWatcher)
        .values({ orgId: world.orgId, id: newId(), ticketId: row.id, role: "cc", groupId: world.groups.admins });
    });
    await world.as("stranger", (ctx) => reply(ctx, { ticket: { id: row.id }, ...say("Me too") }));
    await settleScrips(world, row.id);
    expect((await read(world, row.id))?.status).toBe("open");
  });
});
