import { queue } from "@deskhand/db/schema";
import { asc, isNull, sql } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { can } from "../rights/can.ts";

export type QueueSummary = { key: string; name: string; description: string; open: number; canCreate: boolean };

/** Counting stops here; lists say "1,000+" beyond. Counting everything would make the page slower with each ticket. */
const COUNT_LIMIT = 1_000;

/** The enabled queues that the actor may see, in their order, with how many open tickets each has (at most 1,000). */
export async function listQueues(ctx: Ctx): Promise<QueueSummary[]> {
  const rows = await ctx.tx
    .select()
    .from(queue)
    .where(isNull(queue.disabledAt))
    .orderBy(asc(queue.sortOrder), asc(queue.name));
  const target = (queueId: string) => ({ queueId, roles: new Set<never>() });
  const seen = rows.filter((row) => can(ctx.actor.grants, "SeeQueue", target(row.id)));
  const counts = await countOpen(
    ctx,
    seen.filter((row) => can(ctx.actor.grants, "ShowTicket", target(row.id))).map((row) => row.id),
  );
  return seen.map(({ id, key, name, description }) => ({
    key,
    name,
    description,
    open: counts.get(id) ?? 0,
    canCreate: can(ctx.actor.grants, "CreateTicket", target(id)),
  }));
}

async function countOpen(ctx: Ctx, queueIds: readonly string[]): Promise<Map<string, number>> {
  if (queueIds.length === 0) return new Map();
  const ids = sql.join(
    queueIds.map((id) => sql`(${id}::uuid)`),
    sql`, `,
  );
  const rows = await ctx.tx.execute<{ id: string; open: number }>(sql`
    select q.id, (select count(*)::int from (
      select 1 from ticket where queue_id = q.id and status_category in ('initial', 'active') limit ${COUNT_LIMIT}
    ) counted) as open
    from (values ${ids}) q(id)`);
  return new Map(rows.map((row) => [row.id, row.open]));
}
