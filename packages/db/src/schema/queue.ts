import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, orgIdColumn, tenant } from "../columns.ts";
import { organization } from "./organization.ts";

/** A status graph; its definition is parsed and checked by the domain before it is used or saved. */
export const lifecycle = pgTable(
  "lifecycle",
  {
    orgId: orgIdColumn().references(() => organization.id, { onDelete: "cascade" }),
    id: idColumn(),
    name: text().notNull(),
    definition: jsonb().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [...tenant(t), uniqueIndex("lifecycle_name").on(t.orgId, t.name)],
);

/** Where tickets lie: its rights, watchers, lifecycle, scrips and addresses decide what happens to them. */
export const queue = pgTable(
  "queue",
  {
    orgId: orgIdColumn().references(() => organization.id, { onDelete: "cascade" }),
    id: idColumn(),
    /** Local part of the queue's own addresses and its name in URLs. */
    key: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    lifecycleId: uuid().notNull(),
    /** Replaces the organisation's slug in the subject tag. */
    subjectTag: text(),
    sortOrder: integer().notNull().default(0),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("queue_key").on(t.orgId, t.key),
    uniqueIndex("queue_name").on(t.orgId, t.name),
    check("queue_key_form", sql`${t.key} ~ '^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$'`),
    foreignKey({ columns: [t.orgId, t.lifecycleId], foreignColumns: [lifecycle.orgId, lifecycle.id] }),
  ],
);

/** What mail to an address becomes. */
export const ADDRESS_PURPOSES = ["correspond", "comment"] as const;
/** `own` is made with the queue on our mail domain; `custom` belongs to the customer and is verified by a code. */
export const ADDRESS_ORIGINS = ["own", "custom"] as const;

/** An address that receives mail for a queue; unique in the whole instance. */
export const queueAddress = pgTable(
  "queue_address",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    queueId: uuid().notNull(),
    /** Lower-cased, without plus part. */
    address: text().notNull(),
    purpose: text({ enum: ADDRESS_PURPOSES }).notNull(),
    origin: text({ enum: ADDRESS_ORIGINS }).notNull(),
    /** Null: not proved yet, receives nothing. */
    verifiedAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    ...tenant(t),
    // Across organisations: an address leads to exactly one tenant.
    uniqueIndex("queue_address_address").on(t.address),
    index("queue_address_queue").on(t.orgId, t.queueId),
    oneOf("queue_address_purpose", t.purpose, ADDRESS_PURPOSES),
    oneOf("queue_address_origin", t.origin, ADDRESS_ORIGINS),
    foreignKey({ columns: [t.orgId, t.queueId], foreignColumns: [queue.orgId, queue.id] }).onDelete("cascade"),
  ],
);
