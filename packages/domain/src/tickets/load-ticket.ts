import { lifecycle, queue, ticket } from "@deskhand/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Actor, Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { Lifecycle } from "../lifecycles/lifecycle.ts";
import type { QueueRow } from "../queues/queue.ts";
import { can } from "../rights/can.ts";
import type { Role, Target } from "../rights/can.ts";
import { requireRight } from "../rights/require-right.ts";
import type { Right } from "../rights/registry.ts";
import type { TicketRow } from "../transactions/record.ts";

/** A ticket with what decides about it. `target` is what rights of the actor are asked on. */
export type LoadedTicket = { ticket: TicketRow; queue: QueueRow; lifecycle: Lifecycle; target: Target };
export type TicketKey = { number: number } | { id: string };

/**
 * Reads a ticket, locks it for the rest of the transaction, and lets the actor pass who holds one of `rights`.
 * @throws not_found if there is none or the actor may not see it; forbidden if they may see it only.
 */
export async function lockTicket(ctx: Ctx, key: TicketKey, rights: readonly Right[]): Promise<LoadedTicket> {
  const loaded = await readTicket(ctx, key, true);
  requireRight(ctx, rights, loaded.target, { seeing: "ShowTicket", as: "ticket" });
  return loaded;
}

/** Reads a ticket that the actor may see. @throws not_found */
export async function loadTicket(ctx: Ctx, key: TicketKey): Promise<LoadedTicket> {
  const loaded = await readTicket(ctx, key, false);
  if (!can(ctx.actor.grants, "ShowTicket", loaded.target)) throw notFound("ticket");
  return loaded;
}

async function readTicket(ctx: Ctx, key: TicketKey, lock: boolean): Promise<LoadedTicket> {
  const which: SQL = "id" in key ? eq(ticket.id, key.id) : eq(ticket.number, key.number);
  const query = ctx.tx
    .select({ ticket, queue, definition: lifecycle.definition })
    .from(ticket)
    .innerJoin(queue, and(eq(queue.orgId, ticket.orgId), eq(queue.id, ticket.queueId)))
    .innerJoin(lifecycle, and(eq(lifecycle.orgId, queue.orgId), eq(lifecycle.id, queue.lifecycleId)))
    .where(which);
  const row = (await (lock ? query.for("update", { of: ticket }) : query))[0];
  if (!row) throw notFound("ticket");
  const roles = await rolesOn(ctx, ctx.actor, row.ticket);
  return {
    ticket: row.ticket,
    queue: row.queue,
    lifecycle: Lifecycle.parse(row.definition),
    target: { queueId: row.queue.id, roles },
  };
}

/** The roles that somebody plays on a ticket, themselves or through a group, on the ticket or on its queue. */
export async function rolesOn(
  ctx: Pick<Ctx, "tx">,
  actor: Actor,
  { id, queueId, ownerId }: Pick<TicketRow, "id" | "queueId" | "ownerId">,
): Promise<Set<Role>> {
  if (actor.kind === "system") return new Set();
  const groups =
    actor.groupIds.length > 0
      ? sql` or group_id in (${sql.join(
          actor.groupIds.map((group) => sql`${group}::uuid`),
          sql`, `,
        )})`
      : sql``;
  const rows = await ctx.tx.execute<{ role: Role }>(sql`
    select role from ticket_watcher where ticket_id = ${id} and (user_id = ${actor.id}${groups})
    union select role from queue_watcher where queue_id = ${queueId} and (user_id = ${actor.id}${groups})`);
  const roles = new Set(rows.map((row) => row.role));
  if (ownerId === actor.id) roles.add("owner");
  return roles;
}
