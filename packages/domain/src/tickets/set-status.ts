import type { Ctx } from "../context.ts";
import { record } from "../transactions/record.ts";
import type { Recorded } from "../transactions/record.ts";
import { lockTicket } from "./load-ticket.ts";
import type { TicketKey } from "./load-ticket.ts";
import { planStatusChange } from "./status-change.ts";

/**
 * Moves a ticket along its lifecycle.
 * @throws not_found, forbidden (right of the transition), precondition_failed (`lifecycle.*`)
 */
export async function setStatus(ctx: Ctx, input: { ticket: TicketKey; status: string }): Promise<Recorded> {
  const loaded = await lockTicket(ctx, input.ticket, ["ShowTicket"]);
  const { entry, changes } = planStatusChange(ctx, loaded, input.status);
  return record(ctx, loaded.ticket, [entry], changes);
}
