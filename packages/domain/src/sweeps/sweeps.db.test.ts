import { withSystem } from "@deskhand/db";
import { failedJob, outboundMessage, ticketTransaction } from "@deskhand/db/schema";
import { desc } from "drizzle-orm";
import { describe, expect } from "vitest";
import { recordJobFailure } from "../failed-jobs/failed-jobs.ts";
import { claimMail, CLAIM_MS, markFailed, markSent } from "../outbox/send.ts";
import { test } from "../testing/fixtures.ts";
import { openTicket, settleScrips } from "../testing/tickets.ts";
import { NOW } from "../testing/world.ts";
import { findLostWork } from "./find-lost-work.ts";
import { noteRecoveries } from "./note-recoveries.ts";

const MINUTE = 60_000;
const after = (ms: number) => new Date(NOW.getTime() + ms);

describe("a sweep", () => {
  test("finds a ticket whose scrips are behind, in every organisation, once it has waited", async ({
    world,
    other,
    database,
  }) => {
    const ids = [(await openTicket(world)).ticket.id, (await openTicket(other)).ticket.id];
    const found = async (ms: number) =>
      (await withSystem(database.systemDb, (tx) => findLostWork(tx, after(ms)))).filter(
        ({ job, payload }) => job === "scrips.run" && ids.includes(payload.id),
      );
    expect(await found(5_000)).toEqual([]);
    expect(await found(MINUTE)).toEqual([
      { job: "scrips.run", payload: { orgId: world.orgId, id: ids[0] } },
      { job: "scrips.run", payload: { orgId: other.orgId, id: ids[1] } },
    ]);
    await settleScrips(world, ids[0] ?? "");
    expect((await found(MINUTE)).map(({ payload }) => payload.id)).toEqual([ids[1]]);
  });

  test("leaves mail that somebody is sending, and takes it up when they must be dead", async ({ world, database }) => {
    const { ticket } = await openTicket(world);
    await settleScrips(world, ticket.id);
    const [mail] = await world.as("system", (ctx) => ctx.tx.select().from(outboundMessage));
    const id = mail?.id ?? "";
    const lost = async (ms: number) =>
      (await withSystem(database.systemDb, (tx) => findLostWork(tx, after(ms)))).some(
        ({ payload }) => payload.id === id,
      );
    expect(await lost(MINUTE)).toBe(true);
    await world.as("system", (ctx) => claimMail(ctx, id), after(MINUTE));
    expect(await lost(MINUTE + CLAIM_MS / 2)).toBe(false);
    expect(await lost(MINUTE + CLAIM_MS + 1)).toBe(true);
    expect(await world.as("system", (ctx) => claimMail(ctx, id), after(MINUTE + 1_000))).toBeNull();
    await world.as("system", (ctx) => markFailed(ctx, id, { message: "away", final: false }));
    expect(await lost(2 * MINUTE)).toBe(true);
  });

  test("leaves what failed lately to its own retries, and notes when the work is done", async ({ world, database }) => {
    const { ticket } = await openTicket(world);
    const failure = { job: "scrips.run", jobId: ticket.id, subjectId: ticket.id, message: "broken" };
    await world.as("system", (ctx) => recordJobFailure(ctx, failure));
    await world.as("system", (ctx) => recordJobFailure(ctx, failure), after(1_000));
    const lost = async (ms: number) =>
      (await withSystem(database.systemDb, (tx) => findLostWork(tx, after(ms)))).some(
        ({ payload }) => payload.id === ticket.id,
      );
    expect(await lost(MINUTE)).toBe(false);
    expect(await lost(60 * MINUTE)).toBe(true);
    const noted = async () => {
      await withSystem(database.systemDb, (tx) => noteRecoveries(tx, after(MINUTE)));
      return world.as("system", (ctx) => ctx.tx.select().from(failedJob));
    };
    expect(await noted()).toMatchObject([{ failures: 2, recoveredAt: null }]);
    await settleScrips(world, ticket.id);
    expect(await noted()).toMatchObject([{ recoveredAt: after(MINUTE) }]);
  });
});

describe("sending", () => {
  test("twice marks once: the history tells of one mail", async ({ world }) => {
    const { ticket } = await openTicket(world);
    await settleScrips(world, ticket.id);
    const [mail] = await world.as("system", (ctx) => ctx.tx.select().from(outboundMessage));
    const id = mail?.id ?? "";
    await world.as("system", async (ctx) => {
      await claimMail(ctx, id);
      await markSent(ctx, id, "provider-1");
      await markSent(ctx, id, "provider-2");
      expect(await claimMail(ctx, id)).toBeNull();
    });
    const [sent] = await world.as("system", (ctx) => ctx.tx.select().from(outboundMessage));
    expect(sent).toMatchObject({ state: "sent", providerMessageId: "provider-1", attempts: 1 });
  });

  test("given up stands in the history as an error", async ({ world }) => {
    const { ticket } = await openTicket(world);
    await settleScrips(world, ticket.id);
    await world.as("system", async (ctx) => {
      const [mail] = await ctx.tx.select().from(outboundMessage);
      await claimMail(ctx, mail?.id ?? "");
      await markFailed(ctx, mail?.id ?? "", { message: "550 no such user", final: true });
      const [failed] = await ctx.tx.select().from(outboundMessage);
      expect(failed).toMatchObject({ state: "failed", error: "550 no such user" });
      const [last] = await ctx.tx.select().from(ticketTransaction).orderBy(desc(ticketTransaction.seq)).limit(1);
      expect(last).toMatchObject({ type: "SystemError", data: "A mail could not be sent: 550 no such user" });
    });
  });
});
