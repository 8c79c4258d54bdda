import type { StoredAddress } from "@deskhand/db";
import type { Role } from "../rights/can.ts";

/** What somebody wrote, ready to be stored. */
export type NewContent = {
  subject: string;
  text: string;
  html: string | null;
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  from: StoredAddress | null;
  to: string[];
  cc: string[];
  oneTimeCc: string[];
  oneTimeBcc: string[];
  squelch: string[];
  automatic: boolean;
  interface: "email" | "web" | "api";
  attachments: NewAttachment[];
};

/** A file whose bytes are in the blob store already. */
export type NewAttachment = {
  filename: string;
  contentType: string;
  size: number;
  contentHash: string;
  contentId: string | null;
  inline: boolean;
};

/** An entry to be written: one item of RT's transaction types. */
export type NewEntry =
  | { type: "Create" | "Correspond" | "Comment"; content: NewContent }
  | { type: "Forward Ticket" | "Forward Transaction"; content: NewContent; data: string }
  | { type: "Status"; field: "Status"; oldValue: string; newValue: string }
  | { type: "Set"; field: "Owner" | "Subject" | "Priority" | "Queue"; oldValue: string; newValue: string }
  | { type: "SetWatcher"; field: "Owner"; oldValue: string; newValue: string }
  | {
      type: "AddWatcher" | "DelWatcher";
      field: Exclude<Role, "owner">;
      oldValue: string | null;
      newValue: string | null;
    }
  | { type: "EmailRecord" | "CommentEmailRecord"; data: string; outboundId: string }
  | { type: "SystemError"; data: string };

/** Entries that tell of something automation did to the outside; they start no scrips, or mails would cause mails. */
export function startsScrips(entry: { type: string }): boolean {
  return entry.type !== "EmailRecord" && entry.type !== "CommentEmailRecord" && entry.type !== "SystemError";
}
