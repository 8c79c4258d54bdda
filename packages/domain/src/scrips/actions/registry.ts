import type { Effect } from "../effect.ts";
import type { PlanEntry, PlanState } from "../plan-state.ts";
import { extractSubjectTag, openInactive, openTicket } from "./change-ticket.ts";
import { autoreply, notify } from "./notify.ts";

type Action = (entry: PlanEntry, state: PlanState) => Effect | null;

const comment = { asComment: true };

/** RT's actions (rt.md 3.3) by their names; each plans at most one effect and does nothing itself. */
export const ACTIONS = {
  "Autoreply To Requestors": autoreply,
  "Notify Requestors": notify(["Requestor"]),
  "Notify Requestors as Comment": notify(["Requestor"], comment),
  "Notify Owner": notify(["Owner"]),
  "Notify Owner as Comment": notify(["Owner"], comment),
  "Notify Ccs": notify(["Cc"]),
  "Notify Ccs as Comment": notify(["Cc"], comment),
  "Notify AdminCcs": notify(["AdminCc"]),
  "Notify AdminCcs as Comment": notify(["AdminCc"], comment),
  "Notify Requestors and Ccs": notify(["Requestor", "Cc"]),
  "Notify Requestors and Ccs as Comment": notify(["Requestor", "Cc"], comment),
  "Notify Owner and AdminCcs": notify(["Owner", "AdminCc"]),
  "Notify Owner or AdminCcs": notify(["Owner", "AdminCc"], { adminCcOnlyIfUnowned: true }),
  "Notify Owner, Requestors, Ccs and AdminCcs": notify(["Owner", "Requestor", "Cc", "AdminCc"]),
  "Notify Owner, Requestors, Ccs and AdminCcs as Comment": notify(["Owner", "Requestor", "Cc", "AdminCc"], comment),
  "Notify Other Recipients": notify(["OtherRecipients"]),
  "Notify Other Recipients as Comment": notify(["OtherRecipients"], comment),
  "Send Forward": notify(["Addressees"]),
  "Open Tickets": openTicket,
  "Open Inactive Tickets": openInactive,
  "Extract Subject Tag": extractSubjectTag,
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof ACTIONS;

/** Whether a text names an action. */
export function isAction(name: string): name is ActionName {
  return Object.hasOwn(ACTIONS, name);
}
