import { splitPlusAddress } from "@deskhand/mail";
import { queue, queueAddress } from "@deskhand/db/schema";
import { and, asc, eq, isNotNull, or } from "drizzle-orm";
import type { Ctx } from "../context.ts";

/** Where mail for an address of ours goes. */
export type Route = { queueId: string; queueKey: string; purpose: "correspond" | "comment"; address: string };
export type Routing = { ok: true; route: Route } | { ok: false; reason: "unknown" | "disabled" };

/** The queue that an address of the organisation leads to; its plus part is set aside. Unproved addresses are unknown. */
export async function routeAddress(ctx: Pick<Ctx, "tx">, address: string): Promise<Routing> {
  const rows = await ctx.tx
    .select({ queueId: queue.id, queueKey: queue.key, purpose: queueAddress.purpose, disabledAt: queue.disabledAt })
    .from(queueAddress)
    .innerJoin(queue, and(eq(queue.orgId, queueAddress.orgId), eq(queue.id, queueAddress.queueId)))
    .where(and(eq(queueAddress.address, splitPlusAddress(address).base), isNotNull(queueAddress.verifiedAt)));
  const row = rows[0];
  if (!row) return { ok: false, reason: "unknown" };
  const { disabledAt, ...route } = row;
  return disabledAt === null ? { ok: true, route: { ...route, address } } : { ok: false, reason: "disabled" };
}

/**
 * The queue that RT's mail gateway names by name or key in its `queue` field, or the organisation's first one if it names
 * none; the mail counts as sent to the queue's own address.
 */
export async function routeQueue(
  ctx: Pick<Ctx, "tx">,
  name: string | null,
  purpose: Route["purpose"],
): Promise<Routing> {
  const named = name === null ? undefined : or(eq(queue.key, name.trim().toLowerCase()), eq(queue.name, name.trim()));
  const rows = await ctx.tx
    .select({ queueId: queue.id, queueKey: queue.key, address: queueAddress.address, disabledAt: queue.disabledAt })
    .from(queue)
    .innerJoin(queueAddress, and(eq(queueAddress.orgId, queue.orgId), eq(queueAddress.queueId, queue.id)))
    .where(and(named, eq(queueAddress.purpose, purpose), eq(queueAddress.origin, "own")))
    .orderBy(asc(queue.sortOrder), asc(queue.name))
    .limit(1);
  const row = rows[0];
  if (!row) return { ok: false, reason: "unknown" };
  const { disabledAt, ...route } = row;
  return disabledAt === null ? { ok: true, route: { ...route, purpose } } : { ok: false, reason: "disabled" };
}
