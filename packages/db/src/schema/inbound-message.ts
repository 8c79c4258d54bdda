import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, idColumn, instant, oneOf, orgIdColumn, tenant } from "../columns.ts";
import { organization } from "./organization.ts";
import { queue } from "./queue.ts";
import { ticketTransaction } from "./ticket-transaction.ts";
import { ticket } from "./ticket.ts";

export const INBOUND_SOURCES = ["smtp", "gateway"] as const;
/**
 * stored: waits for its job; ticket: made or joined one; ignored: understood and deliberately made none;
 * duplicate: the same content came a moment before; quarantined: could not be handled, waits for an admin.
 */
export const INBOUND_STATES = ["stored", "ticket", "ignored", "duplicate", "quarantined"] as const;
export type InboundState = (typeof INBOUND_STATES)[number];

/** A mail as it arrived, stored before anything is understood of it. */
export const inboundMessage = pgTable(
  "inbound_message",
  {
    orgId: orgIdColumn().references(() => organization.id, { onDelete: "cascade" }),
    id: idColumn(),
    source: text({ enum: INBOUND_SOURCES }).notNull(),
    receivedAt: instant().notNull(),
    /** Return path; empty for a null one, null where the source knows none. */
    envelopeFrom: text(),
    /** The address of ours it came to, as given (with its plus part). */
    envelopeTo: text().notNull(),
    queueId: uuid().notNull(),
    purpose: text({ enum: ["correspond", "comment"] }).notNull(),
    /** Ticket number that the gateway's caller named, if any. */
    namedTicket: integer(),
    messageId: text(),
    contentHash: text().notNull(),
    /** Set for mail with a Message-ID: the same again is not stored twice. */
    dedupeKey: text(),
    size: integer().notNull(),
    /** Up to 1 MB lies in the row, more in the blob store. */
    raw: bytea(),
    rawHash: text(),
    state: text({ enum: INBOUND_STATES }).notNull(),
    /** Stable word for why it is in this state. */
    reason: text(),
    /** How it was understood, step by step: classification, sender, thread. For admins. */
    trace: jsonb().$type<Record<string, unknown>>(),
    ticketId: uuid(),
    entryId: uuid(),
    processedAt: instant(),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("inbound_message_dedupe").on(t.orgId, t.dedupeKey),
    index("inbound_message_hash").on(t.orgId, t.contentHash, t.receivedAt),
    index("inbound_message_state").on(t.orgId, t.state, t.id),
    index("inbound_message_ticket").on(t.orgId, t.ticketId),
    index("inbound_message_entry").on(t.orgId, t.entryId),
    // Across organisations, for the worker's sweep: mail whose job was lost.
    index("inbound_message_waiting")
      .on(t.receivedAt)
      .where(sql`state = 'stored'`),
    oneOf("inbound_message_source", t.source, INBOUND_SOURCES),
    oneOf("inbound_message_state_name", t.state, INBOUND_STATES),
    oneOf("inbound_message_purpose", t.purpose, ["correspond", "comment"]),
    foreignKey({ columns: [t.orgId, t.queueId], foreignColumns: [queue.orgId, queue.id] }),
    foreignKey({ columns: [t.orgId, t.ticketId], foreignColumns: [ticket.orgId, ticket.id] }),
    foreignKey({ columns: [t.orgId, t.entryId], foreignColumns: [ticketTransaction.orgId, ticketTransaction.id] }),
  ],
);
