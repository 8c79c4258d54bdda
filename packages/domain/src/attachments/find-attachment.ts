import { attachment, entryPlacement, ticketTransaction } from "@deskhand/db/schema";
import { and, eq } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { loadTicket } from "../tickets/load-ticket.ts";
import { hiddenTypes } from "../transactions/history.ts";

/** A file that the actor may read; its bytes are fetched after the transaction from the blob store by the hash. */
export type ReadableFile = { filename: string; contentType: string; size: number; contentHash: string };

/** Finds a file of an entry that shows on the ticket and that the actor may see. @throws not_found */
export async function findAttachment(ctx: Ctx, input: { number: number; attachmentId: string }): Promise<ReadableFile> {
  const { ticket, target } = await loadTicket(ctx, { number: input.number });
  const rows = await ctx.tx
    .select({ file: attachment, type: ticketTransaction.type })
    .from(attachment)
    .innerJoin(
      ticketTransaction,
      and(eq(ticketTransaction.orgId, attachment.orgId), eq(ticketTransaction.id, attachment.entryId)),
    )
    .innerJoin(
      entryPlacement,
      and(eq(entryPlacement.orgId, attachment.orgId), eq(entryPlacement.entryId, attachment.entryId)),
    )
    .where(and(eq(attachment.id, input.attachmentId), eq(entryPlacement.ticketId, ticket.id)));
  const row = rows[0];
  if (!row || hiddenTypes(ctx, target).includes(row.type)) throw notFound("attachment");
  const { filename, contentType, size, contentHash } = row.file;
  return { filename, contentType, size, contentHash };
}
