/** Which tickets of a queue are listed. */
export const TICKET_STATES = ["open", "closed", "all"] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/** What a list's address says: which tickets, and after which one the page begins. */
export type ListQuery = { state: TicketState; cursor?: string };

/** Reads the query of a list's address; what it does not know is left out. */
export function readListQuery(asked: Record<string, string | string[] | undefined>): ListQuery {
  const state = TICKET_STATES.find((known) => known === asked["state"]) ?? "open";
  const { cursor } = asked;
  return typeof cursor === "string" && cursor !== "" ? { state, cursor } : { state };
}

/** The address of a queue's list. */
export function listPath(queueKey: string, { state, cursor }: ListQuery): string {
  const query = new URLSearchParams({
    ...(state !== "open" && { state }),
    ...(cursor !== undefined && { cursor }),
  }).toString();
  return `/desk/queues/${encodeURIComponent(queueKey)}${query && `?${query}`}`;
}
