import { queue, ticket, user } from "@deskhand/db/schema";
import type { StatusCategory } from "@deskhand/db/schema";
import { alias } from "drizzle-orm/pg-core";
import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { fail, notFound } from "../errors.ts";
import { can } from "../rights/can.ts";
import { directQueues, ticketsByRole } from "../rights/visible-tickets.ts";
import { loadQueue } from "../queues/queue.ts";
import type { TicketSummary } from "./view.ts";
import { listWatchers } from "./watchers.ts";

export type ListRequest = {
  queue: string | null;
  state: "open" | "closed" | "all";
  cursor: string | null;
  limit: number;
};
export type TicketPage = { rows: TicketSummary[]; nextCursor: string | null };

const CATEGORIES: Record<ListRequest["state"], readonly StatusCategory[]> = {
  open: ["initial", "active"],
  closed: ["inactive"],
  all: ["initial", "active", "inactive"],
};

/**
 * Tickets that the actor may see, those that moved last first; deleted ones are left out as in RT. Pages by key: the
 * cursor holds the time and id of the last row.
 * @throws not_found for a queue that the actor may not see, invalid_input for a cursor that is none
 */
export async function listTickets(ctx: Ctx, request: ListRequest): Promise<TicketPage> {
  const sources = await visibleSources(ctx, request.queue);
  const after = request.cursor === null ? null : parseCursor(request.cursor);
  const ids = await newestIds(ctx, sources, CATEGORIES[request.state], after, request.limit + 1);
  const page = ids.slice(0, request.limit);
  const rows = await summaries(
    ctx,
    page.map(({ id }) => id),
  );
  const last = page.at(-1);
  return { rows, nextCursor: ids.length > request.limit && last ? `${last.lastUpdatedAt.getTime()}.${last.id}` : null };
}

type Key = { lastUpdatedAt: Date; id: string };
/** Where to read from: a queue (null: all) and, where the actor does not see every ticket there, what restricts it. */
type Source = { queueId: string | null; restriction: SQL | null };

/**
 * What the actor sees, as sources that each have an index in the list's order: the queues where they see everything,
 * and what they see by their roles.
 */
async function visibleSources(ctx: Ctx, key: string | null): Promise<Source[]> {
  const direct = directQueues(ctx.actor, "ShowTicket");
  const byRole = (queueId: string | null): Source => ({ queueId, restriction: ticketsByRole(ctx.actor, "ShowTicket") });
  const whole = (queueId: string | null): Source => ({ queueId, restriction: null });
  if (key === null) return direct === null ? [whole(null)] : [...direct.map(whole), byRole(null)];
  const { queue: row } = await loadQueue(ctx, key);
  if (!can(ctx.actor.grants, "SeeQueue", { queueId: row.id, roles: new Set() })) throw notFound("queue");
  return [direct === null || direct.includes(row.id) ? whole(row.id) : byRole(row.id)];
}

/**
 * One index range a source and class of status, each read from its newest end and merged here. A single query over
 * several would have to sort everything it finds before it can cut.
 */
async function newestIds(
  ctx: Ctx,
  sources: readonly Source[],
  categories: readonly StatusCategory[],
  after: Key | null,
  limit: number,
): Promise<Key[]> {
  const before =
    after &&
    sql`(${ticket.lastUpdatedAt}, ${ticket.id}) < (${after.lastUpdatedAt.toISOString()}::timestamptz, ${after.id}::uuid)`;
  const ranges = sources.flatMap((source) => categories.map((category) => ({ ...source, category })));
  const found = await Promise.all(
    ranges.map(({ queueId, restriction, category }) =>
      ctx.tx
        .select({ id: ticket.id, lastUpdatedAt: ticket.lastUpdatedAt })
        .from(ticket)
        .where(
          and(
            queueId === null ? undefined : eq(ticket.queueId, queueId),
            eq(ticket.statusCategory, category),
            ne(ticket.status, "deleted"),
            restriction ? sql`${ticket.id} in (${restriction})` : undefined,
            before ?? undefined,
          ),
        )
        .orderBy(desc(ticket.lastUpdatedAt), desc(ticket.id))
        .limit(limit),
    ),
  );
  // A ticket of a queue one sees whole may be seen by a role as well.
  const once = new Map(found.flat().map((row) => [row.id, row]));
  return [...once.values()]
    .toSorted((a, b) => b.lastUpdatedAt.getTime() - a.lastUpdatedAt.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}

/** The rows of these tickets in this order, with names and requestors, in three queries however many there are. */
async function summaries(ctx: Ctx, ids: readonly string[]): Promise<TicketSummary[]> {
  if (ids.length === 0) return [];
  const owner = alias(user, "owner");
  const updater = alias(user, "updater");
  const rows = await ctx.tx
    .select({
      ticket,
      queueKey: queue.key,
      queueName: queue.name,
      ownerName: owner.name,
      ownerKind: owner.kind,
      updaterName: updater.name,
    })
    .from(ticket)
    .innerJoin(queue, and(eq(queue.orgId, ticket.orgId), eq(queue.id, ticket.queueId)))
    .innerJoin(owner, and(eq(owner.orgId, ticket.orgId), eq(owner.id, ticket.ownerId)))
    .innerJoin(updater, and(eq(updater.orgId, ticket.orgId), eq(updater.id, ticket.lastUpdatedBy)))
    .where(inArray(ticket.id, [...ids]));
  const watchers = await listWatchers(ctx, ids, ["requestor"]);
  const byId = new Map(rows.map((row) => [row.ticket.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { number, subject, status, statusCategory, priority, createdAt, lastUpdatedAt, ownerId } = row.ticket;
    return [
      {
        number,
        subject,
        status,
        statusCategory,
        priority,
        createdAt,
        lastUpdatedAt,
        queue: { key: row.queueKey, name: row.queueName },
        owner: row.ownerKind === "nobody" ? null : { id: ownerId, name: row.ownerName },
        requestors: (watchers.get(id) ?? []).map(({ name, email }) => ({ name, email })),
        lastUpdatedBy: { name: row.updaterName },
      },
    ];
  });
}

const CURSOR = /^(\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

function parseCursor(cursor: string): Key {
  const [, time, id] = CURSOR.exec(cursor) ?? [];
  if (time === undefined || id === undefined)
    throw fail("invalid_input", "This page address is broken. Open the list from its beginning.", {
      reason: "cursor.malformed",
      field: "cursor",
    });
  return { lastUpdatedAt: new Date(Number(time)), id };
}
