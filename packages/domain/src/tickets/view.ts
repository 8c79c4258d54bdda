import type { StatusCategory } from "@deskhand/db/schema";

/** A person or group as shown beside a ticket. */
export type Person = { id: string; kind: "user" | "group"; name: string; email: string | null };

/** A ticket as lists show it. `owner` is null for Nobody. */
export type TicketSummary = {
  number: number;
  subject: string;
  status: string;
  statusCategory: StatusCategory;
  queue: { key: string; name: string };
  owner: { id: string; name: string } | null;
  requestors: { name: string; email: string | null }[];
  priority: number;
  createdAt: Date;
  lastUpdatedAt: Date;
  lastUpdatedBy: { name: string };
};

/** What the person who looks may do. The client shows it and never works it out itself. */
export type TicketActions = {
  reply: boolean;
  comment: boolean;
  modify: boolean;
  take: boolean;
  steal: boolean;
  give: boolean;
};

/** A ticket as its page shows it. */
export type TicketView = TicketSummary & {
  id: string;
  startedAt: Date | null;
  resolvedAt: Date | null;
  dueAt: Date | null;
  toldAt: Date | null;
  requestorPeople: Person[];
  cc: Person[];
  adminCc: Person[];
  creator: { name: string };
  version: number;
  can: TicketActions;
  /** Statuses that this person may set now, with the lifecycle's word for the step. */
  transitions: { status: string; label: string }[];
  /** Who may own it; filled only for whoever may give it away. */
  owners: Person[];
};
