import type { Role, WatcherRole } from "@deskhand/db/schema";
import { categoryOf } from "../lifecycles/lifecycle.ts";
import type { Lifecycle } from "../lifecycles/lifecycle.ts";
import type { EntryRow, TicketRow } from "../transactions/record.ts";

/** Somebody who can be mailed. */
export type Person = { id: string; name: string; address: string; privileged: boolean };

/** A person in a role, and through which watcher (a user or group id) they have it. */
export type RoleHolder = {
  role: Exclude<Role, "owner">;
  level: "ticket" | "queue";
  principalId: string;
  person: Person;
};

/** What was written, as far as scrips look at it. */
export type PlanContent = {
  subject: string;
  to: readonly string[];
  oneTimeCc: readonly string[];
  oneTimeBcc: readonly string[];
  squelch: readonly string[];
  automatic: boolean;
  interface: "email" | "web" | "api";
};

/** An entry with what scrips ask of it. */
export type PlanEntry = { row: EntryRow; content: PlanContent | null; actor: { address: string | null } };

/** A ticket and everybody around it at one moment. Plans are made from this and nothing else. */
export type PlanState = {
  ticket: TicketRow;
  lifecycle: Lifecycle;
  holders: readonly RoleHolder[];
  /** Enabled people by user id, for whoever is or was the owner. */
  owners: ReadonlyMap<string, Person>;
  /** People behind one-time addresses. */
  others: ReadonlyMap<string, Person>;
  /** Addresses that receive mail for queues; never mailed. */
  ownAddresses: ReadonlySet<string>;
  /** The tag in subjects, without brackets and number. */
  tag: string;
};

/**
 * The state as an entry saw it: what later entries changed is taken back. So a plan for an old entry does not depend
 * on when it is made.
 */
export function stateAt(state: PlanState, later: readonly EntryRow[]): PlanState {
  const ticket = { ...state.ticket };
  let holders = state.holders;
  for (const entry of later.toReversed()) {
    const { type, field, oldValue, newValue } = entry;
    if (type === "Status" && oldValue !== null) {
      ticket.status = oldValue;
      ticket.statusCategory = categoryOf(state.lifecycle, oldValue) ?? ticket.statusCategory;
    }
    if (type === "Set" && oldValue !== null) takeBack(ticket, field, oldValue);
    if (type === "AddWatcher") holders = holders.filter((holder) => !isHolder(holder, field, newValue));
  }
  return { ...state, ticket, holders };
}

function takeBack(ticket: TicketRow, field: string | null, oldValue: string): void {
  if (field === "Owner") ticket.ownerId = oldValue;
  if (field === "Subject") ticket.subject = oldValue;
  if (field === "Queue") ticket.queueId = oldValue;
  if (field === "Priority") ticket.priority = Number(oldValue);
}

function isHolder(holder: RoleHolder, role: string | null, principalId: string | null): boolean {
  return holder.level === "ticket" && holder.role === role && holder.principalId === principalId;
}

/** The people in a role, ticket watchers before queue watchers, each once. */
export function peopleIn(state: PlanState, role: WatcherRole, level?: RoleHolder["level"]): Person[] {
  const found = state.holders.filter(
    (holder) => holder.role === role && (level === undefined || holder.level === level),
  );
  return [...new Map(found.map(({ person }) => [person.address, person])).values()];
}
