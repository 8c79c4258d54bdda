/** One mailbox. `address` is trimmed and in lower case; `name` is decoded and free of control characters. */
export type Address = { address: string; name: string | null };

/** One header field. `name` is in lower case; `value` is decoded, unfolded to one line and free of control characters. */
export type Header = { name: string; value: string };

/** A part of a message that is kept as a file. `inline` is true when the HTML shows it through its Content-ID. */
export type ParsedAttachment = {
  filename: string;
  contentType: string;
  content: Uint8Array;
  contentId: string | null;
  inline: boolean;
};

/**
 * A machine-readable part of a report (RFC 3464, RFC 5965, RFC 8098) or the header of the message it returns:
 * `message/delivery-status`, `message/feedback-report`, `message/disposition-notification`, `message/rfc822`,
 * `text/rfc822-headers`. `text` is the decoded block, for the returned message its header alone.
 */
export type ReportPart = { contentType: string; text: string };

/**
 * A message as read from its bytes. All texts can be stored in PostgreSQL: no NUL, no lone surrogate.
 * `html` is decoded but not sanitised: never show it before it went through `sanitizeHtml`.
 */
export type ParsedMessage = {
  /** With its angle brackets, at most 500 characters. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  from: Address | null;
  replyTo: Address[];
  sender: Address | null;
  to: Address[];
  cc: Address[];
  /** Addresses of Delivered-To, X-Original-To and Envelope-To, written by the servers that passed the message on. */
  recipientHeaders: string[];
  /** One line; empty if there is none. */
  subject: string;
  date: Date | null;
  /** The whole readable text, from the plain parts or made from the HTML. */
  text: string;
  html: string | null;
  attachments: ParsedAttachment[];
  /** Every field of the top header in its order. */
  headers: Header[];
  reports: ReportPart[];
  /** What was odd and how it was read, one sentence each, for the trace. */
  faults: string[];
};

/** Why a message is not taken apart. */
export type ParseRefusal = "too_deep" | "too_many_parts" | "header_too_large" | "unreadable";

/** `detail` is a sentence for the operator: what was found and which limit it broke. */
export type ParseResult = { ok: true; message: ParsedMessage } | { ok: false; reason: ParseRefusal; detail: string };

/** What kind of sender wrote a message. */
export type MailKind =
  | "human"
  | "monitoring"
  | "auto_reply"
  | "bounce"
  | "delivery_notice"
  | "complaint"
  | "receipt"
  | "list"
  | "bulk"
  | "loop"
  | "spam_challenge";

/** What a message may do. `marks` are the signs the verdict rests on, for example "auto-submitted: auto-replied". */
export type Verdict = {
  kind: MailKind;
  mayCreateTicket: boolean;
  mayAutoReply: boolean;
  mayReopen: boolean;
  marks: string[];
};

/** A file that goes out with a message; `inline` and a `contentId` for one that the HTML shows. */
export type OutboundAttachment = {
  filename: string;
  contentType: string;
  content: Uint8Array;
  contentId: string | null;
  inline: boolean;
};

/** A message to be written. `bcc` is for the envelope alone and never stands in the bytes. */
export type OutboundMessage = {
  from: Address;
  to: Address[];
  cc: Address[];
  bcc: Address[];
  replyTo: Address | null;
  subject: string;
  messageId: string;
  inReplyTo: string | null;
  references: string[];
  date: Date;
  text: string;
  html: string | null;
  /** Further fields such as Auto-Submitted or Precedence. */
  headers: Header[];
  attachments: OutboundAttachment[];
};
