import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Actor } from "../context.ts";
import { reach } from "./can.ts";
import type { Role } from "./can.ts";
import type { Right } from "./registry.ts";

/**
 * A source of the ids of all tickets on which `actor` holds `right` (ShowTicket): `select ticket ids`, to be used as
 * `id in (...)`. It is a union of branches, one per way to hold the right, each with an index behind it. An OR of
 * the same conditions would read the whole table. The same rule as `can`; a property test holds them together.
 * Returns null when the right is held everywhere and no restriction is needed.
 */
export function visibleTickets(actor: Actor, right: Right = "ShowTicket"): SQL | null {
  const { everywhere, queueIds, byRole } = reach(actor.grants, right);
  if (everywhere) return null;
  const branches: SQL[] = [];
  if (queueIds.length > 0) branches.push(sql`select id from ticket where queue_id in (${uuids(queueIds)})`);
  for (const { role, queueId } of byRole) branches.push(...roleBranches(actor, role, queueId));
  return unionOf(branches);
}

/**
 * The part of `visibleTickets` that comes from roles alone: the tickets of `directQueues` are left out. For lists, which
 * read those queues by an index in their own order instead of collecting every id first.
 */
export function ticketsByRole(actor: Actor, right: Right): SQL {
  return unionOf(reach(actor.grants, right).byRole.flatMap(({ role, queueId }) => roleBranches(actor, role, queueId)));
}

function unionOf(branches: readonly SQL[]): SQL {
  return branches.length > 0 ? sql.join([...branches], sql` union `) : sql`select null::uuid where false`;
}

/** The queues in which `actor` holds `right` for every ticket; null for all. Decides whether a list needs `visibleTickets` at all. */
export function directQueues(actor: Actor, right: Right): readonly string[] | null {
  const { everywhere, queueIds } = reach(actor.grants, right);
  return everywhere ? null : queueIds;
}

function roleBranches(actor: Actor, role: Role, queueId: string | null): SQL[] {
  const inQueue = queueId === null ? sql`` : sql` and t.queue_id = ${queueId}`;
  if (role === "owner") return [sql`select t.id from ticket t where t.owner_id = ${actor.id}${inQueue}`];
  const holders = [sql`w.user_id = ${actor.id}`];
  if (actor.groupIds.length > 0) holders.push(sql`w.group_id in (${uuids(actor.groupIds)})`);
  return holders.flatMap((holder) => [
    queueId === null
      ? sql`select w.ticket_id from ticket_watcher w where ${holder} and w.role = ${role}`
      : sql`select t.id from ticket_watcher w join ticket t on t.id = w.ticket_id where ${holder} and w.role = ${role}${inQueue}`,
    ...(role === "requestor"
      ? []
      : [
          sql`select t.id from ticket t where t.queue_id in (select w.queue_id from queue_watcher w where ${holder} and w.role = ${role})${inQueue}`,
        ]),
  ]);
}

function uuids(ids: readonly string[]): SQL {
  return sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
}
