import type { Ctx } from "../context.ts";
import { fail } from "../errors.ts";
import { decideTransition } from "../lifecycles/transition.ts";
import { can } from "../rights/can.ts";
import type { NewEntry } from "../transactions/entry.ts";
import type { TicketChanges } from "../transactions/record.ts";
import { datesAfter } from "./dates.ts";
import type { LoadedTicket } from "./load-ticket.ts";

/**
 * The entry and the values of a change of status, checked against the lifecycle and the actor's rights.
 * @throws precondition_failed if the lifecycle has no such way, forbidden if the right is missing
 */
export function planStatusChange(
  ctx: Ctx,
  loaded: LoadedTicket,
  wanted: string,
): { entry: NewEntry; changes: TicketChanges } {
  const { ticket, lifecycle, target } = loaded;
  const decision = decideTransition(lifecycle, ticket.status, wanted);
  if (!decision.ok)
    throw fail("precondition_failed", decision.message, { reason: `lifecycle.${decision.reason}`, field: "status" });
  if (!can(ctx.actor.grants, decision.right, target)) {
    throw fail("forbidden", `You may not change the status to ${decision.status}.`, {
      reason: `right.${decision.right}`,
      field: "status",
    });
  }
  return {
    entry: { type: "Status", field: "Status", oldValue: ticket.status, newValue: decision.status },
    changes: {
      status: decision.status,
      statusCategory: decision.category,
      ...datesAfter(ticket, decision.category, ctx.now),
    },
  };
}
