import { newId } from "@deskhand/db";
import { group, ticketWatcher, user } from "@deskhand/db/schema";
import type { WatcherRole } from "@deskhand/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { Ctx } from "../context.ts";

/** A user or group that watches; `email` is null for groups. */
export type Watcher = { role: WatcherRole; kind: "user" | "group"; id: string; name: string; email: string | null };
export type NewWatcher = { role: WatcherRole; userId: string } | { role: WatcherRole; groupId: string };

/** Writes watchers of a ticket; those it has already are left as they are. Returns how many were new. */
export async function insertWatchers(ctx: Ctx, ticketId: string, watchers: readonly NewWatcher[]): Promise<number> {
  if (watchers.length === 0) return 0;
  const rows = watchers.map((watcher) => ({ orgId: ctx.orgId, id: newId(), ticketId, ...watcher }));
  const written = await ctx.tx
    .insert(ticketWatcher)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: ticketWatcher.id });
  return written.length;
}

/** All watchers of these tickets, by ticket id, in the order they were added. */
export async function listWatchers(
  ctx: Pick<Ctx, "tx">,
  ticketIds: readonly string[],
  roles?: readonly WatcherRole[],
): Promise<Map<string, Watcher[]>> {
  const byTicket = new Map<string, Watcher[]>(ticketIds.map((id) => [id, []]));
  if (ticketIds.length === 0) return byTicket;
  const rows = await ctx.tx
    .select({
      ticketId: ticketWatcher.ticketId,
      role: ticketWatcher.role,
      userId: user.id,
      userName: user.name,
      email: user.email,
      groupId: group.id,
      groupName: group.name,
    })
    .from(ticketWatcher)
    .leftJoin(user, and(eq(user.orgId, ticketWatcher.orgId), eq(user.id, ticketWatcher.userId)))
    .leftJoin(group, and(eq(group.orgId, ticketWatcher.orgId), eq(group.id, ticketWatcher.groupId)))
    .where(and(inArray(ticketWatcher.ticketId, [...ticketIds]), roles && inArray(ticketWatcher.role, [...roles])))
    .orderBy(ticketWatcher.id);
  for (const row of rows) {
    const watcher = toWatcher(row);
    if (watcher) byTicket.get(row.ticketId)?.push(watcher);
  }
  return byTicket;
}

type JoinedRow = {
  role: WatcherRole;
  userId: string | null;
  userName: string | null;
  email: string | null;
  groupId: string | null;
  groupName: string | null;
};

function toWatcher(row: JoinedRow): Watcher | null {
  if (row.userId !== null)
    return { role: row.role, kind: "user", id: row.userId, name: row.userName ?? "", email: row.email };
  if (row.groupId !== null)
    return { role: row.role, kind: "group", id: row.groupId, name: row.groupName ?? "", email: null };
  return null;
}
