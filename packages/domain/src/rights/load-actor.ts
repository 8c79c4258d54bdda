import type { OrgTx } from "@deskhand/db";
import { sql } from "drizzle-orm";
import type { Actor } from "../context.ts";
import { notFound } from "../errors.ts";
import { SYSTEM_ID, SYSTEM_NAME } from "../users/fixed-users.ts";
import type { Grants, Role } from "./can.ts";
import { isRight } from "./registry.ts";

type UserRow = { id: string; name: string; email: string | null; privileged: boolean; group_ids: string[] };
type GrantRow = { right: string; queue_id: string | null; role: Role | null };

/** SQL for the ids of all enabled groups that a user belongs to, through nesting and system groups. `union` ends cycles. */
function groupsOf(userId: string) {
  return sql`
    with recursive mine(group_id) as (
      select g.id from "group" g, "user" u
        where u.id = ${userId} and g.disabled_at is null
        and (g.kind = 'everyone' or g.kind = case when u.privileged then 'privileged' else 'unprivileged' end)
      union
      select m.group_id from group_member m join "group" g on g.id = m.group_id
        where m.member_user_id = ${userId} and g.disabled_at is null
      union
      select m.group_id from mine join group_member m on m.member_group_id = mine.group_id
        join "group" g on g.id = m.group_id and g.disabled_at is null
    )`;
}

/**
 * Who a user is and what they may do, in two indexed queries.
 * @throws not_found for unknown and disabled users and for Nobody.
 */
export async function loadActor(tx: OrgTx, userId: string): Promise<Actor> {
  const users = await tx.execute<UserRow>(sql`${groupsOf(userId)}
    select u.id, u.name, u.email, u.privileged, coalesce((select array_agg(group_id) from mine), '{}') as group_ids
    from "user" u where u.id = ${userId} and u.kind = 'person' and u.disabled_at is null`);
  const user = users[0];
  if (!user) throw notFound("user");
  return {
    id: user.id,
    kind: "person",
    name: user.name,
    email: user.email,
    privileged: user.privileged,
    groupIds: user.group_ids,
    grants: await loadGrants(tx, user.id, user.group_ids),
  };
}

async function loadGrants(tx: OrgTx, userId: string, groupIds: readonly string[]): Promise<Grants> {
  const groups = sql.join(
    groupIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const rows = await tx.execute<GrantRow>(sql`
    select "right", queue_id, role from "grant" where user_id = ${userId}
    union all select "right", queue_id, role from "grant" where role is not null
    ${groupIds.length > 0 ? sql`union all select "right", queue_id, role from "grant" where group_id in (${groups})` : sql``}`);
  return rows.flatMap(({ right, queue_id: queueId, role }) => (isRight(right) ? [{ right, queueId, role }] : []));
}

/** The actor of automation: holds every right, is nobody's requestor, and is named as the system user in histories. */
export function systemActor(): Actor {
  return {
    id: SYSTEM_ID,
    kind: "system",
    name: SYSTEM_NAME,
    email: null,
    privileged: true,
    groupIds: [],
    grants: [{ right: "SuperUser", queueId: null, role: null }],
  };
}
