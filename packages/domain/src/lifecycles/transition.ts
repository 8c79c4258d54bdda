import type { StatusCategory } from "@deskhand/db/schema";
import type { Right } from "../rights/registry.ts";
import { canonicalStatus, categoryOf } from "./lifecycle.ts";
import type { Lifecycle } from "./lifecycle.ts";

export type Transition =
  | { ok: true; status: string; category: StatusCategory; right: Right }
  | { ok: false; reason: "unknown_status" | "unchanged" | "no_such_transition"; message: string };

/** The right that going `from` -> `to` needs: the most exact entry wins, else DeleteTicket for `deleted`, else ModifyTicket. */
export function rightFor(lifecycle: Lifecycle, from: string, to: string): Right {
  const { rights } = lifecycle;
  const named = rights[`${from} -> ${to}`] ?? rights[`* -> ${to}`] ?? rights[`${from} -> *`] ?? rights["* -> *"];
  return named ?? (to === "deleted" ? "DeleteTicket" : "ModifyTicket");
}

/** Decides whether a ticket in status `from` may go to `wanted`, and with which right. */
export function decideTransition(lifecycle: Lifecycle, from: string, wanted: string): Transition {
  const status = canonicalStatus(lifecycle, wanted);
  const category = status === null ? null : categoryOf(lifecycle, status);
  if (status === null || category === null) {
    return { ok: false, reason: "unknown_status", message: `Status '${wanted}' isn't a valid status for this ticket.` };
  }
  if (status === from) return { ok: false, reason: "unchanged", message: `The ticket is already ${status}.` };
  if (!lifecycle.transitions[from]?.includes(status)) {
    return {
      ok: false,
      reason: "no_such_transition",
      message: `You can't change status from '${from}' to '${status}'.`,
    };
  }
  return { ok: true, status, category, right: rightFor(lifecycle, from, status) };
}

/** The first active status that can be reached from `from` in one step: where automation opens a ticket to. */
export function firstActiveFrom(lifecycle: Lifecycle, from: string): string | null {
  return lifecycle.active.find((status) => lifecycle.transitions[from]?.includes(status)) ?? null;
}

/** The status that a ticket takes when it moves to a queue of another lifecycle, or null if no map names one. */
export function mapStatus(from: Lifecycle, to: Lifecycle, status: string): string | null {
  if (from.name === to.name) return status;
  const mapped = from.maps[to.name]?.[status];
  return mapped === undefined ? null : canonicalStatus(to, mapped);
}
