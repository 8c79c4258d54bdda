import { notFound } from "next/navigation";
import { cache } from "react";
import { openConsole, orNotFound } from "./console.ts";
import type { ConsoleCaller } from "./console.ts";

export type TicketView = Awaited<ReturnType<ConsoleCaller["tickets"]["get"]>>;
export type EntryView = Awaited<ReturnType<ConsoleCaller["tickets"]["history"]>>["entries"][number];

/**
 * A ticket's number as an address writes it; ends in the 404 page for anything else.
 * @param text one part of a path
 */
export function readTicketNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  return Number(text);
}

/** The ticket of the page at hand, asked for once a request; the 404 page for none, and for one not to be seen. */
export const requireTicket = cache(async (slug: string, number: string): Promise<TicketView> => {
  const { api } = await openConsole(slug);
  return orNotFound(api.tickets.get({ number: readTicketNumber(number) }));
});
