import { headerExists, type Sign } from "./signs.ts";

const DAEMONS =
  /^(mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|mdaemon|bounces?([-+._=].*)?|mailer|mailerdaemon|mail-delivery.*)$/;
const NO_REPLY =
  /^(no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noreply.*|no[-_.]?response|notifications?|nobody|root|cron)([-+._].*)?$/;
const FORWARD_OR_REPLY = /^\s*(re|aw|sv|vs|antw|fwd?|wg|tr|rv|i|vb)\s*:/i;

/** The message carries our own instance's header: it is ours, come back. */
export const ownInstance: Sign = ({ headers, instanceId }) =>
  headers("x-deskhand-instance").some((value) => value.trim() === instanceId)
    ? `x-deskhand-instance: ${instanceId}`
    : null;

/** The sender is one of our own addresses. */
export const ownSender: Sign = ({ message, ownDomains }) => {
  const address = message.from?.address ?? "";
  return ownDomains.includes(address.slice(address.lastIndexOf("@") + 1)) ? `from: ${address} is ours` : null;
};

/** A mail server itself writes. The field is asked, since a daemon often names no domain and is then no address. */
export const fromDaemon: Sign = ({ senderLocal, header }) => {
  const from = header("from") ?? "";
  const known = DAEMONS.test(senderLocal) || /mailer-daemon|mail delivery (sub)?system|postmaster/i.test(from);
  return known ? `from: ${from.slice(0, 120)}` : null;
};

/** The name that no person ever has. */
export const fromMailerDaemon: Sign = ({ senderLocal }) =>
  /^mailer-?daemon$/.test(senderLocal) ? `from: ${senderLocal}` : null;

/** An address that says it takes no answers. */
export const fromNoReply: Sign = ({ message, senderLocal }) =>
  NO_REPLY.test(senderLocal) ? `from: ${message.from?.address ?? ""}` : null;

/** No sender at all. */
export const noSender: Sign = ({ message }) => (message.from === null ? "no sender" : null);

/** The null return path (RFC 5321 4.5.5): to be answered by nobody. */
export const nullReturnPath: Sign = ({ returnPath }) => (returnPath === "" ? "null return path" : null);

/** Somebody stands behind the envelope. */
export const namedReturnPath: Sign = ({ returnPath }) =>
  returnPath !== null && returnPath !== "" ? `return path: ${returnPath}` : null;

/** It answers an earlier message. */
export const isReply: Sign = ({ message }) =>
  message.inReplyTo.length + message.references.length > 0 ? "in-reply-to" : null;

/** Its subject begins as replies and forwards of people do. */
export const hasReplySubject: Sign = ({ subject }) => (FORWARD_OR_REPLY.test(subject) ? `subject: ${subject}` : null);

/** It says of itself that a person wrote it (RFC 3834 5), or brings files, which no absence note does. */
export const looksPersonal: Sign = ({ autoSubmitted: token, message }) =>
  token === "no" || message.attachments.some(({ inline }) => !inline) ? "personal" : null;

/** Sent through a mailing list (RFC 2919, 2369). */
export const throughList: Sign = headerExists([
  "list-id",
  "list-post",
  "list-unsubscribe",
  "list-help",
  "list-subscribe",
  "mailing-list",
  "x-mailing-list",
]);

/** Auto-Submitted is there, is not "no", and matches. */
export function autoSubmitted(pattern: RegExp): Sign {
  return ({ autoSubmitted: token }) =>
    token !== null && token !== "no" && pattern.test(token) ? `auto-submitted: ${token}` : null;
}

/** The type of the whole message matches. */
export function contentType(pattern: RegExp): Sign {
  return ({ contentType: value }) => (pattern.test(value) ? `content-type: ${value.slice(0, 120)}` : null);
}

/** A machine-readable part of a type that matches. */
export function reportPart(pattern: RegExp): Sign {
  return ({ message }) => {
    const found = message.reports.find(({ contentType: type }) => pattern.test(type));
    return found === undefined ? null : `part: ${found.contentType}`;
  };
}

/** The header of a returned message, or a report, matches. */
export function reportText(pattern: RegExp): Sign {
  return ({ message }) => {
    const found = message.reports.map(({ text }) => pattern.exec(text)?.[0]).find((match) => match !== undefined);
    return found === undefined ? null : `report: ${found}`;
  };
}

/** The From field matches, name or address. */
export function fromMatches(pattern: RegExp): Sign {
  return ({ header }) => {
    const from = header("from") ?? "";
    return pattern.test(from) ? `from: ${from.slice(0, 120)}` : null;
  };
}

/** A delivery report in which nothing failed and nothing is late. */
export const deliveredReport: Sign = ({ message }) => {
  const actions = message.reports
    .filter(({ contentType: type }) => type.endsWith("delivery-status"))
    .flatMap(({ text }) =>
      [...text.matchAll(/^action:[ \t]*([a-z]+)/gim)].map((match) => (match[1] ?? "").toLowerCase()),
    );
  if (actions.length === 0 || actions.includes("failed") || actions.includes("delayed")) return null;
  return `action: ${actions[0] ?? ""}`;
};

/** A notification of a mail provider in JSON, of this type. */
export function providerEvent(type: string): Sign {
  const pattern = new RegExp(`"(?:notificationType|eventType)"\\s*:\\s*"${type}"`);
  return ({ message }) => (pattern.test(message.text.slice(0, 4000)) ? `text: notification of type ${type}` : null);
}
