import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, orgIdColumn, tenant } from "../columns.ts";
import { group } from "./group.ts";
import { queue } from "./queue.ts";
import { user } from "./user.ts";

/** Roles that a person can play on a ticket or a queue. */
export const ROLES = ["owner", "requestor", "cc", "admincc"] as const;
export type Role = (typeof ROLES)[number];

/** One right for one principal (user, group or role) in the whole organisation or in one queue. */
export const grant = pgTable(
  "grant",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    right: text().notNull(),
    userId: uuid(),
    groupId: uuid(),
    role: text({ enum: ROLES }),
    /** Null: everywhere in the organisation. */
    queueId: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [
    ...tenant(t),
    unique("grant_once").on(t.orgId, t.right, t.userId, t.groupId, t.role, t.queueId).nullsNotDistinct(),
    index("grant_user").on(t.orgId, t.userId),
    index("grant_group").on(t.orgId, t.groupId),
    index("grant_role").on(t.orgId, t.role),
    index("grant_queue").on(t.orgId, t.queueId),
    check("grant_one_principal", sql`num_nonnulls(${t.userId}, ${t.groupId}, ${t.role}) = 1`),
    oneOf("grant_role_name", t.role, ROLES),
    foreignKey({ columns: [t.orgId, t.userId], foreignColumns: [user.orgId, user.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.groupId], foreignColumns: [group.orgId, group.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.queueId], foreignColumns: [queue.orgId, queue.id] }).onDelete("cascade"),
  ],
);
