import { attachment, entryContent, entryPlacement, ticketTransaction } from "@deskhand/db/schema";
import { sanitizeHtml, textToHtml } from "@deskhand/mail";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { fail, notFound } from "../errors.ts";
import type { Target } from "../rights/can.ts";
import type { NewAttachment } from "../transactions/entry.ts";
import { hiddenTypes } from "../transactions/history.ts";
import { record } from "../transactions/record.ts";
import type { Recorded } from "../transactions/record.ts";
import { findOrCreateUsers } from "../users/find-or-create-user.ts";
import { ownAddressesAmong } from "../users/own-addresses.ts";
import { toContent, typedContent } from "./content.ts";
import { lockTicket } from "./load-ticket.ts";
import type { TicketKey } from "./load-ticket.ts";

export type ForwardRequest = {
  ticket: TicketKey;
  entryId: string | null;
  to: readonly string[];
  cc: readonly string[];
  bcc: readonly string[];
  text: string;
};

/**
 * Forwards one message of a ticket, or its whole correspondence, to anybody, with ForwardMessage. The addressees become
 * no watchers, but may answer to what they got. Comments are internal: they are in no forwarding, and none can be
 * forwarded by itself.
 * @throws not_found, forbidden, invalid_input (`forward.no_addressee`, `address.own`), precondition_failed (`forward.comment`)
 */
export async function forward(ctx: Ctx, request: ForwardRequest): Promise<Recorded> {
  const { ticket, target } = await lockTicket(ctx, request.ticket, ["ForwardMessage"]);
  const all = [...request.to, ...request.cc, ...request.bcc];
  if (request.to.length === 0)
    throw fail("invalid_input", "Say to whom it is to be forwarded.", { reason: "forward.no_addressee", field: "to" });
  const [own] = await ownAddressesAmong(ctx, all);
  if (own !== undefined)
    throw fail("invalid_input", `${own} receives mail for a queue; forwarding there would make a loop.`, {
      reason: "address.own",
      field: "to",
    });
  const messages = await messagesToForward(ctx, ticket.id, request.entryId, target);
  const files = await filesOf(
    ctx,
    messages.map((one) => one.row.id),
  );
  await findOrCreateUsers(
    ctx,
    all.map((address) => ({ address, name: null })),
    "Autocreated as recipient of a message",
  );
  const written = typedContent(
    `Fwd: ${ticket.subject}`,
    [request.text, ...messages.map(quoteText)].join("\n\n").trim(),
  );
  const html = [textToHtml(request.text), ...messages.map(quoteHtml)].join("");
  const content = {
    ...toContent(ctx, { ...written, html, files }, { cc: [...request.cc], bcc: [...request.bcc] }),
    to: [...request.to],
  };
  return record(ctx, ticket, [
    { type: request.entryId === null ? "Forward Ticket" : "Forward Transaction", content, data: all.join(", ") },
  ]);
}

type Message = { row: typeof ticketTransaction.$inferSelect; content: typeof entryContent.$inferSelect };

async function messagesToForward(
  ctx: Ctx,
  ticketId: string,
  entryId: string | null,
  target: Target,
): Promise<Message[]> {
  const rows = await ctx.tx
    .select({ row: ticketTransaction, content: entryContent })
    .from(entryPlacement)
    .innerJoin(
      ticketTransaction,
      and(eq(ticketTransaction.orgId, entryPlacement.orgId), eq(ticketTransaction.id, entryPlacement.entryId)),
    )
    .innerJoin(
      entryContent,
      and(eq(entryContent.orgId, ticketTransaction.orgId), eq(entryContent.entryId, ticketTransaction.id)),
    )
    .where(
      and(
        eq(entryPlacement.ticketId, ticketId),
        entryId === null
          ? inArray(ticketTransaction.type, ["Create", "Correspond"])
          : eq(ticketTransaction.id, entryId),
      ),
    )
    .orderBy(asc(entryPlacement.at), asc(entryPlacement.seq));
  // A comment that the actor may not see answers as one that does not exist.
  const hidden = hiddenTypes(ctx, target);
  if (rows.length === 0 || rows.some(({ row }) => hidden.includes(row.type))) throw notFound("message");
  if (rows.some(({ row }) => row.type === "Comment")) {
    throw fail(
      "precondition_failed",
      "A comment is internal and cannot be forwarded. Copy what may leave into a message of your own.",
      { reason: "forward.comment" },
    );
  }
  return rows;
}

async function filesOf(ctx: Ctx, entryIds: readonly string[]): Promise<NewAttachment[]> {
  const rows = await ctx.tx
    .select()
    .from(attachment)
    .where(inArray(attachment.entryId, [...entryIds]))
    .orderBy(asc(attachment.entryId), asc(attachment.position));
  return rows.map(({ filename, contentType, size, contentHash, contentId, inline }) => ({
    filename,
    contentType,
    size,
    contentHash,
    contentId,
    inline,
  }));
}

/** The lines that mail programs put above what is forwarded. */
function heading({ row, content }: Message): string[] {
  return [
    "---------- Forwarded message ----------",
    ...(content.fromAddress === null ? [] : [`From: ${content.fromName ?? ""} <${content.fromAddress}>`]),
    `Date: ${row.createdAt.toUTCString()}`,
    `Subject: ${content.subject}`,
  ];
}

function quoteText(message: Message): string {
  return [...heading(message), "", message.content.text].join("\n");
}

function quoteHtml(message: Message): string {
  const { html, text } = message.content;
  return textToHtml(heading(message).join("\n")) + (html === null ? textToHtml(text) : sanitizeHtml(html));
}
