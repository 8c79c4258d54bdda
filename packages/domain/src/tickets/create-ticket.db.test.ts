import { newId } from "@deskhand/db";
import { grant, queue, ticketTransaction, ticketWatcher } from "@deskhand/db/schema";
import { and, asc, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { test } from "../testing/fixtures.ts";
import { openTicket } from "../testing/tickets.ts";
import { NOW } from "../testing/world.ts";
import type { World } from "../testing/world.ts";
import { NOBODY_ID } from "../users/fixed-users.ts";

const entries = (world: World, id: string) =>
  world.as("system", (ctx) =>
    ctx.tx
      .select()
      .from(ticketTransaction)
      .where(eq(ticketTransaction.ticketId, id))
      .orderBy(asc(ticketTransaction.seq)),
  );

describe("creating", () => {
  test("numbers count up for each organisation by itself", async ({ world, other }) => {
    const numbers = [await openTicket(world), await openTicket(world), await openTicket(other)].map(
      (made) => made.ticket.number,
    );
    expect(numbers).toEqual([1, 2, 1]);
  });

  test("ten at once get ten numbers", async ({ world }) => {
    const made = await Promise.all(Array.from({ length: 10 }, () => openTicket(world)));
    expect(made.map((one) => one.ticket.number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("a new ticket is new, Nobody's, not started, and its first entry is Create", async ({ world }) => {
    const { ticket: row } = await openTicket(world);
    expect(row).toMatchObject({
      status: "new",
      statusCategory: "initial",
      startedAt: null,
      resolvedAt: null,
      toldAt: null,
      entryCount: 1,
    });
    expect(row.ownerId).toBe(NOBODY_ID);
    expect((await entries(world, row.id)).map(({ seq, type }) => [seq, type])).toEqual([[1, "Create"]]);
  });

  test("born open it is started, born resolved it is resolved too", async ({ world }) => {
    expect((await openTicket(world, { status: "open" }, "agent")).ticket).toMatchObject({
      startedAt: NOW,
      resolvedAt: null,
    });
    expect((await openTicket(world, { status: "Resolved" }, "agent")).ticket).toMatchObject({
      status: "resolved",
      startedAt: NOW,
      resolvedAt: NOW,
    });
    await expect(openTicket(world, { status: "stalled" }, "agent")).rejects.toMatchObject({
      code: "invalid_input",
      details: { reason: "status.not_for_create" },
    });
  });

  test("a disabled queue takes none", async ({ world }) => {
    await world.as("system", (ctx) => ctx.tx.update(queue).set({ disabledAt: NOW }));
    await expect(openTicket(world)).rejects.toMatchObject({ details: { reason: "queue.disabled" } });
  });

  test("without CreateTicket it is refused, and who may not see the queue hears that there is none", async ({
    world,
  }) => {
    await world.as("system", (ctx) => ctx.tx.delete(grant).where(eq(grant.right, "CreateTicket")));
    await expect(openTicket(world, {}, "agent")).rejects.toMatchObject({ code: "forbidden" });
    await expect(openTicket(world)).rejects.toMatchObject({ code: "not_found", message: "There is no such queue." });
  });

  test("an owner who may not own falls back to Nobody with a warning", async ({ world }) => {
    const made = await openTicket(world, { ownerId: world.people.customer }, "agent");
    expect(made.warnings).toHaveLength(1);
    expect(made.ticket.ownerId).toBe(NOBODY_ID);
    expect((await openTicket(world, { ownerId: world.people.colleague }, "agent")).ticket.ownerId).toBe(
      world.people.colleague,
    );
  });

  test("a right to own that comes from a role on this very ticket counts", async ({ world }) => {
    await world.as("system", (ctx) =>
      ctx.tx.insert(grant).values({ orgId: world.orgId, id: newId(), right: "OwnTicket", role: "cc", createdAt: NOW }),
    );
    const made = await openTicket(
      world,
      { ownerId: world.people.stranger, cc: [{ address: "stranger@elsewhere.example", name: null }] },
      "agent",
    );
    expect(made).toMatchObject({ warnings: [], ticket: { ownerId: world.people.stranger } });
  });

  test("our own addresses become no watchers, AdminCcs only by who may change tickets", async ({ world }) => {
    const loop = { address: `general+x@${world.slug}.localhost`, name: null };
    const boss = { address: "boss@other.example", name: null };
    const byCustomer = await openTicket(world, { cc: [loop], adminCc: [boss] });
    expect(byCustomer.warnings).toHaveLength(2);
    const byAgent = await openTicket(world, { adminCc: [boss] }, "agent");
    const watchers = await world.as("system", (ctx) =>
      ctx.tx
        .select()
        .from(ticketWatcher)
        .where(and(eq(ticketWatcher.ticketId, byAgent.ticket.id), eq(ticketWatcher.role, "admincc"))),
    );
    expect(watchers).toHaveLength(1);
  });
});
