import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ActState } from "../components/act-state.ts";
import { isRefusal, openConsole } from "./console.ts";
import type { ConsoleCaller } from "./console.ts";

/** Which ticket a form changes. It comes back from the browser, so it is checked like everything from there. */
export type TicketPlace = { slug: string; number: number };

const REFUSALS = [
  "BAD_REQUEST",
  "CONFLICT",
  "FORBIDDEN",
  "NOT_FOUND",
  "PRECONDITION_FAILED",
  "PAYLOAD_TOO_LARGE",
] as const;

/**
 * Runs one change as the person signed in. What the change refuses comes back as a sentence for the form; without
 * scripts, success leads back to the ticket, so that reloading does not send the form again.
 */
export async function changeTicket(
  { slug, number }: TicketPlace,
  before: ActState,
  change: (tickets: ConsoleCaller["tickets"]) => Promise<unknown>,
): Promise<ActState> {
  const { api } = await openConsole(slug);
  try {
    await change(api.tickets);
  } catch (error) {
    if (isRefusal(error, REFUSALS)) return { ...before, refusal: error.message };
    throw error;
  }
  if (!(await headers()).has("next-action")) redirect(`/desk/tickets/${number}`);
  refresh();
  return { done: before.done + 1, refusal: null };
}
