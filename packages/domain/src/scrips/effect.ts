import type { Recipients, Suppressed } from "./recipients.ts";

/**
 * autoreply: an answer without a person; notice: tells of something that happened; message: passes on what a
 * person wrote. The first two are marked as automatic (RFC 3834), the last is not.
 */
export type MailNature = "autoreply" | "notice" | "message";

/** What a scrip would do. Nothing has happened yet; changes carry the value that was seen when they were planned. */
export type MailEffect = {
  kind: "mail";
  purpose: "correspond" | "comment";
  nature: MailNature;
  recipients: Recipients;
  suppressed: Suppressed[];
};
export type ChangeEffect = { kind: "change"; field: "Status" | "Subject"; seen: string; to: string };
export type Effect = MailEffect | ChangeEffect;

export type PlannedEffect = { scrip: { id: string; description: string; template: string }; effect: Effect };
