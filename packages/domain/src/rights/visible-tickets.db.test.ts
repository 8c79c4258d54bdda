import { newId } from "@deskhand/db";
import type { OrgTx } from "@deskhand/db";
import { grant, group, groupMember, queueWatcher, ticket, ticketWatcher, user } from "@deskhand/db/schema";
import { ROLES } from "@deskhand/db/schema";
import { eq, inArray, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect } from "vitest";
import { insertQueue } from "../queues/create-queue.ts";
import { loadQueueById } from "../queues/queue.ts";
import { test } from "../testing/fixtures.ts";
import { NOW } from "../testing/world.ts";
import type { World } from "../testing/world.ts";
import { typedContent } from "../tickets/content.ts";
import { createTicket } from "../tickets/create-ticket.ts";
import { listTickets } from "../tickets/list-tickets.ts";
import { rolesOn } from "../tickets/load-ticket.ts";
import { can } from "./can.ts";
import { loadActor } from "./load-actor.ts";
import { visibleTickets } from "./visible-tickets.ts";

const QUEUES = 3;
const TICKETS_A_QUEUE = 3;
const RIGHTS = ["ShowTicket", "SuperUser", "ReplyToTicket"] as const;

/** One random piece of an organisation: a grant, a membership or a watcher, by small numbers. */
const piece = fc.record({
  kind: fc.constantFrom(
    "grant-user",
    "grant-group",
    "grant-role",
    "member",
    "subgroup",
    "ticket-watcher",
    "queue-watcher",
    "owner",
  ),
  right: fc.constantFrom(...RIGHTS),
  role: fc.constantFrom(...ROLES),
  queue: fc.option(fc.nat({ max: QUEUES - 1 }), { nil: null }),
  ticket: fc.nat({ max: QUEUES * TICKETS_A_QUEUE - 1 }),
  group: fc.nat({ max: 2 }),
  other: fc.nat({ max: 2 }),
  throughGroup: fc.boolean(),
});
type Piece = typeof piece extends fc.Arbitrary<infer T> ? T : never;

type Ground = { userId: string; queueIds: string[]; ticketIds: string[]; groupIds: string[] };

/** Queues with tickets of the stranger, three empty groups, and a person with no rights. */
async function lay(world: World): Promise<Ground> {
  const ground: Ground = { userId: newId(), queueIds: [], ticketIds: [], groupIds: [newId(), newId(), newId()] };
  await world.as("system", async (ctx) => {
    const base = { orgId: world.orgId, createdAt: NOW };
    await ctx.tx.delete(grant);
    await ctx.tx
      .insert(user)
      .values({ ...base, id: ground.userId, name: "Rita Random", email: "rita@random.example", privileged: true });
    await ctx.tx.insert(group).values(ground.groupIds.map((id, index) => ({ ...base, id, name: `Group ${index}` })));
    for (let index = 0; index < QUEUES; index += 1) {
      const key = `q${index}`;
      const made = await insertQueue(ctx.tx, {
        orgId: world.orgId,
        slug: world.slug,
        mailDomain: "localhost",
        key,
        name: key,
        description: "",
        lifecycleId: world.lifecycleId,
        sortOrder: index,
        now: NOW,
      });
      ground.queueIds.push(made.id);
      for (let count = 0; count < TICKETS_A_QUEUE; count += 1) {
        const queue = await loadQueueById(ctx, made.id);
        const requestors = [{ address: "stranger@elsewhere.example", name: null }];
        const created = await createTicket(ctx, {
          queue,
          subject: "One",
          content: typedContent("One", "One"),
          requestors,
          cc: [],
          adminCc: [],
          ownerId: null,
          status: null,
          priority: 0,
        });
        ground.ticketIds.push(created.ticket.id);
      }
    }
  });
  return ground;
}

async function put(tx: OrgTx, orgId: string, ground: Ground, one: Piece): Promise<void> {
  const base = { orgId, id: newId() };
  const queueId = one.queue === null ? null : (ground.queueIds[one.queue] ?? null);
  const groupId = ground.groupIds[one.group] ?? "";
  const principal = one.throughGroup ? { groupId } : { userId: ground.userId };
  const role = one.role === "owner" ? "admincc" : one.role;
  const granted = { ...base, right: one.right, queueId, createdAt: NOW };
  if (one.kind === "grant-user")
    await tx
      .insert(grant)
      .values({ ...granted, userId: ground.userId })
      .onConflictDoNothing();
  if (one.kind === "grant-group")
    await tx
      .insert(grant)
      .values({ ...granted, groupId })
      .onConflictDoNothing();
  if (one.kind === "grant-role")
    await tx
      .insert(grant)
      .values({ ...granted, role: one.role })
      .onConflictDoNothing();
  if (one.kind === "member")
    await tx
      .insert(groupMember)
      .values({ ...base, groupId, memberUserId: ground.userId })
      .onConflictDoNothing();
  // Cycles are made on purpose: loading has to end on them.
  if (one.kind === "subgroup")
    await tx
      .insert(groupMember)
      .values({ ...base, groupId, memberGroupId: ground.groupIds[one.other] ?? groupId })
      .onConflictDoNothing();
  if (one.kind === "ticket-watcher")
    await tx
      .insert(ticketWatcher)
      .values({ ...base, ticketId: ground.ticketIds[one.ticket] ?? "", role, ...principal })
      .onConflictDoNothing();
  if (one.kind === "queue-watcher")
    await tx
      .insert(queueWatcher)
      .values({
        ...base,
        queueId: queueId ?? ground.queueIds[0] ?? "",
        role: role === "requestor" ? "cc" : role,
        ...principal,
      })
      .onConflictDoNothing();
  if (one.kind === "owner")
    await tx
      .update(ticket)
      .set({ ownerId: ground.userId })
      .where(eq(ticket.id, ground.ticketIds[one.ticket] ?? ""));
}

class Undo extends Error {}

describe("visibleTickets, the list and can", () => {
  test("give the same answer for every ticket, whatever the grants, groups and roles", async ({ world }) => {
    const ground = await lay(world);
    let seen = 0;
    let unseen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const check = world.as("system", async (ctx) => {
          for (const one of pieces) await put(ctx.tx, world.orgId, ground, one);
          const actor = await loadActor(ctx.tx, ground.userId);
          const source = visibleTickets(actor);
          const listed = await ctx.tx
            .select({ id: ticket.id })
            .from(ticket)
            .where(source ? sql`${ticket.id} in (${source})` : undefined);
          const allowed: string[] = [];
          for (const row of await ctx.tx.select().from(ticket)) {
            if (can(actor.grants, "ShowTicket", { queueId: row.queueId, roles: await rolesOn(ctx, actor, row) }))
              allowed.push(row.id);
          }
          expect(listed.map((row) => row.id).toSorted()).toEqual(allowed.toSorted());
          const page = await listTickets({ ...ctx, actor }, { queue: null, state: "all", cursor: null, limit: 100 });
          const numbers = await ctx.tx
            .select({ number: ticket.number })
            .from(ticket)
            .where(inArray(ticket.id, allowed));
          expect(new Set(page.rows.map((row) => row.number))).toEqual(new Set(numbers.map((row) => row.number)));
          seen += allowed.length;
          unseen += ground.ticketIds.length - allowed.length;
          throw new Undo();
        });
        await expect(check).rejects.toBeInstanceOf(Undo);
      }),
      { numRuns: 150 },
    );
    // The property would hold trivially if nothing or everything were ever visible.
    expect(Math.min(seen, unseen)).toBeGreaterThan(100);
  });
});
