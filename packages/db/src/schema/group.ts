import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, orgIdColumn, tenant } from "../columns.ts";
import { organization } from "./organization.ts";
import { user } from "./user.ts";

/** System groups have computed members (everyone, by the privileged flag); user-defined ones have rows. */
export const GROUP_KINDS = ["user_defined", "everyone", "privileged", "unprivileged"] as const;

/** A set of users and groups that rights are granted to and mail is sent to. */
export const group = pgTable(
  "group",
  {
    orgId: orgIdColumn().references(() => organization.id, { onDelete: "cascade" }),
    id: idColumn(),
    kind: text({ enum: GROUP_KINDS }).notNull().default("user_defined"),
    name: text().notNull(),
    description: text().notNull().default(""),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("group_name").on(t.orgId, t.name),
    uniqueIndex("group_system")
      .on(t.orgId, t.kind)
      .where(sql`kind <> 'user_defined'`),
    oneOf("group_kind", t.kind, GROUP_KINDS),
  ],
);

/** A direct member of a user-defined group: a user or another group. Cycles are refused by the command. */
export const groupMember = pgTable(
  "group_member",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    groupId: uuid().notNull(),
    memberUserId: uuid(),
    memberGroupId: uuid(),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("group_member_user").on(t.orgId, t.memberUserId, t.groupId),
    uniqueIndex("group_member_group").on(t.orgId, t.memberGroupId, t.groupId),
    index("group_member_of").on(t.orgId, t.groupId),
    check("group_member_one", sql`num_nonnulls(${t.memberUserId}, ${t.memberGroupId}) = 1`),
    foreignKey({ columns: [t.orgId, t.groupId], foreignColumns: [group.orgId, group.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.memberUserId], foreignColumns: [user.orgId, user.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.memberGroupId], foreignColumns: [group.orgId, group.id] }).onDelete("cascade"),
  ],
);
