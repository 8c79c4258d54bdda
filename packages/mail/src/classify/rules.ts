import type { MailKind } from "../message.ts";
import {
  both,
  headerExists,
  headerMatches,
  headerNameMatches,
  type Sign,
  subjectMatches,
  textMatches,
  unless,
} from "./signs.ts";
import {
  ABSENCE_TEXT,
  AUTO_REPLY_SUBJECT,
  BOUNCE_SUBJECT,
  BOUNCE_TEXT,
  CHALLENGE_TEXT,
  MONITORING_SUBJECT,
  NOTES_ABSENCE_TEXT,
} from "./phrases.ts";

/** One row: if any sign stands, the message is of this kind. The order of `RULES` is the order of decision. */
export type Rule = { kind: Exclude<MailKind, "human">; sign: Sign };

const DAEMONS =
  /^(mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|mdaemon|bounces?([-+._=].*)?|mailer|mailerdaemon|mail-delivery.*)$/;
const NO_REPLY =
  /^(no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noreply.*|no[-_.]?response|notifications?|nobody|root|cron)([-+._].*)?$/;

/** The field itself is asked, since a daemon often names no domain and is then no address. */
const fromDaemon: Sign = ({ senderLocal, header }) => {
  const from = header("from") ?? "";
  const known = DAEMONS.test(senderLocal) || /mailer-daemon|mail delivery (sub)?system|postmaster/i.test(from);
  return known ? `from: ${from.slice(0, 120)}` : null;
};
const nullReturnPath: Sign = ({ returnPath }) => (returnPath === "" || returnPath === "<>" ? "null return path" : null);
const autoSubmitted =
  (pattern: RegExp): Sign =>
  ({ autoSubmitted: token }) =>
    token !== null && token !== "no" && pattern.test(token) ? `auto-submitted: ${token}` : null;
const contentType =
  (pattern: RegExp): Sign =>
  ({ contentType: value }) =>
    pattern.test(value) ? `content-type: ${value.slice(0, 120)}` : null;
const report =
  (pattern: RegExp): Sign =>
  ({ message }) => {
    const found = message.reports.find(({ contentType: type }) => pattern.test(type));
    return found === undefined ? null : `part: ${found.contentType}`;
  };
const returnedHeader =
  (pattern: RegExp): Sign =>
  ({ message }) => {
    const found = message.reports.map(({ text }) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
    return found === undefined ? null : `returned message: ${found}`;
  };
const ownInstance: Sign = ({ headers, instanceId }) =>
  headers("x-deskhand-instance").some((value) => value.trim() === instanceId)
    ? `x-deskhand-instance: ${instanceId}`
    : null;
const ownSender: Sign = ({ message, ownDomains }) => {
  const domain = message.from?.address.split("@").at(-1) ?? "";
  return ownDomains.includes(domain) ? `from: ${message.from?.address ?? ""} is ours` : null;
};
const allFailuresSoft: Sign = ({ message }) => {
  const actions = message.reports
    .filter(({ contentType: type }) => /delivery-status/.test(type))
    .flatMap(({ text }) =>
      [...text.matchAll(/^action:[ \t]*([a-z]+)/gim)].map((match) => (match[1] ?? "").toLowerCase()),
    );
  if (actions.length === 0 || actions.includes("failed") || actions.includes("delayed")) return null;
  return `action: ${actions[0] ?? ""}`;
};
const manyMarks: Sign = headerExists([
  "list-id",
  "list-post",
  "list-unsubscribe",
  "list-help",
  "list-subscribe",
  "mailing-list",
  "x-mailing-list",
]);

/** Every sign of mail that no person wrote by hand, most telling first (RFC 3834, 3464, 5965, 8098, 2919, 2369). */
export const RULES: readonly Rule[] = [
  { kind: "loop", sign: ownInstance },
  { kind: "loop", sign: ownSender },

  { kind: "complaint", sign: contentType(/report-type\s*=\s*"?feedback-report/) },
  { kind: "complaint", sign: report(/feedback-report/) },

  { kind: "complaint", sign: returnedHeader(/^x-hmxmroriginalrecipient:/im) },
  { kind: "complaint", sign: textMatches(/"(?:notificationType|eventType)"\s*:\s*"Complaint"/) },
  { kind: "complaint", sign: headerMatches(["x-apple-unsubscribe"], /true/i) },

  { kind: "receipt", sign: contentType(/report-type\s*=\s*"?disposition-notification/) },
  { kind: "receipt", sign: report(/disposition-notification/) },
  { kind: "receipt", sign: both(nullReturnPath, subjectMatches(/^(read|gelesen|lu|leído|letto|lido)\s*:/i)) },

  { kind: "delivery_notice", sign: allFailuresSoft },
  { kind: "delivery_notice", sign: contentType(/report-type\s*=\s*"?tlsrpt/) },
  { kind: "delivery_notice", sign: textMatches(/"(?:notificationType|eventType)"\s*:\s*"Delivery"/) },
  { kind: "spam_challenge", sign: textMatches(CHALLENGE_TEXT) },

  { kind: "bounce", sign: contentType(/report-type\s*=\s*"?(global-)?delivery-status/) },
  { kind: "bounce", sign: report(/delivery-status/) },
  { kind: "bounce", sign: headerExists(["x-failed-recipients"]) },
  { kind: "bounce", sign: textMatches(/"(?:notificationType|eventType)"\s*:\s*"Bounce"/) },
  { kind: "bounce", sign: both(nullReturnPath, ({ message }) => (message.from === null ? "no sender" : null)) },
  {
    kind: "bounce",
    sign: unless(both(fromDaemon, subjectMatches(BOUNCE_SUBJECT)), subjectMatches(AUTO_REPLY_SUBJECT)),
  },
  {
    kind: "bounce",
    sign: unless(both(nullReturnPath, subjectMatches(BOUNCE_SUBJECT)), subjectMatches(AUTO_REPLY_SUBJECT)),
  },
  { kind: "bounce", sign: unless(both(fromDaemon, textMatches(BOUNCE_TEXT)), subjectMatches(AUTO_REPLY_SUBJECT)) },
  { kind: "auto_reply", sign: autoSubmitted(/^auto-(replied|notified)/) },
  { kind: "bounce", sign: unless(both(nullReturnPath, textMatches(BOUNCE_TEXT)), subjectMatches(AUTO_REPLY_SUBJECT)) },
  {
    kind: "auto_reply",
    sign: headerExists([
      "x-autoreply",
      "x-autorespond",
      "x-autoresponder",
      "x-autoreply-from",
      "x-mail-autoreply",
      "x-auto-reply",
    ]),
  },
  { kind: "auto_reply", sign: headerMatches(["precedence", "x-precedence"], /^\s*auto[-_]?reply/i) },
  {
    kind: "auto_reply",
    sign: both(
      headerMatches(["x-auto-response-suppress"], /\b(all|autoreply|oof)\b/i),
      headerExists(["x-ms-exchange-inbox-rules-loop"]),
    ),
  },
  { kind: "auto_reply", sign: headerMatches(["x-ms-exchange-generated-message-source"], /mailbox rules agent/i) },

  { kind: "bounce", sign: ({ senderLocal }) => (/^mailer-?daemon$/.test(senderLocal) ? `from: ${senderLocal}` : null) },

  { kind: "monitoring", sign: subjectMatches(MONITORING_SUBJECT) },
  { kind: "auto_reply", sign: both(autoSubmitted(/^/), textMatches(ABSENCE_TEXT)) },
  { kind: "auto_reply", sign: textMatches(NOTES_ABSENCE_TEXT) },
  { kind: "auto_reply", sign: unless(subjectMatches(AUTO_REPLY_SUBJECT), manyMarks) },
  { kind: "bounce", sign: both(subjectMatches(BOUNCE_SUBJECT), textMatches(BOUNCE_TEXT)) },

  { kind: "bulk", sign: autoSubmitted(/^/) },
  { kind: "list", sign: headerNameMatches(/^list-(id|post|subscribe|help|owner|archive|unsubscribe)$/) },
  { kind: "list", sign: headerExists(["mailing-list", "x-mailing-list", "x-mailman-version", "x-beenthere"]) },
  { kind: "list", sign: headerMatches(["precedence", "x-precedence"], /^\s*list\b/i) },

  { kind: "bulk", sign: headerMatches(["precedence", "x-precedence"], /^\s*(bulk|junk)\b/i) },
  { kind: "bulk", sign: headerMatches(["x-auto-response-suppress"], /\b(all|autoreply|oof)\b/i) },
  { kind: "bulk", sign: headerMatches(["x-fc-machinegenerated"], /true/i) },
  {
    kind: "bulk",
    sign: headerExists([
      "x-rt-loop-prevention",
      "x-deskhand-instance",
      "x-loop",
      "x-autogenerated",
      "x-auto-generated",
      "x-zammad-auto-response",
      "x-powered-by-freescout",
    ]),
  },
  { kind: "bulk", sign: contentType(/^multipart\/report/) },
  {
    kind: "bulk",
    sign: headerExists(["feedback-id", "x-campaign", "x-campaignid", "x-mailchimp-id", "x-csa-complaints"]),
  },
  { kind: "bulk", sign: headerMatches(["x-spam-flag", "x-spam-status", "x-spam"], /^\s*yes/i) },
  { kind: "bulk", sign: textMatches(/XJS\*C4JDBQADN1\.NSBN3\*2IDNEN\*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL\*C\.34X/) },
  { kind: "bulk", sign: nullReturnPath },
  { kind: "bulk", sign: fromDaemon },
  {
    kind: "bulk",
    sign: ({ message, senderLocal }) => (NO_REPLY.test(senderLocal) ? `from: ${message.from?.address ?? ""}` : null),
  },
  { kind: "bulk", sign: ({ message }) => (message.from === null ? "no sender" : null) },
];
