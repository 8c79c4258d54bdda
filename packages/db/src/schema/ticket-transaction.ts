import { boolean, foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, orgIdColumn, orgPolicies, tenant } from "../columns.ts";
import { ticket } from "./ticket.ts";
import { user } from "./user.ts";

/** RT's transaction types, as far as Deskhand writes them. */
export const ENTRY_TYPES = [
  "Create",
  "Correspond",
  "Comment",
  "Status",
  "Set",
  "SetWatcher",
  "AddWatcher",
  "DelWatcher",
  "Forward Ticket",
  "Forward Transaction",
  "EmailRecord",
  "CommentEmailRecord",
  "SystemError",
] as const;
export type EntryType = (typeof ENTRY_TYPES)[number];

/**
 * One item of a ticket's history. Append-only: the application's login may insert and read, never update or
 * delete. It never moves either; `entry_placement` says on which ticket it shows.
 */
export const ticketTransaction = pgTable(
  "ticket_transaction",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    /** The ticket it was written on. */
    ticketId: uuid().notNull(),
    /** 1, 2, 3 ... on that ticket, in the order of its lock. */
    seq: integer().notNull(),
    type: text({ enum: ENTRY_TYPES }).notNull(),
    /** What changed: Owner, Subject, Priority, Queue ... or the watcher's role. */
    field: text(),
    oldValue: text(),
    newValue: text(),
    /** Type-specific remark: the Message-ID of an EmailRecord, the text of a SystemError. */
    data: text(),
    /** The outbound message that an EmailRecord tells of. */
    outboundId: uuid(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    /** Written by automation in answer to other entries; how deep, so that chains end. */
    depth: integer().notNull().default(0),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("ticket_transaction_seq").on(t.orgId, t.ticketId, t.seq),
    index("ticket_transaction_actor").on(t.orgId, t.createdBy, t.createdAt),
    oneOf("ticket_transaction_type", t.type, ENTRY_TYPES),
    foreignKey({ columns: [t.orgId, t.ticketId], foreignColumns: [ticket.orgId, ticket.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.createdBy], foreignColumns: [user.orgId, user.id] }),
  ],
);

/** On which ticket an entry shows. This is what merging, splitting and re-threading change. */
export const entryPlacement = pgTable(
  "entry_placement",
  {
    orgId: orgIdColumn(),
    entryId: uuid().notNull(),
    ticketId: uuid().notNull(),
    /** Copies of the entry's own time and number: the order of a history that several tickets were merged into. */
    at: instant().notNull(),
    seq: integer().notNull(),
  },
  (t) => [
    uniqueIndex("entry_placement_entry").on(t.orgId, t.entryId),
    index("entry_placement_ticket").on(t.orgId, t.ticketId, t.at, t.seq),
    foreignKey({
      columns: [t.orgId, t.entryId],
      foreignColumns: [ticketTransaction.orgId, ticketTransaction.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.orgId, t.ticketId], foreignColumns: [ticket.orgId, ticket.id] }).onDelete("cascade"),
    ...orgPolicies(t.orgId),
  ],
);

/** What somebody wrote: the message of a Create, Correspond or Comment entry. Append-only like the entry. */
export const entryContent = pgTable(
  "entry_content",
  {
    orgId: orgIdColumn(),
    entryId: uuid().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    /** As it arrived, decoded but not sanitised: it is sanitised each time it is shown. */
    html: text(),
    /** The mail's own identifiers (RFC 5322 section 3.6.4), or those we gave a message written here. */
    messageId: text(),
    inReplyTo: text(),
    references: jsonb().$type<string[]>().notNull().default([]),
    fromAddress: text(),
    fromName: text(),
    to: jsonb().$type<string[]>().notNull().default([]),
    cc: jsonb().$type<string[]>().notNull().default([]),
    /** Recipients of this message only; they do not become watchers. */
    oneTimeCc: jsonb().$type<string[]>().notNull().default([]),
    oneTimeBcc: jsonb().$type<string[]>().notNull().default([]),
    /** Addresses that no mail about this entry goes to: the sender of a machine's mail, and who was unticked. */
    squelch: jsonb().$type<string[]>().notNull().default([]),
    /** A machine wrote it: nobody outside the staff is mailed about it. */
    automatic: boolean().notNull().default(false),
    /** How it came in: email, web, api. */
    interface: text({ enum: ["email", "web", "api"] }).notNull(),
  },
  (t) => [
    uniqueIndex("entry_content_entry").on(t.orgId, t.entryId),
    index("entry_content_message_id").on(t.orgId, t.messageId),
    oneOf("entry_content_interface", t.interface, ["email", "web", "api"]),
    foreignKey({
      columns: [t.orgId, t.entryId],
      foreignColumns: [ticketTransaction.orgId, ticketTransaction.id],
    }).onDelete("cascade"),
    ...orgPolicies(t.orgId),
  ],
);

/** A file of an entry; its bytes lie in the blob store under the organisation and their hash. */
export const attachment = pgTable(
  "attachment",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    entryId: uuid().notNull(),
    position: integer().notNull(),
    filename: text().notNull(),
    contentType: text().notNull(),
    size: integer().notNull(),
    /** SHA-256 of the bytes, hexadecimal. */
    contentHash: text().notNull(),
    /** Content-ID of an image that the HTML shows (RFC 2392). */
    contentId: text(),
    inline: boolean().notNull().default(false),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("attachment_position").on(t.orgId, t.entryId, t.position),
    index("attachment_hash").on(t.orgId, t.contentHash),
    foreignKey({
      columns: [t.orgId, t.entryId],
      foreignColumns: [ticketTransaction.orgId, ticketTransaction.id],
    }).onDelete("cascade"),
  ],
);
