import type { Lifecycle } from "./lifecycle.ts";

const ALL = ["new", "open", "stalled", "resolved", "rejected", "deleted"];

/** The lifecycle that RT ships (rt.md 1.12): every status leads to every other one. */
export const DEFAULT_LIFECYCLE: Lifecycle = {
  name: "default",
  initial: ["new"],
  active: ["open", "stalled"],
  inactive: ["resolved", "rejected", "deleted"],
  defaults: {
    onCreate: "new",
    reminderOnOpen: "open",
    reminderOnResolve: "resolved",
    approved: "open",
    denied: "rejected",
  },
  create: ["new", "open", "resolved"],
  transitions: Object.fromEntries(ALL.map((from) => [from, ALL.filter((to) => to !== from)])),
  rights: { "* -> deleted": "DeleteTicket", "* -> *": "ModifyTicket" },
  actions: {
    "new -> open": { label: "Open It", update: "respond" },
    "new -> resolved": { label: "Resolve", update: "comment" },
    "new -> rejected": { label: "Reject", update: "respond" },
    "new -> deleted": { label: "Delete", update: "none" },
    "open -> stalled": { label: "Stall", update: "comment" },
    "open -> resolved": { label: "Resolve", update: "comment" },
    "open -> rejected": { label: "Reject", update: "respond" },
    "stalled -> open": { label: "Open It", update: "none" },
    "resolved -> open": { label: "Re-open", update: "comment" },
    "rejected -> open": { label: "Re-open", update: "comment" },
    "deleted -> open": { label: "Undelete", update: "none" },
  },
  maps: {},
};
