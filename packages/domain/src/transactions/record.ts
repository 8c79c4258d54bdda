/**
 * The only writer of tickets and their history. A command locks the ticket, decides, and calls `record` once; the
 * entries, the ticket's new values and the wake-up of the scrips are one database transaction, so a history without
 * its change, or a change that no scrip saw, cannot exist.
 */
import { newId } from "@deskhand/db";
import { attachment, entryContent, entryPlacement, ticket, ticketTransaction } from "@deskhand/db/schema";
import { eq } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { startsScrips } from "./entry.ts";
import type { NewContent, NewEntry } from "./entry.ts";

export type TicketRow = typeof ticket.$inferSelect;
export type EntryRow = typeof ticketTransaction.$inferSelect;

/** Values that a command may change. Bookkeeping (who, when, counts) is `record`'s own. */
export type TicketChanges = Partial<
  Pick<
    TicketRow,
    "subject" | "status" | "statusCategory" | "ownerId" | "priority" | "queueId" | "startedAt" | "resolvedAt" | "toldAt"
  >
>;

/** What a ticket is born with. */
export type NewTicket = Omit<
  TicketRow,
  "orgId" | "createdAt" | "createdBy" | "lastUpdatedAt" | "lastUpdatedBy" | "entryCount" | "scripsDone"
>;

export type Recorded = { ticket: TicketRow; entries: EntryRow[] };

/**
 * Writes a new ticket with its Create entry. The number must have been taken in the same transaction. `settleOwner`
 * runs when the row stands but has no history yet: it writes the watchers and says who owns the ticket, because a
 * right to own may come from a role on this very ticket.
 */
export async function recordNewTicket(
  ctx: Ctx,
  values: NewTicket,
  content: NewContent,
  settleOwner: () => Promise<string>,
): Promise<Recorded> {
  const row: TicketRow = {
    ...values,
    orgId: ctx.orgId,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
    lastUpdatedAt: ctx.now,
    lastUpdatedBy: ctx.actor.id,
    entryCount: 1,
    scripsDone: 0,
  };
  await ctx.tx.insert(ticket).values(row);
  const ownerId = await settleOwner();
  if (ownerId !== row.ownerId) await ctx.tx.update(ticket).set({ ownerId }).where(eq(ticket.id, row.id));
  const entries = await writeEntries(ctx, row.id, 0, [{ type: "Create", content }]);
  await ctx.services.enqueue(ctx.tx, "scrips.run", { orgId: ctx.orgId, id: row.id });
  return { ticket: { ...row, ownerId }, entries };
}

/**
 * Writes entries on a locked ticket together with its changed values, and wakes the scrips. `locked` must have been
 * read with its row lock in this transaction. Entries that start no scrips leave the ticket's time of movement alone.
 */
export async function record(
  ctx: Ctx,
  locked: TicketRow,
  entries: readonly NewEntry[],
  changes: TicketChanges = {},
): Promise<Recorded> {
  if (entries.length === 0) return { ticket: locked, entries: [] };
  const moves = entries.some(startsScrips);
  const entryCount = locked.entryCount + entries.length;
  // Without work for scrips the cursor moves along, so that the sweep does not take the ticket for neglected.
  const scripsDone = !moves && locked.scripsDone === locked.entryCount ? entryCount : locked.scripsDone;
  const set = {
    ...changes,
    entryCount,
    scripsDone,
    ...(moves && { lastUpdatedAt: ctx.now, lastUpdatedBy: ctx.actor.id }),
  };
  await ctx.tx.update(ticket).set(set).where(eq(ticket.id, locked.id));
  const written = await writeEntries(ctx, locked.id, locked.entryCount, entries);
  if (moves) await ctx.services.enqueue(ctx.tx, "scrips.run", { orgId: ctx.orgId, id: locked.id });
  return { ticket: { ...locked, ...set }, entries: written };
}

/** Notes on a locked ticket that its scrips have seen every entry up to `seq`. */
export async function recordScripsDone(ctx: Ctx, locked: TicketRow, seq: number): Promise<TicketRow> {
  await ctx.tx.update(ticket).set({ scripsDone: seq }).where(eq(ticket.id, locked.id));
  return { ...locked, scripsDone: seq };
}

async function writeEntries(
  ctx: Ctx,
  ticketId: string,
  before: number,
  entries: readonly NewEntry[],
): Promise<EntryRow[]> {
  const rows = entries.map((entry, index): EntryRow => ({
    orgId: ctx.orgId,
    id: newId(),
    ticketId,
    seq: before + index + 1,
    type: entry.type,
    field: "field" in entry ? entry.field : null,
    oldValue: "oldValue" in entry ? entry.oldValue : null,
    newValue: "newValue" in entry ? entry.newValue : null,
    data: "data" in entry ? entry.data : null,
    outboundId: "outboundId" in entry ? entry.outboundId : null,
    createdBy: ctx.actor.id,
    createdAt: ctx.now,
    depth: ctx.depth,
  }));
  await ctx.tx.insert(ticketTransaction).values(rows);
  // All of these hang on the entries and not on each other, so they go to the database together.
  await Promise.all([
    ctx.tx
      .insert(entryPlacement)
      .values(rows.map(({ orgId, id, seq, createdAt }) => ({ orgId, entryId: id, ticketId, at: createdAt, seq }))),
    ...entries.flatMap((entry, index) => {
      const row = rows[index];
      return row && "content" in entry ? writeContent(ctx, row.id, entry.content) : [];
    }),
  ]);
  return rows;
}

function writeContent(ctx: Ctx, entryId: string, content: NewContent): PromiseLike<unknown>[] {
  const { attachments, from, ...rest } = content;
  const { orgId } = ctx;
  const sender = { fromAddress: from?.address ?? null, fromName: from?.name ?? null };
  const files = attachments.map((file, position) => ({ ...file, orgId, entryId, position }));
  return [
    ctx.tx.insert(entryContent).values({ ...rest, ...sender, orgId, entryId }),
    ...(files.length > 0 ? [ctx.tx.insert(attachment).values(files)] : []),
  ];
}
