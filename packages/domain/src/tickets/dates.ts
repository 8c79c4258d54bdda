import type { StatusCategory } from "@deskhand/db/schema";

type Dated = { statusCategory: StatusCategory; startedAt: Date | null };

/**
 * The dates that a change of status sets by itself (rt.md 1.2): Started when an initial status is left for the first
 * time, Resolved each time an inactive one is reached. Reopening clears neither.
 */
export function datesAfter(ticket: Dated, to: StatusCategory, now: Date): { startedAt?: Date; resolvedAt?: Date } {
  return {
    ...(ticket.statusCategory === "initial" && to !== "initial" && ticket.startedAt === null && { startedAt: now }),
    ...(to === "inactive" && { resolvedAt: now }),
  };
}
