import type { Ctx } from "../context.ts";
import { fail } from "../errors.ts";
import { can } from "../rights/can.ts";
import { record } from "../transactions/record.ts";
import type { Recorded } from "../transactions/record.ts";
import { NOBODY_ID } from "../users/fixed-users.ts";
import { lockTicket } from "./load-ticket.ts";
import type { TicketKey } from "./load-ticket.ts";
import { mayOwn } from "./may-own.ts";
import { decideOwner } from "./owner-rules.ts";

/** Takes an unowned ticket for oneself. @throws not_found, forbidden, precondition_failed (`owner.*`) */
export function take(ctx: Ctx, input: { ticket: TicketKey }): Promise<Recorded> {
  return setOwner(ctx, input.ticket, ctx.actor.id, "take");
}

/** Takes a ticket from its present owner for oneself. @throws not_found, forbidden, precondition_failed (`owner.*`) */
export function steal(ctx: Ctx, input: { ticket: TicketKey }): Promise<Recorded> {
  return setOwner(ctx, input.ticket, ctx.actor.id, "steal");
}

/** Makes somebody the owner; Nobody's id lets go of the ticket. @throws not_found, forbidden, precondition_failed (`owner.*`) */
export function give(ctx: Ctx, input: { ticket: TicketKey; userId: string }): Promise<Recorded> {
  return setOwner(ctx, input.ticket, input.userId, "give");
}

/** A change of owner is two entries, as RT writes it: the field and the role. */
async function setOwner(
  ctx: Ctx,
  key: TicketKey,
  newOwnerId: string,
  kind: "take" | "steal" | "give",
): Promise<Recorded> {
  const { ticket, target } = await lockTicket(ctx, key, ["ShowTicket"]);
  const decision = decideOwner({
    actorId: ctx.actor.id,
    ownerId: ticket.ownerId,
    nobodyId: NOBODY_ID,
    newOwnerId,
    kind,
    holds: (right) => can(ctx.actor.grants, right, target),
    mayOwn: await mayOwn(ctx, newOwnerId, ticket),
  });
  if (!decision.ok) throw fail(decision.code, decision.message, { reason: decision.reason, field: "owner" });
  const values = { field: "Owner", oldValue: ticket.ownerId, newValue: newOwnerId } as const;
  return record(
    ctx,
    ticket,
    [
      { type: "Set", ...values },
      { type: "SetWatcher", ...values },
    ],
    { ownerId: newOwnerId },
  );
}
