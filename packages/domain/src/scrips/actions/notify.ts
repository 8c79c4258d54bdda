import type { Effect, MailNature } from "../effect.ts";
import type { PlanEntry, PlanState } from "../plan-state.ts";
import { computeRecipients } from "../recipients.ts";
import type { Audience, Notification } from "../recipients.ts";

/** Entries whose words a mail passes on for the person who wrote them. */
const PASSED_ON: ReadonlySet<string> = new Set(["Correspond", "Comment", "Forward Ticket", "Forward Transaction"]);

/** What a Notify action plans: one mail to its audience, or nothing if nobody is left. */
export function notify(
  audience: readonly Audience[],
  options: { asComment?: boolean; adminCcOnlyIfUnowned?: boolean } = {},
) {
  const notification: Notification = {
    audience,
    purpose: options.asComment ? "comment" : "correspond",
    notifyActor: false,
    ...(options.adminCcOnlyIfUnowned && { adminCcOnlyIfUnowned: true }),
  };
  return (entry: PlanEntry, state: PlanState): Effect | null => {
    const passedOn = PASSED_ON.has(entry.row.type);
    return mail(entry, state, notification, passedOn && !entry.content?.automatic ? "message" : "notice");
  };
}

/** Autoreply To Requestors: also to a requestor who is the actor, but never to what a machine wrote (RFC 3834 section 2). */
export function autoreply(entry: PlanEntry, state: PlanState): Effect | null {
  if (entry.content?.automatic) return null;
  return mail(entry, state, { audience: ["Requestor"], purpose: "correspond", notifyActor: true }, "autoreply");
}

function mail(entry: PlanEntry, state: PlanState, notification: Notification, nature: MailNature): Effect | null {
  // A comment's words never leave by a mail that may reach requestors, even where an admin chose such an action.
  const purpose = entry.row.type === "Comment" ? "comment" : notification.purpose;
  const { suppressed, ...recipients } = computeRecipients(state, entry, { ...notification, purpose });
  const anybody = recipients.to.length + recipients.cc.length + recipients.bcc.length + suppressed.length > 0;
  return anybody ? { kind: "mail", purpose, nature, recipients, suppressed } : null;
}
