import { attachment, outboundMessage, ticket } from "@deskhand/db/schema";
import { composeMessage } from "@deskhand/mail";
import type { OutboundAttachment } from "@deskhand/mail";
import { and, eq, inArray, lte, or, sql } from "drizzle-orm";
import type { Ctx, Services } from "../context.ts";
import { record } from "../transactions/record.ts";

export type OutboundRow = typeof outboundMessage.$inferSelect;
type FileRow = typeof attachment.$inferSelect;

/** A claimed mail with the list of its files; the bytes are still in the blob store. */
export type ClaimedMail = { row: OutboundRow; files: FileRow[] };

/** How long a claim holds. Whoever claimed and has not finished by then is taken for dead. */
export const CLAIM_MS = 60_000;

/**
 * Claims a mail for sending. Returns null if it is sent, has failed for good, or somebody else is at it. Commits
 * before anything goes over the network.
 */
export async function claimMail(ctx: Ctx, id: string): Promise<ClaimedMail | null> {
  const dead = new Date(ctx.now.getTime() - CLAIM_MS);
  const free = or(
    eq(outboundMessage.state, "pending"),
    and(eq(outboundMessage.state, "sending"), lte(outboundMessage.claimedAt, dead)),
  );
  const [row] = await ctx.tx
    .update(outboundMessage)
    .set({ state: "sending", claimedAt: ctx.now, attempts: sql`${outboundMessage.attempts} + 1` })
    .where(and(eq(outboundMessage.id, id), free))
    .returning();
  if (!row) return null;
  const files =
    row.attachmentIds.length > 0
      ? await ctx.tx.select().from(attachment).where(inArray(attachment.id, row.attachmentIds))
      : [];
  return { row, files };
}

/** The mail's bytes and envelope. Sending twice sends the same bytes with the same Message-ID. @throws if a file's bytes are gone */
export async function composeClaimed(
  services: Services,
  { row, files }: ClaimedMail,
): Promise<{ id: string; envelope: { from: string; to: string[] }; raw: Uint8Array }> {
  const attachments: OutboundAttachment[] = [];
  for (const { filename, contentType, contentId, inline, contentHash } of files.toSorted(
    (a, b) => a.position - b.position,
  )) {
    const content = await services.blobs.get(row.orgId, contentHash);
    if (content === null) throw new Error(`The bytes of an attachment of mail ${row.id} are gone`);
    attachments.push({ filename, contentType, contentId, inline, content });
  }
  const { from, to, cc, bcc, subject, messageId, inReplyTo, references, headers, text, html } = row;
  const raw = await composeMessage({
    from,
    to,
    cc,
    bcc,
    subject,
    messageId,
    inReplyTo,
    references,
    headers,
    text,
    html,
    attachments,
    replyTo: { address: row.replyTo, name: from.name },
    date: row.createdAt,
  });
  // What is sent by ourselves asks for no bounce, or two machines would write to each other (RFC 3834 section 3.3).
  const automatic = headers.some((header) => header.name === "Auto-Submitted");
  return {
    id: row.id,
    envelope: { from: automatic ? "" : from.address, to: [...to, ...cc, ...bcc].map((one) => one.address) },
    raw,
  };
}

/** Notes that a claimed mail left, and writes it into the ticket's history; a second call changes nothing. */
export async function markSent(ctx: Ctx, id: string, providerMessageId: string | null): Promise<void> {
  const [row] = await ctx.tx
    .update(outboundMessage)
    .set({ state: "sent", sentAt: ctx.now, providerMessageId, error: null })
    .where(and(eq(outboundMessage.id, id), eq(outboundMessage.state, "sending")))
    .returning({
      id: outboundMessage.id,
      ticketId: outboundMessage.ticketId,
      purpose: outboundMessage.purpose,
      messageId: outboundMessage.messageId,
    });
  if (!row) return;
  const [locked] = await ctx.tx.select().from(ticket).where(eq(ticket.id, row.ticketId)).for("update");
  if (!locked) throw new Error(`The ticket of mail ${row.id} is gone`);
  const type = row.purpose === "comment" ? "CommentEmailRecord" : "EmailRecord";
  await record(ctx, locked, [{ type, data: row.messageId, outboundId: row.id }]);
}

/** Puts a claimed mail back after a failed try, or gives it up: then the failure stands in the ticket's history too. */
export async function markFailed(ctx: Ctx, id: string, failure: { message: string; final: boolean }): Promise<void> {
  const [row] = await ctx.tx.select().from(outboundMessage).where(eq(outboundMessage.id, id)).for("update");
  if (row?.state !== "sending") return;
  await ctx.tx
    .update(outboundMessage)
    .set({ state: failure.final ? "failed" : "pending", error: failure.message.slice(0, 500), claimedAt: null })
    .where(eq(outboundMessage.id, id));
  if (!failure.final) return;
  const [locked] = await ctx.tx.select().from(ticket).where(eq(ticket.id, row.ticketId)).for("update");
  if (locked)
    await record(ctx, locked, [
      { type: "SystemError", data: `A mail could not be sent: ${failure.message.slice(0, 300)}` },
    ]);
}
