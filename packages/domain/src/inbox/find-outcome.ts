import type { OrgTx } from "@deskhand/db";
import { inboundMessage, queue, ticket, user } from "@deskhand/db/schema";
import { and, eq } from "drizzle-orm";
import { listWatchers } from "../tickets/watchers.ts";

/** The ticket a mail led to, in the lines that RT's gateway answers with. */
export type InboundOutcome = {
  ticket: number;
  queue: string;
  owner: string;
  status: string;
  subject: string;
  requestor: string;
};

/** Whether a stored mail has its outcome yet, and the ticket if it led to one. */
export async function findOutcome(tx: OrgTx, id: string): Promise<{ settled: boolean; ticket: InboundOutcome | null }> {
  const [row] = await tx
    .select({ state: inboundMessage.state, ticket, queueName: queue.name, ownerName: user.name })
    .from(inboundMessage)
    .leftJoin(ticket, and(eq(ticket.orgId, inboundMessage.orgId), eq(ticket.id, inboundMessage.ticketId)))
    .leftJoin(queue, and(eq(queue.orgId, ticket.orgId), eq(queue.id, ticket.queueId)))
    .leftJoin(user, and(eq(user.orgId, ticket.orgId), eq(user.id, ticket.ownerId)))
    .where(eq(inboundMessage.id, id));
  if (!row?.ticket) return { settled: row?.state !== "stored", ticket: null };
  const { id: ticketId, number, status, subject } = row.ticket;
  const requestors = (await listWatchers({ tx }, [ticketId], ["requestor"])).get(ticketId) ?? [];
  const requestor = requestors.map((one) => one.email ?? one.name).join(", ");
  return {
    settled: true,
    ticket: { ticket: number, queue: row.queueName ?? "", owner: row.ownerName ?? "", status, subject, requestor },
  };
}
