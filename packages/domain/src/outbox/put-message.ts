import { randomBytes } from "node:crypto";
import { newId } from "@deskhand/db";
import type { StoredAddress } from "@deskhand/db";
import { attachment, outboundMessage } from "@deskhand/db/schema";
import { addSubjectTag, foldReferences, makeReplyToken, sanitizeHtml, textToHtml } from "@deskhand/mail";
import { eq } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import type { MailEffect, MailNature } from "../scrips/effect.ts";
import type { LoadedEntry, Surroundings } from "../scrips/load-plan-state.ts";
import { peopleIn } from "../scrips/plan-state.ts";
import type { Person, PlanState } from "../scrips/plan-state.ts";
import type { TemplateRow } from "../templates/find-templates.ts";
import { renderTemplate } from "../templates/render.ts";
import type { Rendered, TemplateVariables } from "../templates/render.ts";
import { describe } from "../transactions/describe.ts";

export type MailCause = {
  state: PlanState;
  entry: LoadedEntry;
  around: Surroundings;
  queueName: string;
  queueKey: string;
  template: TemplateRow;
  scripId: string;
};

/**
 * Writes a mail into the outbox, complete: texts, recipients, identifiers, reply token. Its job sends exactly this.
 * A rendering fault of the template is thrown for the caller to report.
 */
export async function putMessage(ctx: Ctx, effect: MailEffect, cause: MailCause): Promise<void> {
  const { state, entry, around } = cause;
  const rendered = renderTemplate(cause.template, templateVariables(ctx, cause));
  const id = newId();
  const domain = `${around.organization.slug}.${ctx.services.mailDomain}`;
  const replyToken = makeReplyToken(ctx.services.secret, ctx.orgId, randomBytes(10));
  const written = entry.stored;
  await ctx.tx.insert(outboundMessage).values({
    orgId: ctx.orgId,
    id,
    ticketId: state.ticket.id,
    entryId: entry.row.id,
    scripId: cause.scripId,
    purpose: effect.purpose,
    from: sender(effect, cause),
    replyTo: `${cause.queueKey}${effect.purpose === "comment" ? "-comment" : ""}+${replyToken}@${domain}`,
    to: effect.recipients.to.map(toStored),
    cc: effect.recipients.cc.map(toStored),
    bcc: effect.recipients.bcc.map(toStored),
    subject: subjectOf(rendered, cause),
    messageId: `<${id}@${domain}>`,
    inReplyTo: written?.messageId ?? null,
    references: foldReferences(
      ticketReference(state.ticket.id, domain),
      written?.references ?? [],
      written?.messageId ?? null,
    ),
    headers: headersFor(ctx, effect.nature, cause),
    text: rendered.text,
    html: rendered.html,
    attachmentIds: await attachmentsFor(ctx, cause, rendered),
    replyToken,
    state: "pending",
    createdAt: ctx.now,
  });
  await ctx.services.enqueue(ctx.tx, "mail.send", { orgId: ctx.orgId, id });
}

/** The pseudo reference that ties all mails of a ticket into one thread, and names the ticket when it comes back. */
function ticketReference(ticketId: string, domain: string): string {
  return `<ticket-${ticketId}@${domain}>`;
}

/** Where RT puts the loop mark and we ours; a mail of ours that comes back is recognised by it. */
export function loopMark(ctx: Pick<Ctx, "orgId"> & { services: Pick<Ctx["services"], "instanceId"> }): string {
  return `${ctx.services.instanceId}.${ctx.orgId}`;
}

function headersFor(ctx: Ctx, nature: MailNature, { state, around }: MailCause): { name: string; value: string }[] {
  const ours = [
    { name: "X-Deskhand-Instance", value: loopMark(ctx) },
    { name: "X-Deskhand-Ticket", value: `${around.organization.slug} #${state.ticket.number}` },
  ];
  // What a person wrote carries no mark of automation; what we send by ourselves carries all (RFC 3834 section 3.1.7).
  if (nature === "message") return ours;
  return [
    ...ours,
    { name: "Auto-Submitted", value: nature === "autoreply" ? "auto-replied" : "auto-generated" },
    { name: "Precedence", value: "bulk" },
    { name: "X-Auto-Response-Suppress", value: "All" },
  ];
}

function sender(effect: MailEffect, { around, entry, queueName }: MailCause): StoredAddress {
  const candidates = around.addresses.filter((one) => one.purpose === effect.purpose);
  const address = candidates.find((one) => one.origin === "custom") ?? candidates[0];
  if (!address) throw new Error(`The queue ${queueName} has no ${effect.purpose} address`);
  const actor = around.users.get(entry.row.createdBy);
  const person = effect.nature === "message" && actor?.kind === "person" ? `${actor.name} via ` : "";
  return { address: address.address, name: `${person}${around.organization.name}` };
}

function subjectOf(rendered: Rendered, { state, entry }: MailCause): string {
  const subject = rendered.subject || entry.stored?.subject || state.ticket.subject;
  return addSubjectTag(subject, state.tag, state.ticket.number);
}

function toStored({ address, name }: Person): StoredAddress {
  return { address, name: name === address ? null : name };
}

function templateVariables(ctx: Ctx, { state, entry, around, queueName }: MailCause): TemplateVariables {
  const { ticket } = state;
  const requestors = peopleIn(state, "requestor");
  const first = requestors[0];
  const nameOf = (id: string) => around.users.get(id)?.name ?? (id === ticket.queueId ? queueName : "another queue");
  const written = entry.stored;
  const content = written === null ? "" : written.html === null ? textToHtml(written.text) : sanitizeHtml(written.html);
  return {
    organization: { name: around.organization.name },
    ticket: {
      number: ticket.number,
      subject: ticket.subject,
      status: ticket.status,
      queue: queueName,
      priority: ticket.priority,
      owner: state.owners.get(ticket.ownerId)?.name ?? "Nobody",
      requestors: requestors.map((person) => person.address),
      url: ticketUrl(ctx, around.organization.slug, ticket.number),
    },
    requestor: { name: first && first.name !== first.address ? first.name : "", address: first?.address ?? "" },
    actor: { name: nameOf(entry.row.createdBy) },
    entry: { type: entry.row.type, summary: describe(entry.row, nameOf) },
    tag: state.tag,
    content,
  };
}

function ticketUrl(ctx: Ctx, slug: string, number: number): string {
  const url = new URL(ctx.services.rootUrl);
  url.hostname = `${slug}.${url.hostname}`;
  url.pathname = `/desk/tickets/${number}`;
  return url.toString();
}

/** The entry's files, if the template sends them along; images that the HTML shows go along anyway. */
async function attachmentsFor(ctx: Ctx, { entry, template }: MailCause, rendered: Rendered): Promise<string[]> {
  if (entry.stored === null) return [];
  const files = await ctx.tx
    .select({ id: attachment.id, inline: attachment.inline, contentId: attachment.contentId })
    .from(attachment)
    .where(eq(attachment.entryId, entry.row.id));
  return files
    .filter((file) =>
      file.inline ? file.contentId !== null && rendered.html?.includes(`cid:${file.contentId}`) : template.attachFiles,
    )
    .map((file) => file.id);
}
