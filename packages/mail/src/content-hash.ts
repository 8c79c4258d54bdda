import { createHash } from "node:crypto";
import { readMessageHeader } from "./parse/header-block.ts";

/** Fields that servers add on the way: two deliveries of one message differ in nothing else. */
const TRACE_FIELDS = new Set([
  "received",
  "x-received",
  "return-path",
  "delivered-to",
  "x-delivered-to",
  "x-original-to",
  "x-envelope-to",
  "envelope-to",
  "x-envelope-from",
  "delivery-date",
  "authentication-results",
  "x-authentication-results",
  "received-spf",
  "dkim-signature",
  "x-google-dkim-signature",
  "domainkey-signature",
  "x-google-smtp-source",
  "x-gm-message-state",
  "x-forwarded-to",
  "x-forwarded-for",
  "x-virus-scanned",
  "x-rt-mail-extension",
]);

/**
 * The identity of a message's content for telling a second delivery: SHA-256 in hex over its fields and body without
 * the trace fields that servers add. Line ends count as one, since transports rewrite them.
 */
export function contentHash(raw: Uint8Array): string {
  const block = readMessageHeader(raw);
  const hash = createHash("sha256");
  for (const field of block.fields) {
    if (isTrace(field.name)) continue;
    hash.update(`${field.name}:${field.value.replace(/\s+/g, " ").trim()}\n`, "latin1");
  }
  hash.update("\n");
  for (const chunk of withBareLineFeeds(raw.subarray(block.bodyStart))) hash.update(chunk);
  return hash.digest("hex");
}

function isTrace(name: string): boolean {
  return TRACE_FIELDS.has(name) || name.startsWith("arc-") || name.startsWith("x-spam-");
}

/** The body without its carriage returns before line feeds, in slices of the input, less blank lines at the end. */
function* withBareLineFeeds(body: Uint8Array): Generator<Uint8Array> {
  let end = body.length;
  while (end > 0 && (body[end - 1] === 10 || body[end - 1] === 13)) end -= 1;
  let start = 0;
  for (;;) {
    const found = body.indexOf(13, start);
    if (found < 0 || found >= end) break;
    if (body[found + 1] === 10) {
      yield body.subarray(start, found);
      start = found + 1;
    } else {
      yield body.subarray(start, found + 1);
      start = found + 1;
    }
  }
  yield body.subarray(start, end);
}
