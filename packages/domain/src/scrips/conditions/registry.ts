import { categoryOf } from "../../lifecycles/lifecycle.ts";
import type { PlanEntry, PlanState } from "../plan-state.ts";

type Condition = (entry: PlanEntry, state: PlanState) => boolean;

const isType =
  (...types: string[]): Condition =>
  ({ row }) =>
    types.includes(row.type);
const isSet =
  (field: string): Condition =>
  ({ row }) =>
    row.type === "Set" && row.field === field;
const becomes =
  (status: string): Condition =>
  ({ row }) =>
    row.type === "Status" && row.newValue === status;
const createdVia =
  (way: string): Condition =>
  ({ row, content }) =>
    row.type === "Create" && content?.interface === way;

/** Whether a change of status goes from a working status to a final one, or back. */
function crosses({ row }: PlanEntry, { lifecycle }: PlanState, to: "closed" | "working"): boolean {
  if (row.type !== "Status" || row.oldValue === null || row.newValue === null) return false;
  const closed = [row.oldValue, row.newValue].map((status) => categoryOf(lifecycle, status) === "inactive");
  return to === "closed" ? !closed[0] && closed[1] === true : closed[0] === true && !closed[1];
}

/** RT's conditions (rt.md 3.2) by their names; each says whether a scrip is due for an entry. */
export const CONDITIONS = {
  "On Transaction": () => true,
  "On Create": isType("Create"),
  "On Create Via Email": createdVia("email"),
  "On Create Via Web": createdVia("web"),
  "On Correspond": isType("Correspond"),
  "On Comment": isType("Comment"),
  "On Forward": isType("Forward Ticket", "Forward Transaction"),
  "On Forward Ticket": isType("Forward Ticket"),
  "On Forward Transaction": isType("Forward Transaction"),
  "On Status Change": isType("Status"),
  "On Resolve": becomes("resolved"),
  "On Reject": becomes("rejected"),
  "On Close": (entry, state) => crosses(entry, state, "closed"),
  "On Reopen": (entry, state) => crosses(entry, state, "working"),
  "On Owner Change": isSet("Owner"),
  "On Priority Change": isSet("Priority"),
  "On Queue Change": isSet("Queue"),
} as const satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITIONS;

/** Whether a text names a condition. */
export function isCondition(name: string): name is ConditionName {
  return Object.hasOwn(CONDITIONS, name);
}
