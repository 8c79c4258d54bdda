import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Address, OutboundMessage } from "../message.ts";

/** Fields the composer writes from its own arguments; as extra headers they would stand twice. */
const OWN_FIELDS = new Set(
  "from to cc bcc reply-to sender subject date message-id in-reply-to references mime-version content-type content-transfer-encoding content-disposition return-path".split(
    " ",
  ),
);

/**
 * Writes a message as the bytes that go over the wire: RFC 5322 with CRLF line ends, RFC 2047 and 2231 where needed,
 * multipart/alternative when there is HTML, related for its inline images, mixed for files. Bcc is never in the bytes.
 * No value can add a header line: controls in header values become spaces. The same message gives the same bytes.
 *
 * @throws TypeError if an extra header has no valid field name or is one the message's own properties set
 */
export function composeMessage(message: OutboundMessage): Promise<Uint8Array> {
  const composer = new MailComposer({
    from: mailbox(message.from),
    to: message.to.map(mailbox),
    cc: message.cc.map(mailbox),
    ...(message.replyTo === null ? {} : { replyTo: mailbox(message.replyTo) }),
    subject: oneLine(message.subject),
    messageId: oneLine(message.messageId),
    ...(message.inReplyTo === null ? {} : { inReplyTo: oneLine(message.inReplyTo) }),
    ...(message.references.length === 0 ? {} : { references: message.references.map(oneLine) }),
    date: message.date,
    text: message.text,
    ...(message.html === null ? {} : { html: message.html }),
    headers: message.headers.map((header) => ({ key: fieldName(header.name), value: oneLine(header.value) })),
    attachments: message.attachments.map((attachment) => ({
      filename: oneLine(attachment.filename),
      contentType: oneLine(attachment.contentType),
      content: Buffer.from(attachment.content),
      contentDisposition: attachment.inline ? ("inline" as const) : ("attachment" as const),
      ...(attachment.contentId === null ? {} : { cid: oneLine(attachment.contentId).replace(/^<|>$/g, "") }),
    })),
    newline: "win",
    baseBoundary: createHash("sha256").update(message.messageId).digest("hex").slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function mailbox(address: Address): { name: string; address: string } {
  return { name: oneLine(address.name ?? ""), address: oneLine(address.address) };
}

function fieldName(name: string): string {
  if (!/^[!-9;-~]+$/.test(name)) throw new TypeError("A header name is letters, digits and hyphens alone");
  if (OWN_FIELDS.has(name.toLowerCase()))
    throw new TypeError(`Set ${name} through the message, not as an extra header`);
  return name;
}

function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
