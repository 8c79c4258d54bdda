import { firstActiveFrom } from "../../lifecycles/transition.ts";
import type { Effect } from "../effect.ts";
import { peopleIn } from "../plan-state.ts";
import type { PlanEntry, PlanState } from "../plan-state.ts";

/**
 * Open Inactive Tickets (RT's AutoOpenInactive): a ticket that is not in an active status, initial or inactive, goes to
 * the first active status it can reach, whoever wrote. What a machine wrote changes no state.
 */
export function openInactive(entry: PlanEntry, state: PlanState): Effect | null {
  if (entry.content?.automatic || state.ticket.statusCategory === "active") return null;
  return open(state);
}

/**
 * Open Tickets (RT's AutoOpen): from any status but the first active one, so that it un-stalls too; not while the
 * ticket is new and its requestor adds to it.
 */
export function openTicket(entry: PlanEntry, state: PlanState): Effect | null {
  const { status, statusCategory } = state.ticket;
  if (entry.content?.automatic || status === state.lifecycle.active[0]) return null;
  const byRequestor = peopleIn(state, "requestor").some((person) => person.address === entry.actor.address);
  return statusCategory === "initial" && byRequestor ? null : open(state);
}

function open({ ticket, lifecycle }: PlanState): Effect | null {
  const to = firstActiveFrom(lifecycle, ticket.status);
  return to === null ? null : { kind: "change", field: "Status", seen: ticket.status, to };
}

const FOREIGN_TAG = /\[([\w.][\w .-]{0,60}) #(\d{1,10})\]/g;

/** Extract Subject Tag: ticket marks of other systems in a mail's subject are kept in ours, so that their side recognises our answers. */
export function extractSubjectTag(entry: PlanEntry, state: PlanState): Effect | null {
  if (entry.content?.interface !== "email") return null;
  const tags = [...entry.content.subject.matchAll(FOREIGN_TAG)].filter(
    ([mark, tag]) => tag?.toLowerCase() !== state.tag && !state.ticket.subject.includes(mark),
  );
  if (tags.length === 0) return null;
  const { subject } = state.ticket;
  return {
    kind: "change",
    field: "Subject",
    seen: subject,
    to: [subject, ...new Set(tags.map(([mark]) => mark))].join(" "),
  };
}
