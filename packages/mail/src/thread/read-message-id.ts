import { readMessageIds } from "../parse/addresses.ts";
import { singleLine } from "../parse/encoded-words.ts";
import { firstField, readMessageHeader } from "../parse/header-block.ts";

const LONGEST_ID = 500;

/**
 * The Message-ID of a message, read from its header alone: what deciding "have we stored this?" needs before anything
 * is parsed. It is the one that `parseMessage` gives: of the first field, in brackets, at most 500 characters, null if
 * there is none (RFC 5322 3.6.4).
 */
export function readMessageId(raw: Uint8Array): string | null {
  return messageIdOf(firstField(readMessageHeader(raw).fields, "message-id"));
}

/** The identifier in a Message-ID field; what has no brackets gets them, so that every id looks the same. */
export function messageIdOf(field: string | null): string | null {
  if (field === null) return null;
  const id = readMessageIds(field)[0] ?? singleLine(field);
  const bare = id
    .replace(/[<>\s]/g, "")
    .slice(0, LONGEST_ID - 2)
    .toWellFormed();
  return bare === "" ? null : `<${bare}>`;
}
