import type { SystemTx } from "@deskhand/db";
import type { JobName, JobPayload } from "@deskhand/jobs";
import { inboundMessage, outboundMessage, ticket } from "@deskhand/db/schema";
import { and, eq, lt, or, sql } from "drizzle-orm";
import { CLAIM_MS } from "../outbox/send.ts";

/** Waiting this long means that the job was probably lost; one job more does no harm. */
const PATIENCE_MS = 10_000;
const BATCH = 500;

export type LostWork = { job: JobName; payload: JobPayload };

/**
 * Rows of all organisations that wait for work nobody seems to do: stored mail, tickets whose scrips are behind, mail
 * that was not sent. The row is the truth; its job may be enqueued again. Oldest first, at most 500 of each kind.
 */
export async function findLostWork(tx: SystemTx, now: Date): Promise<LostWork[]> {
  const before = new Date(now.getTime() - PATIENCE_MS);
  const claimedBefore = new Date(now.getTime() - CLAIM_MS);
  const mails = await tx
    .select({ orgId: inboundMessage.orgId, id: inboundMessage.id })
    .from(inboundMessage)
    .where(and(eq(inboundMessage.state, sql`'stored'`), lt(inboundMessage.receivedAt, before)))
    .orderBy(inboundMessage.receivedAt)
    .limit(BATCH);
  const tickets = await tx
    .select({ orgId: ticket.orgId, id: ticket.id })
    .from(ticket)
    .where(and(sql`scrips_done < entry_count`, lt(ticket.lastUpdatedAt, before)))
    .orderBy(ticket.lastUpdatedAt)
    .limit(BATCH);
  const unsent = await tx
    .select({ orgId: outboundMessage.orgId, id: outboundMessage.id })
    .from(outboundMessage)
    .where(
      and(
        sql`state in ('pending', 'sending')`,
        lt(outboundMessage.createdAt, before),
        or(sql`state = 'pending' and attempts = 0`, lt(outboundMessage.claimedAt, claimedBefore)),
      ),
    )
    .orderBy(outboundMessage.createdAt)
    .limit(BATCH);
  const as = (job: JobName) => (payload: JobPayload): LostWork => ({ job, payload });
  return [...mails.map(as("mail.receive")), ...tickets.map(as("scrips.run")), ...unsent.map(as("mail.send"))];
}
