import { inboundMessage, ticket } from "@deskhand/db/schema";
import type { InboundState } from "@deskhand/db/schema";
import type { Address, ParsedMessage } from "@deskhand/mail";
import { and, eq, getTableColumns, gt, inArray, ne, sql } from "drizzle-orm";
import type { Actor, Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { loadQueueById } from "../queues/queue.ts";
import { can } from "../rights/can.ts";
import { loadActor } from "../rights/load-actor.ts";
import { comment, reply } from "../tickets/add-message.ts";
import type { IncomingContent } from "../tickets/content.ts";
import { createTicket } from "../tickets/create-ticket.ts";
import { rolesOn } from "../tickets/load-ticket.ts";
import type { Recorded, TicketRow } from "../transactions/record.ts";
import { findOrCreateUsers } from "../users/find-or-create-user.ts";
import { ownAddressesAmong } from "../users/own-addresses.ts";
import { findThread } from "./find-thread.ts";
import type { Thread } from "./find-thread.ts";
import { resolveSender } from "./resolve-sender.ts";
import type { InboundRow, Understood } from "./understand.ts";

/** What became of a mail. */
export type Outcome = {
  state: InboundState;
  reason: string;
  ticketId: string | null;
  entryId: string | null;
  trace: Record<string, unknown>;
};

const SIBLING_WINDOW_MS = 7 * 86_400_000;

/**
 * Gives a stored mail its one outcome: a new ticket, an entry on one, or the reason why it made none. The row is locked
 * and decided once; running this again changes nothing. `ctx.actor` is the system user; commands run as the sender.
 * @throws DomainError when the sender may not do what the mail asks; the caller quarantines it in a transaction of its own
 */
export async function settle(ctx: Ctx, inboundId: string, understood: Understood): Promise<Outcome | null> {
  const row = await lockInbound(ctx, inboundId);
  if (row?.state !== "stored") return null;
  const outcome = await decide(ctx, row, understood);
  await writeOutcome(ctx, row.id, outcome);
  return outcome;
}

/** Sets a mail aside for an admin, with its bytes and the reason. Only mail that still waits is touched. */
export async function quarantine(ctx: Ctx, inboundId: string, reason: string, detail: string): Promise<void> {
  const row = await lockInbound(ctx, inboundId);
  if (row?.state === "stored")
    await writeOutcome(ctx, row.id, { ...nothing("quarantined", reason), trace: { detail } });
}

/** A stored mail without its bytes, which are read before and elsewhere. */
type InboundHead = Omit<InboundRow, "raw">;
const { raw: _bytes, ...HEAD } = getTableColumns(inboundMessage);

async function lockInbound(ctx: Ctx, id: string): Promise<InboundHead | undefined> {
  const rows = await ctx.tx.select(HEAD).from(inboundMessage).where(eq(inboundMessage.id, id)).for("update");
  return rows[0];
}

async function writeOutcome(ctx: Ctx, id: string, { state, reason, ticketId, entryId, trace }: Outcome): Promise<void> {
  await ctx.tx
    .update(inboundMessage)
    .set({ state, reason, ticketId, entryId, trace, processedAt: ctx.now })
    .where(eq(inboundMessage.id, id));
}

function nothing(state: InboundState, reason: string): Outcome {
  return { state, reason, ticketId: null, entryId: null, trace: {} };
}

async function decide(ctx: Ctx, row: InboundHead, understood: Understood): Promise<Outcome> {
  if (!understood.ok) return { ...nothing("quarantined", understood.reason), trace: { detail: understood.detail } };
  const { message, verdict } = understood;
  const trace = { kind: verdict.kind, marks: verdict.marks, faults: message.faults };
  if (!verdict.mayCreateTicket) return { ...nothing("ignored", verdict.kind), trace };
  const { first: sibling, waiting } = await findSiblings(ctx, row);
  if (sibling !== null)
    return {
      ...nothing("duplicate", "came_to_another_address"),
      ticketId: sibling.ticketId,
      trace: { ...trace, sibling: sibling.id },
    };
  const own = await ownAddressesAmong(
    ctx,
    [message.from, message.sender, ...message.replyTo].flatMap((one) => one?.address ?? []),
  );
  const sender = resolveSender(message, (address) => own.has(address));
  if (sender === null) return { ...nothing("quarantined", "no_sender"), trace };
  const actor = await senderActor(ctx, sender);
  if (actor === null)
    return { ...nothing("quarantined", "sender_disabled"), trace: { ...trace, sender: sender.address } };
  const thread = await findThread(ctx, {
    message,
    envelopeTo: row.envelopeTo,
    namedTicket: row.namedTicket,
    sender: actor,
  });
  const recorded = await fileMail({ ...ctx, actor }, row, thread, toContent(understood, sender));
  if (waiting.length > 0)
    await ctx.tx
      .update(inboundMessage)
      .set({ ticketId: recorded.ticket.id })
      .where(inArray(inboundMessage.id, waiting));
  const found = thread.ticketId === null ? { thread: "new", refersTo: thread.refersTo } : { thread: thread.how };
  return {
    state: "ticket",
    reason: found.thread,
    ticketId: recorded.ticket.id,
    entryId: recorded.entries[0]?.id ?? null,
    trace: { ...trace, sender: sender.address, ...found },
  };
}

type Siblings = { first: Pick<InboundRow, "id" | "ticketId"> | null; waiting: string[] };

/**
 * The same mail at other addresses of the organisation. `first`: the one that makes the ticket instead of this one.
 * `waiting`: later ones that were understood before this one and wait to be told its ticket. The lock gives the copies
 * an order, so that whoever decides second knows what the other decided.
 */
async function findSiblings(ctx: Ctx, row: InboundHead): Promise<Siblings> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.orgId}/${row.contentHash}`}, 1))`);
  if (row.messageId === null) return { first: null, waiting: [] };
  const since = new Date(row.receivedAt.getTime() - SIBLING_WINDOW_MS);
  const rows = await ctx.tx
    .select({ id: inboundMessage.id, ticketId: inboundMessage.ticketId, state: inboundMessage.state })
    .from(inboundMessage)
    .where(
      and(
        eq(inboundMessage.contentHash, row.contentHash),
        eq(inboundMessage.messageId, row.messageId),
        gt(inboundMessage.receivedAt, since),
        ne(inboundMessage.id, row.id),
        inArray(inboundMessage.state, ["ticket", "stored", "duplicate"]),
      ),
    )
    .orderBy(inboundMessage.id);
  const first = rows.find((one) => one.state === "ticket" || (one.state === "stored" && one.id < row.id)) ?? null;
  return {
    first,
    waiting: rows.filter((one) => one.state === "duplicate" && one.ticketId === null).map(({ id }) => id),
  };
}

async function senderActor(ctx: Ctx, { address, name }: Address): Promise<Actor | null> {
  const user = (await findOrCreateUsers(ctx, [{ address, name }], "Autocreated on ticket submission")).get(address);
  if (!user) throw new Error("A sender who was just created is not there");
  try {
    return await loadActor(ctx.tx, user.id);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

function toContent({ message, verdict, files }: Extract<Understood, { ok: true }>, sender: Address): IncomingContent {
  const addresses = (list: ParsedMessage["to"]) => list.slice(0, 100).map((one) => one.address);
  return {
    subject: message.subject,
    text: message.text,
    html: message.html,
    files,
    interface: "email",
    mail: {
      messageId: message.messageId,
      inReplyTo: message.inReplyTo[0] ?? null,
      references: message.references.slice(-100),
      from: sender,
      to: addresses(message.to),
      cc: addresses(message.cc),
      squelch: verdict.mayAutoReply ? [] : [sender.address],
      automatic: !verdict.mayAutoReply,
    },
  };
}

async function fileMail(ctx: Ctx, row: InboundHead, thread: Thread, content: IncomingContent): Promise<Recorded> {
  if (thread.ticketId === null) return newTicket(ctx, row, content);
  const [found] = await ctx.tx.select().from(ticket).where(eq(ticket.id, thread.ticketId));
  if (!found) throw new Error("A ticket that was just found is not there");
  const request = { ticket: { id: found.id }, content: orPlaceholder(content), cc: [], bcc: [], status: null };
  const answering = thread.byToken ? withReplyRight(ctx, found) : ctx;
  return row.purpose === "comment" && (await mayComment(ctx, found))
    ? comment(ctx, request)
    : reply(answering, request);
}

/** A mail without a word is still an answer: what came is shown, not refused. */
function orPlaceholder(content: IncomingContent): IncomingContent {
  const empty = content.text.trim() === "" && content.html === null && content.files.length === 0;
  return empty ? { ...content, text: "(This mail has no text.)" } : content;
}

/** Whoever was sent a reply token may answer with it, though they play no role on the ticket. */
function withReplyRight(ctx: Ctx, { queueId }: TicketRow): Ctx {
  return {
    ...ctx,
    actor: { ...ctx.actor, grants: [...ctx.actor.grants, { right: "ReplyToTicket", queueId, role: null }] },
  };
}

async function mayComment(ctx: Ctx, row: TicketRow): Promise<boolean> {
  const target = { queueId: row.queueId, roles: await rolesOn(ctx, ctx.actor, row) };
  return can(ctx.actor.grants, "CommentOnTicket", target) || can(ctx.actor.grants, "ModifyTicket", target);
}

async function newTicket(ctx: Ctx, row: InboundHead, content: IncomingContent): Promise<Recorded> {
  const address = content.mail?.from?.address ?? "";
  return createTicket(ctx, {
    queue: await loadQueueById(ctx, row.queueId),
    subject: content.subject,
    content,
    requestors: [{ address, name: content.mail?.from?.name ?? null, userId: ctx.actor.id }],
    cc: [],
    adminCc: [],
    ownerId: null,
    status: null,
    priority: 0,
  });
}
