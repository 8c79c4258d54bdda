import type { Ctx } from "../context.ts";
import { fail } from "../errors.ts";
import type { Right } from "../rights/registry.ts";
import type { NewEntry } from "../transactions/entry.ts";
import { record } from "../transactions/record.ts";
import type { Recorded, TicketChanges } from "../transactions/record.ts";
import { findOrCreateUsers } from "../users/find-or-create-user.ts";
import { ownAddressesAmong } from "../users/own-addresses.ts";
import { toContent } from "./content.ts";
import type { IncomingContent } from "./content.ts";
import { lockTicket } from "./load-ticket.ts";
import type { LoadedTicket, TicketKey } from "./load-ticket.ts";
import { planStatusChange } from "./status-change.ts";
import { listWatchers } from "./watchers.ts";

export type MessageRequest = {
  ticket: TicketKey;
  content: IncomingContent;
  cc: readonly string[];
  bcc: readonly string[];
  status: string | null;
};

/**
 * Replies to a ticket (RT: Correspond), with ReplyToTicket or ModifyTicket. Whoever is not a requestor tells the
 * requestors something by it, which is noted as last contact. `status` changes it in the same step.
 * @throws not_found, forbidden, invalid_input (`message.empty`), precondition_failed (`lifecycle.*`)
 */
export function reply(ctx: Ctx, request: MessageRequest): Promise<Recorded> {
  return addMessage(ctx, request, "Correspond", ["ReplyToTicket", "ModifyTicket"]);
}

/**
 * Comments on a ticket, with CommentOnTicket or ModifyTicket; requestors never see it.
 * @throws not_found, forbidden, invalid_input (`message.empty`), precondition_failed (`lifecycle.*`)
 */
export function comment(ctx: Ctx, request: MessageRequest): Promise<Recorded> {
  return addMessage(ctx, request, "Comment", ["CommentOnTicket", "ModifyTicket"]);
}

async function addMessage(
  ctx: Ctx,
  request: MessageRequest,
  type: "Correspond" | "Comment",
  rights: readonly Right[],
): Promise<Recorded> {
  if (request.content.text.trim() === "" && request.content.html === null && request.content.files.length === 0) {
    throw fail("invalid_input", "No message attached. Write something or attach a file.", {
      reason: "message.empty",
      field: "text",
    });
  }
  const loaded = await lockTicket(ctx, request.ticket, rights);
  const change = request.status === null ? null : planStatusChange(ctx, loaded, request.status);
  const oneTime = await oneTimeRecipients(ctx, request);
  const content = toContent(ctx, request.content, oneTime);
  const entries: NewEntry[] = [{ type, content }, ...(change ? [change.entry] : [])];
  const told: TicketChanges =
    type === "Correspond" && (await tellsRequestor(ctx, loaded, content.squelch)) ? { toldAt: ctx.now } : {};
  return record(ctx, loaded.ticket, entries, { ...change?.changes, ...told });
}

/** One-time recipients get a user record but do not become watchers; our own addresses are left out (rt.md 1.6). */
async function oneTimeRecipients(ctx: Ctx, { cc, bcc }: MessageRequest): Promise<{ cc: string[]; bcc: string[] }> {
  if (cc.length + bcc.length === 0) return { cc: [], bcc: [] };
  const own = await ownAddressesAmong(ctx, [...cc, ...bcc]);
  const outside = (addresses: readonly string[]) => [...new Set(addresses)].filter((address) => !own.has(address));
  const kept = { cc: outside(cc), bcc: outside(bcc) };
  await findOrCreateUsers(
    ctx,
    [...kept.cc, ...kept.bcc].map((address) => ({ address, name: null })),
    "Autocreated as recipient of a message",
  );
  return kept;
}

async function tellsRequestor(
  ctx: Ctx,
  { ticket, target }: LoadedTicket,
  squelch: readonly string[],
): Promise<boolean> {
  if (target.roles.has("requestor")) return false;
  const requestors = (await listWatchers(ctx, [ticket.id], ["requestor"])).get(ticket.id) ?? [];
  return requestors.some(
    (watcher) => watcher.kind === "group" || (watcher.email !== null && !squelch.includes(watcher.email)),
  );
}
