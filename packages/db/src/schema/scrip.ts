import { boolean, foreignKey, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, orgIdColumn, tenant } from "../columns.ts";
import { organization } from "./organization.ts";
import { queue } from "./queue.ts";

/** When a condition holds, an action happens, with a template. Names of both are keys of the domain's registries. */
export const scrip = pgTable(
  "scrip",
  {
    orgId: orgIdColumn().references(() => organization.id, { onDelete: "cascade" }),
    id: idColumn(),
    description: text().notNull(),
    condition: text().notNull(),
    conditionArgument: text().notNull().default(""),
    action: text().notNull(),
    actionArgument: text().notNull().default(""),
    /** Name of a template; the queue's own wins over the organisation's. */
    template: text().notNull(),
    /** In every queue, or only in those of `scrip_queue`. */
    everywhere: boolean().notNull().default(true),
    sortOrder: integer().notNull(),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [...tenant(t), index("scrip_order").on(t.orgId, t.sortOrder)],
);

/** A queue that a scrip applies to. */
export const scripQueue = pgTable(
  "scrip_queue",
  { orgId: orgIdColumn(), id: idColumn(), scripId: uuid().notNull(), queueId: uuid().notNull() },
  (t) => [
    ...tenant(t),
    uniqueIndex("scrip_queue_once").on(t.orgId, t.scripId, t.queueId),
    index("scrip_queue_queue").on(t.orgId, t.queueId),
    foreignKey({ columns: [t.orgId, t.scripId], foreignColumns: [scrip.orgId, scrip.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.queueId], foreignColumns: [queue.orgId, queue.id] }).onDelete("cascade"),
  ],
);

/** Wording of a mail in Liquid, for one language, of the organisation or of one queue. */
export const template = pgTable(
  "template",
  {
    orgId: orgIdColumn().references(() => organization.id, { onDelete: "cascade" }),
    id: idColumn(),
    name: text().notNull(),
    queueId: uuid(),
    language: text().notNull(),
    /** Liquid; empty means the subject of the entry or the ticket. */
    subject: text().notNull(),
    /** Liquid. With format html the plain part is made from it. An empty body suppresses the mail. */
    body: text().notNull(),
    format: text({ enum: ["text", "html"] }).notNull(),
    /** Whether the entry's attachments go along (RT: RT-Attach-Message). */
    attachFiles: boolean().notNull().default(false),
    updatedAt: instant().notNull(),
  },
  (t) => [
    ...tenant(t),
    unique("template_name").on(t.orgId, t.name, t.queueId, t.language).nullsNotDistinct(),
    index("template_queue").on(t.orgId, t.queueId),
    oneOf("template_format", t.format, ["text", "html"]),
    foreignKey({ columns: [t.orgId, t.queueId], foreignColumns: [queue.orgId, queue.id] }).onDelete("cascade"),
  ],
);
