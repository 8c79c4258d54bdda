import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, orgIdColumn, tenant } from "../columns.ts";
import { group } from "./group.ts";
import { queue } from "./queue.ts";
import { user } from "./user.ts";

/** The three classes of a status; kept beside it so that "all active" needs no look into the lifecycle. */
export const STATUS_CATEGORIES = ["initial", "active", "inactive"] as const;
export type StatusCategory = (typeof STATUS_CATEGORIES)[number];

/** A request. Written by `record` alone. */
export const ticket = pgTable(
  "ticket",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    /** Counted per organisation; what people and subject tags say. */
    number: integer().notNull(),
    queueId: uuid().notNull(),
    subject: text().notNull(),
    status: text().notNull(),
    statusCategory: text({ enum: STATUS_CATEGORIES }).notNull(),
    ownerId: uuid().notNull(),
    initialPriority: integer().notNull().default(0),
    finalPriority: integer().notNull().default(0),
    priority: integer().notNull().default(0),
    createdAt: instant().notNull(),
    createdBy: uuid().notNull(),
    lastUpdatedAt: instant().notNull(),
    lastUpdatedBy: uuid().notNull(),
    startsAt: instant(),
    startedAt: instant(),
    dueAt: instant(),
    resolvedAt: instant(),
    /** Last time somebody told the requestor something. */
    toldAt: instant(),
    /** Entries written so far; the sequence number of the last one, and the version of the ticket. */
    entryCount: integer().notNull().default(0),
    /** Entries that scrips have seen. */
    scripsDone: integer().notNull().default(0),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("ticket_number").on(t.orgId, t.number),
    index("ticket_queue_moved").on(t.orgId, t.queueId, t.statusCategory, t.lastUpdatedAt, t.id),
    index("ticket_moved").on(t.orgId, t.statusCategory, t.lastUpdatedAt, t.id),
    index("ticket_queue_status").on(t.orgId, t.queueId, t.status, t.lastUpdatedAt, t.id),
    index("ticket_owner").on(t.orgId, t.ownerId, t.statusCategory, t.lastUpdatedAt, t.id),
    // Across organisations, for the worker's sweep: tickets whose scrips have not seen all entries.
    index("ticket_scrips_behind")
      .on(t.lastUpdatedAt)
      .where(sql`scrips_done < entry_count`),
    oneOf("ticket_status_category", t.statusCategory, STATUS_CATEGORIES),
    check("ticket_scrips_done_range", sql`${t.scripsDone} between 0 and ${t.entryCount}`),
    foreignKey({ columns: [t.orgId, t.queueId], foreignColumns: [queue.orgId, queue.id] }),
    foreignKey({ name: "ticket_owner_fk", columns: [t.orgId, t.ownerId], foreignColumns: [user.orgId, user.id] }),
    foreignKey({ name: "ticket_creator_fk", columns: [t.orgId, t.createdBy], foreignColumns: [user.orgId, user.id] }),
    foreignKey({
      name: "ticket_updater_fk",
      columns: [t.orgId, t.lastUpdatedBy],
      foreignColumns: [user.orgId, user.id],
    }),
  ],
);

/** Roles with watchers; the owner is a column of the ticket. */
export const WATCHER_ROLES = ["requestor", "cc", "admincc"] as const;
export type WatcherRole = (typeof WATCHER_ROLES)[number];

/** A user or group in a role of one ticket. */
export const ticketWatcher = pgTable(
  "ticket_watcher",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    ticketId: uuid().notNull(),
    role: text({ enum: WATCHER_ROLES }).notNull(),
    userId: uuid(),
    groupId: uuid(),
  },
  (t) => [
    ...tenant(t),
    unique("ticket_watcher_once").on(t.orgId, t.ticketId, t.role, t.userId, t.groupId).nullsNotDistinct(),
    index("ticket_watcher_user").on(t.orgId, t.userId, t.role, t.ticketId),
    index("ticket_watcher_group").on(t.orgId, t.groupId, t.role, t.ticketId),
    oneOf("ticket_watcher_role", t.role, WATCHER_ROLES),
    check("ticket_watcher_one", sql`num_nonnulls(${t.userId}, ${t.groupId}) = 1`),
    foreignKey({ columns: [t.orgId, t.ticketId], foreignColumns: [ticket.orgId, ticket.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.userId], foreignColumns: [user.orgId, user.id] }),
    foreignKey({ columns: [t.orgId, t.groupId], foreignColumns: [group.orgId, group.id] }),
  ],
);

/** Queue watchers take part in every ticket of the queue. */
export const QUEUE_WATCHER_ROLES = ["cc", "admincc"] as const;

/** A user or group in a role of a whole queue. */
export const queueWatcher = pgTable(
  "queue_watcher",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    queueId: uuid().notNull(),
    role: text({ enum: QUEUE_WATCHER_ROLES }).notNull(),
    userId: uuid(),
    groupId: uuid(),
  },
  (t) => [
    ...tenant(t),
    unique("queue_watcher_once").on(t.orgId, t.queueId, t.role, t.userId, t.groupId).nullsNotDistinct(),
    index("queue_watcher_user").on(t.orgId, t.userId, t.role, t.queueId),
    index("queue_watcher_group").on(t.orgId, t.groupId, t.role, t.queueId),
    oneOf("queue_watcher_role", t.role, QUEUE_WATCHER_ROLES),
    check("queue_watcher_one", sql`num_nonnulls(${t.userId}, ${t.groupId}) = 1`),
    foreignKey({ columns: [t.orgId, t.queueId], foreignColumns: [queue.orgId, queue.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.userId], foreignColumns: [user.orgId, user.id] }),
    foreignKey({ columns: [t.orgId, t.groupId], foreignColumns: [group.orgId, group.id] }),
  ],
);
