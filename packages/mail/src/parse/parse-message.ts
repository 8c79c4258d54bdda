import type { Address, Header, ParsedMessage, ParseResult } from "../message.ts";
import { messageIdOf } from "../thread/read-message-id.ts";
import { readAddresses, readMessageIds } from "./addresses.ts";
import { readBody } from "./body.ts";
import { readDate } from "./date.ts";
import { decodeBytes, knownCharset } from "./charset.ts";
import { decodeHeaderValue } from "./encoded-words.ts";
import { firstField, type RawField } from "./header-block.ts";

import { type MimePart, readMimeTree } from "./mime-tree.ts";

const RECIPIENT_FIELDS = new Set(["delivered-to", "x-delivered-to", "x-original-to", "envelope-to", "x-envelope-to"]);

/**
 * Reads a message from its bytes (RFC 5322, 2045-2047, 2231). Bad mail is read as well as it can be and what was odd is
 * listed in `faults`; only what breaks a limit is refused: 30 levels, 1000 parts, 1 MiB of header.
 */
export async function parseMessage(raw: Uint8Array): Promise<ParseResult> {
  if (raw.length === 0) return { ok: false, reason: "unreadable", detail: "The message is empty" };
  const bytes = withLineFeeds(raw);
  const tree = readMimeTree(bytes);
  if (!tree.ok) return { ok: false, reason: tree.reason, detail: tree.detail };
  const body = readBody(bytes, tree.root);
  const fields = readFields(tree.root);
  const { faults, ...headerParts } = fields;
  return {
    ok: true,
    message: { ...headerParts, ...body, faults: [...new Set([...tree.faults, ...faults, ...body.faults])] },
  };
}

type HeaderParts = Omit<ParsedMessage, "text" | "html" | "attachments" | "reports">;

function readFields(root: MimePart): HeaderParts {
  const fallback = headerCharset(root);
  const { fields } = root;
  const faults: string[] = [];
  const addresses = (name: string): Address[] => {
    const value = firstField(fields, name);
    return value === null ? [] : readAddresses(value, fallback);
  };
  const single = (name: string): string | null => {
    if (fields.filter((field) => field.name === name).length > 1)
      faults.push(`The ${name} field is repeated; the first counts`);
    return firstField(fields, name);
  };
  const sentDate = single("date");
  const date = sentDate === null ? null : readDate(sentDate);
  if (sentDate !== null && date === null) faults.push("The date cannot be read");
  const subject = decodeHeaderValue(single("subject") ?? "", fallback);
  const from = readFrom(single("from"), fallback);
  if (from === null) faults.push("The message names no sender");
  return {
    messageId: messageIdOf(single("message-id")),
    inReplyTo: readMessageIds(firstField(fields, "in-reply-to") ?? ""),
    references: readMessageIds(firstField(fields, "references") ?? ""),
    from,
    replyTo: addresses("reply-to"),
    sender: addresses("sender")[0] ?? null,
    to: addresses("to"),
    cc: addresses("cc"),
    recipientHeaders: readRecipients(fields),
    subject,
    date,
    headers: fields.map((field): Header => ({ name: field.name, value: decodeHeaderValue(field.value, fallback) })),
    faults,
  };
}

function readFrom(value: string | null, fallback: string | null): Address | null {
  return value === null ? null : (readAddresses(value, fallback)[0] ?? null);
}

function readRecipients(fields: RawField[]): string[] {
  const found = fields
    .filter((field) => RECIPIENT_FIELDS.has(field.name))
    .flatMap((field) => readAddresses(field.value).map(({ address }) => address));
  return [...new Set(found)];
}

/**
 * The charset for raw 8-bit in the header: most often that of the first text part, else what all of the header together
 * looks like, since a single field is too short to tell.
 */
function headerCharset(root: MimePart): string {
  const declared = knownCharset(declaredCharset(root) ?? "");
  if (declared !== null && declared !== "utf-8" && declared !== "us-ascii") return declared;
  const all = root.fields.map(({ value }) => value).join("\n");
  const { charset } = decodeBytes(Buffer.from(all.slice(0, 65_536), "latin1"), null);
  return charset === "utf-8" || charset === "us-ascii" ? "windows-1252" : charset;
}

function declaredCharset(part: MimePart): string | null {
  const own = part.parameters.get("charset");
  if (own !== undefined && part.contentType.startsWith("text/")) return own;
  for (const child of part.children) {
    const found = declaredCharset(child);
    if (found !== null) return found;
  }
  return null;
}

/** Some senders end lines with a carriage return alone; such a message has no line feed at all near its start. */
function withLineFeeds(raw: Uint8Array): Uint8Array {
  const head = raw.subarray(0, 4096);
  if (head.includes(10) || !head.includes(13)) return raw;
  return raw.map((byte) => (byte === 13 ? 10 : byte));
}
