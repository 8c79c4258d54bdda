import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, orgIdColumn, tenant } from "../columns.ts";
import { ticketTransaction } from "./ticket-transaction.ts";
import { ticket } from "./ticket.ts";

export const OUTBOUND_STATES = ["pending", "sending", "sent", "failed"] as const;
export type OutboundState = (typeof OUTBOUND_STATES)[number];

/** A mailbox with an optional shown name. */
export type StoredAddress = { address: string; name: string | null };

/**
 * A mail to be sent, complete and final: recipients, texts and identifiers are fixed in the transaction that
 * caused it, so that sending it again after a crash sends the same mail.
 */
export const outboundMessage = pgTable(
  "outbound_message",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    ticketId: uuid().notNull(),
    /** The entry it tells of. */
    entryId: uuid().notNull(),
    /** The scrip that caused it, for "this mail was sent because ..."; no key, scrips may be deleted. */
    scripId: uuid(),
    /** comment: from the comment address, never to a requestor. */
    purpose: text({ enum: ["correspond", "comment"] }).notNull(),
    from: jsonb().$type<StoredAddress>().notNull(),
    replyTo: text().notNull(),
    to: jsonb().$type<StoredAddress[]>().notNull(),
    cc: jsonb().$type<StoredAddress[]>().notNull(),
    bcc: jsonb().$type<StoredAddress[]>().notNull(),
    subject: text().notNull(),
    messageId: text().notNull(),
    inReplyTo: text(),
    references: jsonb().$type<string[]>().notNull(),
    headers: jsonb().$type<{ name: string; value: string }[]>().notNull(),
    text: text().notNull(),
    html: text(),
    attachmentIds: jsonb().$type<string[]>().notNull().default([]),
    /** Plus part of the Reply-To address; whoever was mailed this may answer with it. */
    replyToken: text().notNull(),
    state: text({ enum: OUTBOUND_STATES }).notNull().default("pending"),
    attempts: integer().notNull().default(0),
    claimedAt: instant(),
    sentAt: instant(),
    /** Message-ID that the provider put in place of ours. */
    providerMessageId: text(),
    error: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("outbound_message_message_id").on(t.orgId, t.messageId),
    uniqueIndex("outbound_message_token").on(t.orgId, t.replyToken),
    index("outbound_message_provider_id").on(t.orgId, t.providerMessageId),
    index("outbound_message_ticket").on(t.orgId, t.ticketId, t.createdAt),
    index("outbound_message_entry").on(t.orgId, t.entryId),
    // Across organisations, for the worker's sweep: mail whose job was lost or whose sender died.
    index("outbound_message_unsent")
      .on(t.createdAt)
      .where(sql`state in ('pending', 'sending')`),
    oneOf("outbound_message_state", t.state, OUTBOUND_STATES),
    oneOf("outbound_message_purpose", t.purpose, ["correspond", "comment"]),
    foreignKey({ columns: [t.orgId, t.ticketId], foreignColumns: [ticket.orgId, ticket.id] }).onDelete("cascade"),
    foreignKey({
      columns: [t.orgId, t.entryId],
      foreignColumns: [ticketTransaction.orgId, ticketTransaction.id],
    }).onDelete("cascade"),
  ],
);
