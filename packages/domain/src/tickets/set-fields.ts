import type { Ctx } from "../context.ts";
import { record } from "../transactions/record.ts";
import type { Recorded } from "../transactions/record.ts";
import { lockTicket } from "./load-ticket.ts";
import type { TicketKey } from "./load-ticket.ts";
import { cleanSubject } from "./subject.ts";

/** Changes the subject, with ModifyTicket. The same subject again writes nothing. @throws not_found, forbidden */
export async function setSubject(ctx: Ctx, input: { ticket: TicketKey; subject: string }): Promise<Recorded> {
  const { ticket } = await lockTicket(ctx, input.ticket, ["ModifyTicket"]);
  const subject = cleanSubject(input.subject);
  if (subject === ticket.subject) return { ticket, entries: [] };
  return record(ctx, ticket, [{ type: "Set", field: "Subject", oldValue: ticket.subject, newValue: subject }], {
    subject,
  });
}

/** Changes the priority, with ModifyTicket. The same priority again writes nothing. @throws not_found, forbidden */
export async function setPriority(ctx: Ctx, input: { ticket: TicketKey; priority: number }): Promise<Recorded> {
  const { ticket } = await lockTicket(ctx, input.ticket, ["ModifyTicket"]);
  const { priority } = input;
  if (priority === ticket.priority) return { ticket, entries: [] };
  return record(
    ctx,
    ticket,
    [{ type: "Set", field: "Priority", oldValue: String(ticket.priority), newValue: String(priority) }],
    { priority },
  );
}
