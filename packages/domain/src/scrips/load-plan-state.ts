import {
  entryContent,
  organization,
  queueAddress,
  scrip,
  scripQueue,
  ticketTransaction,
  user,
} from "@deskhand/db/schema";
import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import type { LoadedTicket } from "../tickets/load-ticket.ts";
import { ownAddressesAmong } from "../users/own-addresses.ts";
import type { PlanScrip } from "./plan-scrips.ts";
import type { Person, PlanEntry, PlanState, RoleHolder } from "./plan-state.ts";

export type ContentRow = typeof entryContent.$inferSelect;
export type OrganizationRow = typeof organization.$inferSelect;
type UserRow = typeof user.$inferSelect;

/** Everything around a ticket that mails about it are made from. */
export type Surroundings = {
  organization: OrganizationRow;
  addresses: (typeof queueAddress.$inferSelect)[];
  scrips: PlanScrip[];
  /** Everybody named by the entries, by id. */
  users: ReadonlyMap<string, UserRow>;
  /** Everybody who watches the ticket or its queue. */
  holders: readonly RoleHolder[];
};

export type LoadedEntry = PlanEntry & { stored: ContentRow | null };

/** The entries that scrips have not seen, in their order, with what was written. */
export async function loadUnseenEntries(ctx: Ctx, { ticket }: LoadedTicket): Promise<LoadedEntry[]> {
  const rows = await ctx.tx
    .select({ row: ticketTransaction, content: entryContent, address: user.email })
    .from(ticketTransaction)
    .innerJoin(user, and(eq(user.orgId, ticketTransaction.orgId), eq(user.id, ticketTransaction.createdBy)))
    .leftJoin(
      entryContent,
      and(eq(entryContent.orgId, ticketTransaction.orgId), eq(entryContent.entryId, ticketTransaction.id)),
    )
    .where(and(eq(ticketTransaction.ticketId, ticket.id), gt(ticketTransaction.seq, ticket.scripsDone)))
    .orderBy(asc(ticketTransaction.seq));
  return rows.map(({ row, content, address }) => ({ row, content, stored: content, actor: { address } }));
}

/** What the organisation and the queue contribute; the same for every entry of a run. */
export async function loadSurroundings(
  ctx: Ctx,
  { ticket, queue }: LoadedTicket,
  entries: readonly LoadedEntry[],
): Promise<Surroundings> {
  const here = ctx.tx
    .select({ one: sql`1` })
    .from(scripQueue)
    .where(and(eq(scripQueue.scripId, scrip.id), eq(scripQueue.queueId, queue.id)));
  // Independent questions go to the database together.
  const [orgs, addresses, scrips, users, holders] = await Promise.all([
    ctx.tx.select().from(organization).where(eq(organization.id, ctx.orgId)),
    ctx.tx
      .select()
      .from(queueAddress)
      .where(and(eq(queueAddress.queueId, queue.id), isNotNull(queueAddress.verifiedAt))),
    ctx.tx
      .select()
      .from(scrip)
      .where(and(isNull(scrip.disabledAt), or(eq(scrip.everywhere, true), exists(here))))
      .orderBy(asc(scrip.sortOrder)),
    loadUsers(ctx, ticket.ownerId, entries),
    loadHolders(ctx, ticket.id, queue.id),
  ]);
  const [org] = orgs;
  if (!org) throw new Error("The organisation is gone");
  return { organization: org, addresses, scrips, users, holders };
}

async function loadUsers(ctx: Ctx, ownerId: string, entries: readonly LoadedEntry[]): Promise<Map<string, UserRow>> {
  const ids = new Set([
    ownerId,
    ...entries.flatMap(({ row }) => [row.createdBy, ...(isAboutUser(row) ? [row.oldValue, row.newValue] : [])]),
  ]);
  const addresses = entries.flatMap(({ row, content }) => [
    ...(isForward(row) ? (content?.to ?? []) : []),
    ...(content?.oneTimeCc ?? []),
    ...(content?.oneTimeBcc ?? []),
  ]);
  const wanted = [
    inArray(
      user.id,
      [...ids].filter((id) => id !== null),
    ),
    ...(addresses.length > 0 ? [inArray(user.email, addresses)] : []),
  ];
  const rows = await ctx.tx
    .select()
    .from(user)
    .where(or(...wanted));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Entries whose values are ids of users (a watcher may be a group, which is then not found and not named). */
function isAboutUser({ type, field }: PlanEntry["row"]): boolean {
  return (
    type === "SetWatcher" || type === "AddWatcher" || type === "DelWatcher" || (type === "Set" && field === "Owner")
  );
}

function isForward({ type }: PlanEntry["row"]): boolean {
  return type === "Forward Ticket" || type === "Forward Transaction";
}

/** The state that plans are made from. */
export async function loadPlanState(ctx: Ctx, loaded: LoadedTicket, around: Surroundings): Promise<PlanState> {
  const { ticket, lifecycle, queue } = loaded;
  const { holders } = around;
  const people = [...around.users.values()]
    .filter((row) => row.kind === "person" && row.disabledAt === null)
    .flatMap(toPerson);
  return {
    ticket,
    lifecycle,
    holders,
    owners: new Map(people.map((person) => [person.id, person])),
    others: new Map(people.map((person) => [person.address, person])),
    ownAddresses: await ownAddressesAmong(ctx, [
      ...holders.map(({ person }) => person.address),
      ...people.map((person) => person.address),
    ]),
    tag: queue.subjectTag ?? around.organization.slug,
  };
}

function toPerson({ id, name, email, privileged }: UserRow): Person[] {
  return email === null ? [] : [{ id, name, address: email, privileged }];
}

type HolderRow = {
  role: RoleHolder["role"];
  level: RoleHolder["level"];
  principal_id: string;
  id: string;
  name: string;
  email: string;
  privileged: boolean;
};

/** Everybody in a role of the ticket or its queue, groups expanded through nesting, enabled people only. */
async function loadHolders(ctx: Ctx, ticketId: string, queueId: string): Promise<RoleHolder[]> {
  const rows = await ctx.tx.execute<HolderRow>(sql`
    with recursive held(role, level, principal_id, user_id, group_id) as (
      select * from (
        select role, 'ticket', coalesce(user_id, group_id), user_id, group_id from ticket_watcher where ticket_id = ${ticketId}
        union all
        select role, 'queue', coalesce(user_id, group_id), user_id, group_id from queue_watcher where queue_id = ${queueId}
      ) direct
      union
      select held.role, held.level, held.principal_id, m.member_user_id, m.member_group_id
      from held join "group" g on g.id = held.group_id and g.disabled_at is null join group_member m on m.group_id = g.id
    )
    select held.role, held.level, held.principal_id, u.id, u.name, u.email, u.privileged
    from held join "user" u on u.id = held.user_id
    where u.disabled_at is null and u.email is not null
    order by held.level desc, u.email`);
  return rows.map(({ role, level, principal_id: principalId, id, name, email, privileged }) => ({
    role,
    level,
    principalId,
    person: { id, name, address: email, privileged },
  }));
}
