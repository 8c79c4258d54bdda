import { lifecycle, queue } from "@deskhand/db/schema";
import { and, eq } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { Lifecycle } from "../lifecycles/lifecycle.ts";

export type QueueRow = typeof queue.$inferSelect;
export type LoadedQueue = { queue: QueueRow; lifecycle: Lifecycle };

/** A queue by its key, with its lifecycle. @throws not_found */
export function loadQueue(ctx: Pick<Ctx, "tx">, key: string): Promise<LoadedQueue> {
  return loadQueueWhere(ctx, eq(queue.key, key));
}

/** A queue by its id, with its lifecycle. @throws not_found */
export function loadQueueById(ctx: Pick<Ctx, "tx">, id: string): Promise<LoadedQueue> {
  return loadQueueWhere(ctx, eq(queue.id, id));
}

async function loadQueueWhere(ctx: Pick<Ctx, "tx">, which: SQL): Promise<LoadedQueue> {
  const rows = await ctx.tx
    .select({ queue, definition: lifecycle.definition })
    .from(queue)
    .innerJoin(lifecycle, and(eq(lifecycle.orgId, queue.orgId), eq(lifecycle.id, queue.lifecycleId)))
    .where(which);
  const row = rows[0];
  if (!row) throw notFound("queue");
  return { queue: row.queue, lifecycle: Lifecycle.parse(row.definition) };
}
