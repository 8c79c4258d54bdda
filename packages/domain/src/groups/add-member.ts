import { newId } from "@deskhand/db";
import { group, groupMember } from "@deskhand/db/schema";
import { eq, sql } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { fail, notFound } from "../errors.ts";
import { can, ORGANIZATION } from "../rights/can.ts";

export type Member = { userId: string } | { groupId: string };

/**
 * Puts a user or a group into a user-defined group, with AdminGroup. Who is in it already stays. One
 * lock an organisation keeps two additions at once from closing a circle together.
 * @throws forbidden, not_found, precondition_failed (`group.circle`, `group.computed`)
 */
export async function addMember(ctx: Ctx, input: { groupId: string; member: Member }): Promise<void> {
  if (!can(ctx.actor.grants, "AdminGroup", ORGANIZATION))
    throw fail("forbidden", "You may not change groups.", { reason: "right.AdminGroup" });
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.orgId}/groups`}, 2))`);
  const [parent] = await ctx.tx.select().from(group).where(eq(group.id, input.groupId));
  if (!parent) throw notFound("group");
  if (parent.kind !== "user_defined")
    throw fail("precondition_failed", `Who is in ${parent.name} follows from who they are; it cannot be changed.`, {
      reason: "group.computed",
    });
  if ("groupId" in input.member && (await contains(ctx, input.member.groupId, input.groupId))) {
    throw fail("precondition_failed", "Groups can't be members of their members.", { reason: "group.circle" });
  }
  const member =
    "groupId" in input.member ? { memberGroupId: input.member.groupId } : { memberUserId: input.member.userId };
  await ctx.tx
    .insert(groupMember)
    .values({ orgId: ctx.orgId, id: newId(), groupId: input.groupId, ...member })
    .onConflictDoNothing();
}

/** Whether `inner` is `outer` or lies somewhere inside it. */
async function contains(ctx: Ctx, outer: string, inner: string): Promise<boolean> {
  const rows = await ctx.tx.execute(sql`
    with recursive inside(id) as (
      select ${outer}::uuid
      union
      select m.member_group_id from inside join group_member m on m.group_id = inside.id where m.member_group_id is not null
    )
    select 1 from inside where id = ${inner}::uuid`);
  return rows.length > 0;
}
