import { entryContent, entryPlacement, outboundMessage, ticket } from "@deskhand/db/schema";
import { parseSubjectTag, readReplyToken, splitPlusAddress } from "@deskhand/mail";
import type { ParsedMessage } from "@deskhand/mail";
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Actor, Ctx } from "../context.ts";
import { can } from "../rights/can.ts";
import { rolesOn } from "../tickets/load-ticket.ts";

/** What pointed to a ticket, strongest first. */
export type Evidence = "token" | "named" | "message_id" | "tag";
type Candidate = { how: Evidence; ticketId: string; tokenIsTheirs: boolean };

/** Where a mail belongs. `refersTo` are numbers of tickets it points to without its sender belonging there. */
export type Thread =
  | { ticketId: string; number: number; how: Evidence; byToken: boolean }
  | { ticketId: null; refersTo: number[] };

/** How many identifiers of a mail are looked up; more are no thread but an attack. */
const MAX_REFERENCES = 50;

export type ThreadQuestion = {
  message: ParsedMessage;
  envelopeTo: string;
  namedTicket: number | null;
  sender: Actor;
};

/**
 * The ticket that a mail answers: by reply token, then by identifiers of ours it refers to (In-Reply-To, then
 * References from the last; RFC 5322 section 3.6.4), then by the tag in its subject. Each counts only for a sender who
 * belongs to the ticket (plays a role there, or is staff who sees it), or whose own token it is. A deleted ticket is
 * not answered any more.
 */
export async function findThread(ctx: Ctx, question: ThreadQuestion): Promise<Thread> {
  const refersTo: number[] = [];
  for (const find of [byToken, byNumberGiven, byMessageIds, byTag]) {
    for (const candidate of await find(ctx, question)) {
      const [row] = await ctx.tx.select().from(ticket).where(eq(ticket.id, candidate.ticketId));
      if (!row || row.status === "deleted") continue;
      if (candidate.tokenIsTheirs || (await belongs(ctx, question.sender, row))) {
        return { ticketId: row.id, number: row.number, how: candidate.how, byToken: candidate.tokenIsTheirs };
      }
      if (!refersTo.includes(row.number)) refersTo.push(row.number);
    }
  }
  return { ticketId: null, refersTo };
}

async function belongs(ctx: Ctx, sender: Actor, row: typeof ticket.$inferSelect): Promise<boolean> {
  const roles = await rolesOn(ctx, sender, row);
  return roles.size > 0 || (sender.privileged && can(sender.grants, "ShowTicket", { queueId: row.queueId, roles }));
}

async function byToken(ctx: Ctx, { message, envelopeTo, sender }: ThreadQuestion): Promise<Candidate[]> {
  const addresses = [
    envelopeTo,
    ...message.recipientHeaders,
    ...[...message.to, ...message.cc].map((one) => one.address),
  ];
  const tokens = [...new Set(addresses.flatMap((address) => splitPlusAddress(address).token ?? []))].filter((token) =>
    readReplyToken(ctx.services.secret, ctx.orgId, token),
  );
  if (tokens.length === 0) return [];
  const rows = await ctx.tx.select().from(outboundMessage).where(inArray(outboundMessage.replyToken, tokens));
  return rows.map((row) => ({
    how: "token",
    ticketId: row.ticketId,
    tokenIsTheirs: [...row.to, ...row.cc, ...row.bcc].some((one) => one.address === sender.email),
  }));
}

async function byNumberGiven(ctx: Ctx, { namedTicket }: ThreadQuestion): Promise<Candidate[]> {
  return namedTicket === null ? [] : byNumbers(ctx, [namedTicket], "named");
}

async function byTag(ctx: Ctx, { message }: ThreadQuestion): Promise<Candidate[]> {
  if (!MAY_HOLD_TAG.test(message.subject)) return [];
  const rows = await ctx.tx.execute<{ tag: string }>(sql`
    select slug as tag from organization
    union all select subject_tag from queue where subject_tag is not null`);
  const numbers = rows.flatMap(({ tag }) => parseSubjectTag(message.subject, tag) ?? []);
  return byNumbers(ctx, numbers, "tag");
}

/** Most subjects have none, and then no tag need be looked up. */
const MAY_HOLD_TAG = /\[[^\]]*#\d/;

async function byNumbers(ctx: Ctx, numbers: readonly number[], how: Evidence): Promise<Candidate[]> {
  if (numbers.length === 0) return [];
  const rows = await ctx.tx
    .select({ id: ticket.id })
    .from(ticket)
    .where(inArray(ticket.number, [...numbers]));
  return rows.map((row) => ({ how, ticketId: row.id, tokenIsTheirs: false }));
}

const OUR_REFERENCE = /^<ticket-([0-9a-f-]{36})@/;

async function byMessageIds(ctx: Ctx, { message }: ThreadQuestion): Promise<Candidate[]> {
  const ids = [...new Set([...message.inReplyTo, ...message.references.toReversed()])].slice(0, MAX_REFERENCES);
  if (ids.length === 0) return [];
  const sent = await ctx.tx
    .select({
      ticketId: outboundMessage.ticketId,
      id: outboundMessage.messageId,
      provider: outboundMessage.providerMessageId,
    })
    .from(outboundMessage)
    .where(or(inArray(outboundMessage.messageId, ids), inArray(outboundMessage.providerMessageId, ids)));
  const written = await ctx.tx
    .select({ ticketId: entryPlacement.ticketId, id: entryContent.messageId })
    .from(entryContent)
    .innerJoin(
      entryPlacement,
      and(eq(entryPlacement.orgId, entryContent.orgId), eq(entryPlacement.entryId, entryContent.entryId)),
    )
    .where(inArray(entryContent.messageId, ids));
  const ticketOf = new Map<string, string>();
  for (const { ticketId, id } of written) if (id !== null) ticketOf.set(id, ticketId);
  for (const { ticketId, id, provider } of sent)
    for (const known of [id, provider]) if (known !== null) ticketOf.set(known, ticketId);
  const found = ids.flatMap((id) => ticketOf.get(id) ?? OUR_REFERENCE.exec(id)?.[1] ?? []);
  return [...new Set(found)].map((ticketId) => ({ how: "message_id", ticketId, tokenIsTheirs: false }));
}
