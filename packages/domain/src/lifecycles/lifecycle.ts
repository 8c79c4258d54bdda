import type { StatusCategory } from "@deskhand/db/schema";
import { z } from "zod";
import { RIGHT_NAMES } from "../rights/registry.ts";
import type { Right } from "../rights/registry.ts";

const Status = z.string().regex(/^[\x20-\x7e]{1,64}$/, "A status has 1 to 64 ASCII characters");
const rightName = z.custom<Right>((value) => RIGHT_NAMES.some((name) => name === value), "There is no such right");

/** A status graph as it is stored: RT's keys (rt.md 1.12). */
export const Lifecycle = z.object({
  name: z.string().min(1).max(64),
  initial: z.array(Status),
  active: z.array(Status),
  inactive: z.array(Status),
  defaults: z.object({
    onCreate: Status,
    reminderOnOpen: Status,
    reminderOnResolve: Status,
    approved: Status,
    denied: Status,
  }),
  /** Statuses a ticket may be created in. */
  create: z.array(Status),
  transitions: z.record(z.string(), z.array(Status)),
  /** "from -> to", with * for any: the right that a change needs. */
  rights: z.record(z.string(), rightName),
  /** "from -> to": what the change is called and what is asked for with it. */
  actions: z.record(z.string(), z.object({ label: z.string(), update: z.enum(["respond", "comment", "none"]) })),
  /** Lifecycle name -> status here -> status there, for moves between queues. */
  maps: z.record(z.string(), z.record(z.string(), Status)),
});
export type Lifecycle = z.infer<typeof Lifecycle>;

/** The class of a status, or null if the lifecycle has none of that name. */
export function categoryOf(lifecycle: Lifecycle, status: string): StatusCategory | null {
  if (lifecycle.initial.includes(status)) return "initial";
  if (lifecycle.active.includes(status)) return "active";
  return lifecycle.inactive.includes(status) ? "inactive" : null;
}

/** The status in the lifecycle's own spelling; names compare without regard to case. Null if there is none. */
export function canonicalStatus(lifecycle: Lifecycle, status: string): string | null {
  const wanted = status.trim().toLowerCase();
  return (
    [...lifecycle.initial, ...lifecycle.active, ...lifecycle.inactive].find((name) => name.toLowerCase() === wanted) ??
    null
  );
}
