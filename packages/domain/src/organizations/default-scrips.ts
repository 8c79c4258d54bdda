import type { ActionName } from "../scrips/actions/registry.ts";
import type { ConditionName } from "../scrips/conditions/registry.ts";
import type { DefaultTemplateName } from "./default-templates.ts";

type DefaultScrip = { condition: ConditionName; action: ActionName; template: DefaultTemplateName };

/** The scrips of a new organisation: those that RT ships (rt.md 3.4), in its order. */
export const DEFAULT_SCRIPS: readonly DefaultScrip[] = [
  { condition: "On Create", action: "Autoreply To Requestors", template: "Autoreply" },
  { condition: "On Create", action: "Notify Owner and AdminCcs", template: "Transaction" },
  { condition: "On Create", action: "Notify Ccs", template: "Correspondence" },
  { condition: "On Create", action: "Notify Other Recipients", template: "Correspondence" },
  { condition: "On Correspond", action: "Open Inactive Tickets", template: "Blank" },
  { condition: "On Correspond", action: "Notify Owner and AdminCcs", template: "Admin Correspondence" },
  { condition: "On Correspond", action: "Notify Requestors and Ccs", template: "Correspondence" },
  { condition: "On Correspond", action: "Notify Other Recipients", template: "Correspondence" },
  { condition: "On Comment", action: "Notify AdminCcs as Comment", template: "Admin Comment" },
  { condition: "On Comment", action: "Notify Other Recipients as Comment", template: "Correspondence" },
  { condition: "On Owner Change", action: "Notify Owner", template: "Transaction" },
  { condition: "On Resolve", action: "Notify Requestors", template: "Resolved" },
  { condition: "On Transaction", action: "Extract Subject Tag", template: "Blank" },
  { condition: "On Forward Transaction", action: "Send Forward", template: "Forward" },
  { condition: "On Forward Ticket", action: "Send Forward", template: "Forward Ticket" },
];
