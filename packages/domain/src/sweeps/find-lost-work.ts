import type { SystemTx } from "@deskhand/db";
import { failedJob, inboundMessage, outboundMessage, ticket } from "@deskhand/db/schema";
import type { JobName, JobPayload } from "@deskhand/jobs";
import { and, eq, gt, isNull, lt, notExists, or, sql } from "drizzle-orm";
import type { AnyColumn, SQL } from "drizzle-orm";
import { CLAIM_MS } from "../outbox/send.ts";

/** Waiting this long means that the job was probably lost; one job more does no harm. */
const PATIENCE_MS = 10_000;
/** What failed is left to the retries of its own job for this long, which is longer than they wait. */
const AFTER_FAILURE_MS = 2_400_000;
const BATCH = 500;

export type LostWork = { job: JobName; payload: JobPayload };

/**
 * Rows of all organisations that wait for work nobody seems to do: stored mail, tickets whose scrips are behind, mail
 * that was not sent. The row is the truth; its job may be enqueued again. What failed lately is left out: it has retries
 * of its own, and a row that can never succeed must not collect jobs. Oldest first, at most 500 of each kind.
 */
export async function findLostWork(tx: SystemTx, now: Date): Promise<LostWork[]> {
  const before = new Date(now.getTime() - PATIENCE_MS);
  const quiet = (job: JobName, orgId: AnyColumn, id: AnyColumn) => notExists(recentFailure(tx, now, job, orgId, id));
  const mails = await tx
    .select({ orgId: inboundMessage.orgId, id: inboundMessage.id })
    .from(inboundMessage)
    .where(
      and(
        sql`${inboundMessage.state} = 'stored'`,
        lt(inboundMessage.receivedAt, before),
        quiet("mail.receive", inboundMessage.orgId, inboundMessage.id),
      ),
    )
    .orderBy(inboundMessage.receivedAt)
    .limit(BATCH);
  const tickets = await tx
    .select({ orgId: ticket.orgId, id: ticket.id })
    .from(ticket)
    .where(
      and(
        sql`${ticket.scripsDone} < ${ticket.entryCount}`,
        lt(ticket.lastUpdatedAt, before),
        quiet("scrips.run", ticket.orgId, ticket.id),
      ),
    )
    .orderBy(ticket.lastUpdatedAt)
    .limit(BATCH);
  const unsent = await tx
    .select({ orgId: outboundMessage.orgId, id: outboundMessage.id })
    .from(outboundMessage)
    .where(
      and(
        sql`${outboundMessage.state} in ('pending', 'sending')`,
        lt(outboundMessage.createdAt, before),
        unclaimed(now),
        quiet("mail.send", outboundMessage.orgId, outboundMessage.id),
      ),
    )
    .orderBy(outboundMessage.createdAt)
    .limit(BATCH);
  const as =
    (job: JobName) =>
    (payload: JobPayload): LostWork => ({ job, payload });
  return [...mails.map(as("mail.receive")), ...tickets.map(as("scrips.run")), ...unsent.map(as("mail.send"))];
}

/** Nobody is sending it: waiting, or claimed by somebody who must be dead by now. */
function unclaimed(now: Date): SQL | undefined {
  return or(eq(outboundMessage.state, "pending"), lt(outboundMessage.claimedAt, new Date(now.getTime() - CLAIM_MS)));
}

function recentFailure(tx: SystemTx, now: Date, job: JobName, orgId: AnyColumn, id: AnyColumn) {
  return tx
    .select({ one: sql`1` })
    .from(failedJob)
    .where(
      and(
        eq(failedJob.orgId, orgId),
        eq(failedJob.job, job),
        eq(failedJob.subjectId, id),
        isNull(failedJob.recoveredAt),
        gt(failedJob.failedAt, new Date(now.getTime() - AFTER_FAILURE_MS)),
      ),
    );
}
