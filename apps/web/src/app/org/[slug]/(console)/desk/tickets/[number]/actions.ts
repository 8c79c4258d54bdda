"use server";
import { changeTicket } from "../../../../../../../server/change-ticket.ts";
import type { ActState } from "../../../../../../../components/act-state.ts";
import type { TicketPlace } from "../../../../../../../server/change-ticket.ts";
import { NO_MESSAGE, readAddresses, readMessage, textOf } from "./message-form.ts";
import type { MessageState } from "./message-form.ts";

/** Sends a reply to the requestors. */
export async function reply(place: TicketPlace, before: MessageState, form: FormData): Promise<MessageState> {
  const values = readMessage(form);
  const after = await changeTicket(place, before, (tickets) =>
    tickets.reply({
      number: place.number,
      text: values.text,
      cc: readAddresses(values.cc),
      bcc: readAddresses(values.bcc),
      ...(values.status !== "" && { status: values.status }),
    }),
  );
  return { ...after, values: after.refusal === null ? NO_MESSAGE : values };
}

/** Adds a comment, which is never sent to requestors. */
export async function comment(place: TicketPlace, before: MessageState, form: FormData): Promise<MessageState> {
  const values = readMessage(form);
  const after = await changeTicket(place, before, (tickets) =>
    tickets.comment({
      number: place.number,
      text: values.text,
      cc: readAddresses(values.cc),
      ...(values.status !== "" && { status: values.status }),
    }),
  );
  return { ...after, values: after.refusal === null ? NO_MESSAGE : values };
}

/** Moves the ticket to the status of the button pressed. */
export async function setStatus(place: TicketPlace, before: ActState, form: FormData): Promise<ActState> {
  const status = textOf(form, "status");
  return changeTicket(place, before, (tickets) => tickets.setStatus({ number: place.number, status }));
}

/** Makes the person signed in the owner. */
export async function take(place: TicketPlace, before: ActState): Promise<ActState> {
  return changeTicket(place, before, (tickets) => tickets.take({ number: place.number }));
}

/** Makes the person signed in the owner in place of another. */
export async function steal(place: TicketPlace, before: ActState): Promise<ActState> {
  return changeTicket(place, before, (tickets) => tickets.steal({ number: place.number }));
}

/** Makes the chosen person the owner. */
export async function give(place: TicketPlace, before: ActState, form: FormData): Promise<ActState> {
  const userId = textOf(form, "owner");
  return changeTicket(place, before, (tickets) => tickets.give({ number: place.number, userId }));
}
