import { addressParser } from "postal-mime";
import type { Address } from "../message.ts";
import { canonicalWords, singleLine } from "./encoded-words.ts";

const MOST_ADDRESSES = 1000;
const LONGEST_ADDRESS = 1000;
const LONGEST_FIELD = 200_000;

/**
 * The mailboxes of an address field (RFC 5322 3.4), groups opened, in order, at most 1000. What holds no address is left
 * out: a name alone, a local part without a domain, a quoted local part.
 *
 * @param fallback charset for raw 8-bit names
 */
export function readAddresses(field: string, fallback: string | null = null): Address[] {
  const found: Address[] = [];
  for (const mailbox of parse(field, fallback)) {
    if (found.length === MOST_ADDRESSES) break;
    if (isAddress(mailbox.address)) found.push(mailbox);
  }
  return found;
}

/**
 * Whether this can be written to: one at sign, nothing that would make a list or a name of it, a length SMTP allows
 * (RFC 5321 4.5.3.1). Quoted local parts are left out: hardly anybody has one, and wrongly unquoted they reach others.
 */
function isAddress(text: string): boolean {
  return text.length <= 320 && /^[^\s@,;:<>()"\\[\]]+@[^\s@,;:<>()"\\]+$/.test(text);
}

/** The message ids of a References or In-Reply-To field, each with its brackets, none twice. */
export function readMessageIds(field: string): string[] {
  const bracketed = field.match(/<[^<>]{1,996}>/g)?.map((id) => `<${id.slice(1, -1).replace(/\s+/g, "")}>`);
  const ids =
    bracketed ?? field.split(/[\s,]+/).flatMap((word) => (/^[^@"()]+@[^@"()]+$/.test(word) ? [`<${word}>`] : []));
  return [...new Set(ids.map(singleLine).filter((id) => id.length <= 500))];
}

function parse(field: string, fallback: string | null): Address[] {
  const structured = canonicalWords(field.slice(0, LONGEST_FIELD), fallback);
  return addressParser(withAddressOutsideComments(structured), { flatten: true })
    .flatMap((entry) => ("group" in entry && entry.group ? entry.group : [entry]))
    .map((entry) => ({ address: cleanAddress(entry.address ?? ""), name: cleanName(entry.name) }));
}

/** `Name (a@b.example)` is no address by the grammar, but some programs write it where nothing else is one. */
function withAddressOutsideComments(field: string): string {
  return field.includes("<") ? field : field.replace(/(\?=|")\s{0,10}\(([^()\s@]{1,64}@[^()\s@]{1,255})\)/g, "$1 <$2>");
}

function cleanAddress(address: string): string {
  const bare = singleLine(address.slice(0, LONGEST_ADDRESS))
    .replace(/\([^()]*\)/g, "")
    .replace(/^(mailto:)/i, "")
    .replace(/^[<'"\s]+|[>'"\s,;]+$/g, "")
    .toLowerCase();
  // RFC 5322 4.4 allows blanks around the dots and the at sign.
  return bare.replace(/\s*([@.])\s*/g, "$1");
}

function cleanName(name: string): string | null {
  const bare = singleLine(name.slice(0, LONGEST_FIELD))
    .replace(/^(["'])((?:(?!\1).)+)\1$/, "$2")
    .trim();
  return bare === "" ? null : bare.slice(0, 500).toWellFormed();
}
