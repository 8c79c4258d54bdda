import type { MailKind } from "../message.ts";
import {
  autoSubmitted,
  contentType,
  deliveredReport,
  fromDaemon,
  fromMailerDaemon,
  fromMatches,
  fromNoReply,
  hasReplySubject,
  isReply,
  looksPersonal,
  namedReturnPath,
  noSender,
  nullReturnPath,
  ownInstance,
  ownSender,
  providerEvent,
  reportPart,
  reportText,
  throughList,
} from "./mail-signs.ts";
import {
  ABSENCE_TEXT,
  AUTO_REPLY_SUBJECT,
  BOUNCE_SUBJECT,
  BOUNCE_TEXT,
  CHALLENGE_SERVICE,
  CHALLENGE_TEXT,
  MONITORING_SENDER,
  MONITORING_SUBJECT,
  MONITORING_SUBJECT_LOOSE,
  NOTES_ABSENCE_TEXT,
} from "./phrases.ts";
import {
  all,
  any,
  headerExists,
  headerMatches,
  headerNameMatches,
  not,
  type Sign,
  subjectMatches,
  textMatches,
} from "./signs.ts";

/** One row: if the sign stands, the message is of this kind. The order of `RULES` is the order of decision. */
export type Rule = { kind: Exclude<MailKind, "human">; sign: Sign };

const bounceSubject = subjectMatches(BOUNCE_SUBJECT);
const bounceText = textMatches(BOUNCE_TEXT);
const absenceSubject = subjectMatches(AUTO_REPLY_SUBJECT);
const precedence = (pattern: RegExp): Sign => headerMatches(["precedence", "x-precedence"], pattern);
const suppressesAnswers = headerMatches(["x-auto-response-suppress"], /\b(all|autoreply|oof)\b/i);
const fromProvider = any(fromNoReply, fromDaemon, nullReturnPath, headerExists(["x-amz-sns-message-id"]));
const machineMade = any(
  autoSubmitted(/^/),
  nullReturnPath,
  fromDaemon,
  precedence(/bulk|junk|auto/i),
  suppressesAnswers,
);

/**
 * Every sign of mail that no person wrote by hand, most telling first (RFC 3834, 3464, 5965, 8098, 2919, 2369). Kinds
 * that make no ticket need a sign that people's mail cannot show: words alone never suffice, as people quote them.
 */
export const RULES: readonly Rule[] = [
  { kind: "loop", sign: ownInstance },
  { kind: "loop", sign: ownSender },

  { kind: "complaint", sign: contentType(/report-type\s*=\s*"?feedback-report/) },
  { kind: "complaint", sign: reportPart(/feedback-report/) },
  { kind: "complaint", sign: reportText(/^x-hmxmroriginalrecipient:/im) },
  { kind: "complaint", sign: all(providerEvent("Complaint"), fromProvider) },
  { kind: "complaint", sign: headerMatches(["x-apple-unsubscribe"], /true/i) },

  { kind: "receipt", sign: contentType(/report-type\s*=\s*"?disposition-notification/) },
  { kind: "receipt", sign: reportPart(/disposition-notification/) },
  { kind: "receipt", sign: all(nullReturnPath, subjectMatches(/^(read|gelesen|lu|leído|letto|lido)\s*:/i)) },

  { kind: "delivery_notice", sign: deliveredReport },
  { kind: "delivery_notice", sign: contentType(/report-type\s*=\s*"?tlsrpt/) },
  { kind: "delivery_notice", sign: all(providerEvent("Delivery"), fromProvider) },

  {
    kind: "spam_challenge",
    sign: all(textMatches(CHALLENGE_TEXT), textMatches(CHALLENGE_SERVICE), not(hasReplySubject)),
  },
  { kind: "spam_challenge", sign: all(textMatches(CHALLENGE_TEXT), machineMade, isReply) },

  { kind: "bounce", sign: contentType(/report-type\s*=\s*"?(global-)?delivery-status/) },
  { kind: "bounce", sign: reportPart(/delivery-status/) },
  { kind: "bounce", sign: headerExists(["x-failed-recipients"]) },
  { kind: "bounce", sign: all(providerEvent("Bounce"), fromProvider) },
  { kind: "bounce", sign: all(nullReturnPath, noSender) },
  { kind: "bounce", sign: all(any(fromDaemon, nullReturnPath), bounceSubject, not(absenceSubject)) },
  { kind: "bounce", sign: all(fromDaemon, bounceText, not(absenceSubject)) },
  { kind: "auto_reply", sign: autoSubmitted(/^auto-(replied|notified)/) },
  { kind: "bounce", sign: all(nullReturnPath, bounceText, not(absenceSubject)) },

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
  { kind: "auto_reply", sign: precedence(/^\s*auto[-_]?reply/i) },
  { kind: "auto_reply", sign: all(suppressesAnswers, headerExists(["x-ms-exchange-inbox-rules-loop"])) },
  { kind: "auto_reply", sign: headerMatches(["x-ms-exchange-generated-message-source"], /mailbox rules agent/i) },

  { kind: "bounce", sign: fromMailerDaemon },

  { kind: "monitoring", sign: all(subjectMatches(MONITORING_SUBJECT), not(hasReplySubject)) },
  {
    kind: "monitoring",
    sign: all(
      subjectMatches(MONITORING_SUBJECT_LOOSE),
      any(fromMatches(MONITORING_SENDER), autoSubmitted(/^/), fromNoReply),
    ),
  },

  { kind: "auto_reply", sign: all(textMatches(ABSENCE_TEXT), machineMade) },
  { kind: "auto_reply", sign: all(textMatches(NOTES_ABSENCE_TEXT), any(isReply, machineMade)) },
  { kind: "auto_reply", sign: all(absenceSubject, not(throughList), not(looksPersonal)) },
  {
    kind: "bounce",
    sign: all(bounceSubject, bounceText, not(namedReturnPath), not(hasReplySubject), not(looksPersonal)),
  },

  { kind: "bulk", sign: autoSubmitted(/^/) },
  { kind: "list", sign: headerNameMatches(/^list-(id|post|subscribe|help|owner|archive|unsubscribe)$/) },
  { kind: "list", sign: headerExists(["mailing-list", "x-mailing-list", "x-mailman-version", "x-beenthere"]) },
  { kind: "list", sign: precedence(/^\s*list\b/i) },

  { kind: "bulk", sign: precedence(/^\s*(bulk|junk)\b/i) },
  { kind: "bulk", sign: suppressesAnswers },
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
      "feedback-id",
      "x-campaign",
      "x-campaignid",
      "x-mailchimp-id",
      "x-csa-complaints",
    ]),
  },
  { kind: "bulk", sign: contentType(/^multipart\/report/) },
  { kind: "bulk", sign: headerMatches(["x-spam-flag", "x-spam-status", "x-spam"], /^\s*yes/i) },
  // The agreed text for trying a spam filter.
  { kind: "bulk", sign: textMatches(/XJS\*C4JDBQADN1\.NSBN3\*2IDNEN\*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL\*C\.34X/) },
  { kind: "bulk", sign: nullReturnPath },
  { kind: "bulk", sign: fromDaemon },
  { kind: "bulk", sign: fromNoReply },
  { kind: "bulk", sign: noSender },
];
