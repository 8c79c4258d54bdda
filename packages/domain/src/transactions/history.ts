import {
  attachment,
  entryContent,
  entryPlacement,
  group,
  outboundMessage,
  queue,
  ticketTransaction,
  ticketWatcher,
  user,
} from "@deskhand/db/schema";
import { sanitizeHtml, splitQuoted } from "@deskhand/mail";
import { and, asc, eq, gt, inArray, notInArray } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { can } from "../rights/can.ts";
import type { Target } from "../rights/can.ts";
import { loadTicket } from "../tickets/load-ticket.ts";
import type { TicketKey } from "../tickets/load-ticket.ts";
import { describe } from "./describe.ts";
import type { EntryType } from "@deskhand/db/schema";
import type { EntryRow } from "./record.ts";

/** incoming: a requestor wrote; reply: staff wrote to requestors; comment: internal; change; mail: something was sent. */
export type EntryKind = "incoming" | "reply" | "comment" | "change" | "mail";

/** An entry as its reader may see it. */
export type EntryView = {
  id: string;
  seq: number;
  type: EntryType;
  kind: EntryKind;
  at: Date;
  actor: { id: string; name: string; isStaff: boolean };
  /** One sentence in English; `change` holds the same for a translated text. */
  summary: string;
  change: { field: string | null; from: string | null; to: string | null } | null;
  content: {
    subject: string;
    text: string;
    quoted: string;
    signature: string;
    html: string | null;
    from: string | null;
  } | null;
  attachments: { id: string; filename: string; contentType: string; size: number; inline: boolean }[];
  mail: { to: string[]; cc: string[]; bcc: string[]; subject: string; state: string } | null;
};

export type HistoryPage = { entries: EntryView[]; nextCursor: number | null };
const PAGE = 100;

/** The types that somebody with these rights does not see (rt.md 1.3). */
export function hiddenTypes(ctx: Ctx, target: Target): EntryType[] {
  const comments = can(ctx.actor.grants, "ShowTicketComments", target);
  const mails = can(ctx.actor.grants, "ShowOutgoingEmail", target);
  // The second entry of a change of owner is bookkeeping; the first tells it.
  const hidden: EntryType[] = ["SetWatcher"];
  if (!comments) hidden.push("Comment");
  if (!mails) hidden.push("EmailRecord", "SystemError", "Forward Ticket", "Forward Transaction");
  if (!comments || !mails) hidden.push("CommentEmailRecord");
  return hidden;
}

/**
 * A ticket's history from its beginning, a hundred entries at a time; `after` is the number of the last entry that was
 * read. Only what the actor may see is read at all. HTML is sanitised here, each time.
 * @throws not_found
 */
export async function listHistory(ctx: Ctx, input: { ticket: TicketKey; after: number }): Promise<HistoryPage> {
  const { ticket, target } = await loadTicket(ctx, input.ticket);
  const rows = await ctx.tx
    .select({ row: ticketTransaction, content: entryContent })
    .from(entryPlacement)
    .innerJoin(
      ticketTransaction,
      and(eq(ticketTransaction.orgId, entryPlacement.orgId), eq(ticketTransaction.id, entryPlacement.entryId)),
    )
    .leftJoin(
      entryContent,
      and(eq(entryContent.orgId, ticketTransaction.orgId), eq(entryContent.entryId, ticketTransaction.id)),
    )
    .where(
      and(
        eq(entryPlacement.ticketId, ticket.id),
        gt(entryPlacement.seq, input.after),
        notInArray(ticketTransaction.type, hiddenTypes(ctx, target)),
      ),
    )
    .orderBy(asc(entryPlacement.at), asc(entryPlacement.seq))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE);
  const around = await loadAround(
    ctx,
    ticket.id,
    page.map(({ row }) => row),
  );
  return {
    entries: page.map(({ row, content }) => toView(row, content, around)),
    nextCursor: rows.length > PAGE ? (page.at(-1)?.row.seq ?? null) : null,
  };
}

type UserRow = typeof user.$inferSelect;
type Around = {
  users: Map<string, UserRow>;
  names: Map<string, string>;
  files: Map<string, (typeof attachment.$inferSelect)[]>;
  mails: Map<string, typeof outboundMessage.$inferSelect>;
  requestors: Set<string>;
};

async function loadAround(ctx: Ctx, ticketId: string, rows: readonly EntryRow[]): Promise<Around> {
  const named = [
    ...new Set(
      rows
        .flatMap((row) => [row.createdBy, row.oldValue, row.newValue])
        .filter((value) => value !== null && UUID.test(value)),
    ),
  ].filter((id) => id !== null);
  const ids = rows.map((row) => row.id);
  const outbound = rows.flatMap((row) => row.outboundId ?? []);
  const users = named.length > 0 ? await ctx.tx.select().from(user).where(inArray(user.id, named)) : [];
  const aboutOthers = rows.some(
    (row) => row.type === "AddWatcher" || row.type === "DelWatcher" || row.field === "Queue",
  );
  const queues = aboutOthers
    ? await ctx.tx.select({ id: queue.id, name: queue.name }).from(queue).where(inArray(queue.id, named))
    : [];
  const groups = aboutOthers
    ? await ctx.tx.select({ id: group.id, name: group.name }).from(group).where(inArray(group.id, named))
    : [];
  const files =
    ids.length > 0
      ? await ctx.tx.select().from(attachment).where(inArray(attachment.entryId, ids)).orderBy(asc(attachment.position))
      : [];
  const mails =
    outbound.length > 0 ? await ctx.tx.select().from(outboundMessage).where(inArray(outboundMessage.id, outbound)) : [];
  const requestors = await ctx.tx
    .select({ id: ticketWatcher.userId })
    .from(ticketWatcher)
    .where(and(eq(ticketWatcher.ticketId, ticketId), eq(ticketWatcher.role, "requestor")));
  return {
    users: new Map(users.map((row) => [row.id, row])),
    names: new Map([...users, ...queues, ...groups].map((row) => [row.id, row.name])),
    files: Map.groupBy(files, (file) => file.entryId),
    mails: new Map(mails.map((row) => [row.id, row])),
    requestors: new Set(requestors.flatMap((row) => row.id ?? [])),
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function toView(row: EntryRow, content: typeof entryContent.$inferSelect | null, around: Around): EntryView {
  const actor = around.users.get(row.createdBy);
  const nameOf = (id: string) => around.names.get(id) ?? id;
  const named = (value: string | null) => (value !== null && UUID.test(value) ? nameOf(value) : value);
  const mail = row.outboundId === null ? undefined : around.mails.get(row.outboundId);
  const addresses = (list: { address: string }[]) => list.map((one) => one.address);
  return {
    id: row.id,
    seq: row.seq,
    type: row.type,
    kind: kindOf(row, actor, around),
    at: row.createdAt,
    actor: { id: row.createdBy, name: actor?.name ?? "", isStaff: actor?.privileged ?? false },
    summary: describe(row, nameOf),
    change:
      row.oldValue === null && row.newValue === null
        ? null
        : { field: row.field, from: named(row.oldValue), to: named(row.newValue) },
    content: content === null ? null : toContent(content),
    attachments: (around.files.get(row.id) ?? []).map(({ id, filename, contentType, size, inline }) => ({
      id,
      filename,
      contentType,
      size,
      inline,
    })),
    mail: mail
      ? {
          to: addresses(mail.to),
          cc: addresses(mail.cc),
          bcc: addresses(mail.bcc),
          subject: mail.subject,
          state: mail.state,
        }
      : null,
  };
}

function kindOf(row: EntryRow, actor: UserRow | undefined, around: Around): EntryKind {
  if (row.type === "Comment") return "comment";
  if (row.type === "EmailRecord" || row.type === "CommentEmailRecord" || row.type.startsWith("Forward")) return "mail";
  if (row.type !== "Create" && row.type !== "Correspond") return "change";
  return around.requestors.has(row.createdBy) || !actor?.privileged ? "incoming" : "reply";
}

function toContent({ subject, text, html, fromAddress }: typeof entryContent.$inferSelect): EntryView["content"] {
  const { visible, quoted, signature } = splitQuoted(text);
  return {
    subject,
    text: visible,
    quoted,
    signature,
    html: html === null ? null : sanitizeHtml(html),
    from: fromAddress,
  };
}
