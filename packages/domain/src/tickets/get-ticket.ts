import { user } from "@deskhand/db/schema";
import { inArray, sql } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { rightFor } from "../lifecycles/transition.ts";
import { can } from "../rights/can.ts";
import type { Right } from "../rights/registry.ts";
import { NOBODY_ID } from "../users/fixed-users.ts";
import { loadTicket } from "./load-ticket.ts";
import type { LoadedTicket, TicketKey } from "./load-ticket.ts";
import { decideOwner } from "./owner-rules.ts";
import type { OwnerQuestion } from "./owner-rules.ts";
import type { Person, TicketActions, TicketView } from "./view.ts";
import { listWatchers } from "./watchers.ts";
import type { Watcher } from "./watchers.ts";

/** A ticket for its page, with what the actor may do with it. @throws not_found */
export async function getTicket(ctx: Ctx, key: TicketKey): Promise<TicketView> {
  const loaded = await loadTicket(ctx, key);
  const { ticket, queue } = loaded;
  const watchers = (await listWatchers(ctx, [ticket.id])).get(ticket.id) ?? [];
  const users = await ctx.tx
    .select()
    .from(user)
    .where(inArray(user.id, [ticket.ownerId, ticket.createdBy, ticket.lastUpdatedBy]));
  const nameOf = (id: string) => users.find((one) => one.id === id)?.name ?? "";
  const inRole = (role: Watcher["role"]): Person[] =>
    watchers.filter((one) => one.role === role).map(({ id, kind, name, email }) => ({ id, kind, name, email }));
  const requestorPeople = inRole("requestor");
  const actions = actionsOn(ctx, loaded);
  return {
    id: ticket.id,
    number: ticket.number,
    subject: ticket.subject,
    status: ticket.status,
    statusCategory: ticket.statusCategory,
    queue: { key: queue.key, name: queue.name },
    owner: ticket.ownerId === NOBODY_ID ? null : { id: ticket.ownerId, name: nameOf(ticket.ownerId) },
    requestors: requestorPeople.map(({ name, email }) => ({ name, email })),
    requestorPeople,
    cc: inRole("cc"),
    adminCc: inRole("admincc"),
    priority: ticket.priority,
    createdAt: ticket.createdAt,
    creator: { name: nameOf(ticket.createdBy) },
    lastUpdatedAt: ticket.lastUpdatedAt,
    lastUpdatedBy: { name: nameOf(ticket.lastUpdatedBy) },
    startedAt: ticket.startedAt,
    resolvedAt: ticket.resolvedAt,
    dueAt: ticket.dueAt,
    toldAt: ticket.toldAt,
    version: ticket.entryCount,
    can: actions,
    transitions: transitionsOf(ctx, loaded),
    owners: actions.give ? await listOwners(ctx, queue.id) : [],
  };
}

function actionsOn(ctx: Ctx, { ticket, target }: LoadedTicket): TicketActions {
  const holds = (right: Right) => can(ctx.actor.grants, right, target);
  const question: Omit<OwnerQuestion, "kind" | "newOwnerId"> = {
    actorId: ctx.actor.id,
    ownerId: ticket.ownerId,
    nobodyId: NOBODY_ID,
    holds,
    mayOwn: holds("OwnTicket"),
  };
  const may = (kind: OwnerQuestion["kind"]) => decideOwner({ ...question, kind, newOwnerId: ctx.actor.id }).ok;
  return {
    reply: holds("ReplyToTicket") || holds("ModifyTicket"),
    comment: holds("CommentOnTicket") || holds("ModifyTicket"),
    modify: holds("ModifyTicket"),
    take: ticket.ownerId === NOBODY_ID && may("take"),
    steal: ticket.ownerId !== NOBODY_ID && ticket.ownerId !== ctx.actor.id && may("steal"),
    give:
      ticket.ownerId === NOBODY_ID
        ? holds("ModifyTicket") || holds("ReassignTicket")
        : ticket.ownerId === ctx.actor.id || holds("ReassignTicket"),
  };
}

function transitionsOf(ctx: Ctx, { ticket, lifecycle, target }: LoadedTicket): TicketView["transitions"] {
  return (lifecycle.transitions[ticket.status] ?? [])
    .filter((status) => can(ctx.actor.grants, rightFor(lifecycle, ticket.status, status), target))
    .map((status) => ({ status, label: lifecycle.actions[`${ticket.status} -> ${status}`]?.label ?? status }));
}

/**
 * The enabled people who hold OwnTicket in a queue by themselves or through a group, by name. Role holders of single
 * tickets are not among them. A union, because with an OR the database would read everybody who ever wrote a mail.
 */
async function listOwners(ctx: Pick<Ctx, "tx">, queueId: string): Promise<Person[]> {
  const rows = await ctx.tx.execute<{ id: string; name: string; email: string }>(sql`
    with recursive holders(user_id, group_id) as (
      select user_id, group_id from "grant"
        where "right" in ('OwnTicket', 'SuperUser') and role is null and (queue_id is null or queue_id = ${queueId})
      union
      select m.member_user_id, m.member_group_id from holders h join "group" g on g.id = h.group_id and g.disabled_at is null
        join group_member m on m.group_id = g.id
    )
    select u.id, u.name, u.email from "user" u
    where u.kind = 'person' and u.disabled_at is null and u.id in (select user_id from holders)
    union
    select u.id, u.name, u.email from "user" u
    where u.kind = 'person' and u.disabled_at is null and u.privileged
      and exists (select 1 from holders h join "group" g on g.id = h.group_id where g.kind in ('everyone', 'privileged'))
    order by name limit 500`);
  return rows.map((row) => ({ ...row, kind: "user" }));
}
