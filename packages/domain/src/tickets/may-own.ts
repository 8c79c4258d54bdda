import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { can } from "../rights/can.ts";
import { loadActor } from "../rights/load-actor.ts";
import type { TicketRow } from "../transactions/record.ts";
import { rolesOn } from "./load-ticket.ts";

/** Whether a user holds OwnTicket on a ticket as it stands now, its queue and watchers included. Disabled and unknown users don't. */
export async function mayOwn(
  ctx: Ctx,
  userId: string,
  ticket: Pick<TicketRow, "id" | "queueId" | "ownerId">,
): Promise<boolean> {
  try {
    const candidate = userId === ctx.actor.id ? ctx.actor : await loadActor(ctx.tx, userId);
    return can(candidate.grants, "OwnTicket", {
      queueId: ticket.queueId,
      roles: await rolesOn(ctx, candidate, ticket),
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return false;
    throw error;
  }
}
