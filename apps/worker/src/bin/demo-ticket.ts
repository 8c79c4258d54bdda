/** A step in a demo request's life: who does what, so many hours after the step before. */
export type DemoStep =
  | { who: "agent" | "admin" | "requestor"; after: number; reply: string; status?: string }
  | { who: "agent" | "admin"; after: number; comment: string; status?: string }
  | { who: "agent" | "admin"; after: number; status: string }
  | { who: "agent" | "admin"; after: number; take: true }
  | { who: "agent" | "admin"; after: number; priority: number };

/** A demo request: how many hours ago it came, from whom, and what happened since. */
export type DemoTicket = {
  queue: string;
  ago: number;
  from: string;
  name: string;
  subject: string;
  text: string;
  steps: DemoStep[];
};
