import { inboundMessage, ticket } from "@deskhand/db/schema";
import type { InboundState } from "@deskhand/db/schema";
import { and, desc, eq, lt } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { can, ORGANIZATION } from "../rights/can.ts";

/** A received mail as admins see it: what became of it and why. */
export type InboundSummary = {
  id: string;
  receivedAt: Date;
  source: string;
  envelopeFrom: string | null;
  envelopeTo: string;
  messageId: string | null;
  size: number;
  state: InboundState;
  reason: string | null;
  trace: Record<string, unknown> | null;
  ticketNumber: number | null;
};
const PAGE = 50;

/** Everything but the bytes. */
const { id, receivedAt, source, envelopeFrom, envelopeTo, messageId, size, state, reason, trace } = inboundMessage;
const SHOWN = {
  id,
  receivedAt,
  source,
  envelopeFrom,
  envelopeTo,
  messageId,
  size,
  state,
  reason,
  trace,
  ticketNumber: ticket.number,
};

/** Received mail, newest first, for whoever holds ShowMail; `cursor` is the id of the last one seen. @throws not_found for everybody else */
export async function listInbound(
  ctx: Ctx,
  input: { state: InboundState | null; cursor: string | null },
): Promise<{ rows: InboundSummary[]; nextCursor: string | null }> {
  if (!can(ctx.actor.grants, "ShowMail", ORGANIZATION)) throw notFound("page");
  const rows = await ctx.tx
    .select(SHOWN)
    .from(inboundMessage)
    .leftJoin(ticket, and(eq(ticket.orgId, inboundMessage.orgId), eq(ticket.id, inboundMessage.ticketId)))
    .where(
      and(
        input.state === null ? undefined : eq(inboundMessage.state, input.state),
        input.cursor === null ? undefined : lt(inboundMessage.id, input.cursor),
      ),
    )
    .orderBy(desc(inboundMessage.id))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE);
  return { rows: page, nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}
