import { readHeaderBlock } from "../parse/header-block.ts";

const MESSAGE_ID = /<[^<>\s]{1,498}>/;

/**
 * The Message-ID of a message, read from its header alone: what deciding "have we stored this?" needs before anything
 * is parsed. The first field counts; null if there is none or it is no identifier (RFC 5322 section 3.6.4).
 */
export function readMessageId(raw: Uint8Array): string | null {
  const field = readHeaderBlock(raw).fields.find(({ name }) => name === "message-id");
  return field?.value.match(MESSAGE_ID)?.[0] ?? null;
}
