import type { ParseRefusal } from "../message.ts";
import { firstField, messageStart, type RawField, readHeaderBlock } from "./header-block.ts";
import { type ParameterizedValue, readParameters } from "./parameters.ts";

/** Limits on what one message may cost; what breaks one is refused and kept as bytes. */
const LIMITS = { depth: 30, parts: 1000, headerBytes: 1_048_576 } as const;

/** A node of the MIME structure: its header and the byte range of its body, not yet decoded. */
export type MimePart = {
  fields: RawField[];
  contentType: string;
  parameters: ReadonlyMap<string, string>;
  disposition: ParameterizedValue;
  encoding: string | null;
  bodyStart: number;
  bodyEnd: number;
  children: MimePart[];
};

export type MimeTree =
  | { ok: true; root: MimePart; faults: string[] }
  | { ok: false; reason: ParseRefusal; detail: string };

type Walk = { bytes: Buffer; parts: number; faults: Set<string> };
type Refused = { reason: ParseRefusal; detail: string };

/**
 * Takes the structure of a message apart (RFC 2046 5.1) without decoding any body. A multipart without a usable
 * boundary is read as text, a missing last boundary ends where its parent ends, boundaries count as whole lines only.
 * Messages inside the message stay closed. Cost is bounded by depth times size.
 */
export function readMimeTree(raw: Uint8Array): MimeTree {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const walk: Walk = { bytes, parts: 0, faults: new Set() };
  const root = readPart(walk, { start: messageStart(bytes), end: bytes.length, depth: 0, standard: "text/plain" });
  return isRefused(root) ? { ok: false, ...root } : { ok: true, root, faults: [...walk.faults] };
}

type Range = { start: number; end: number; depth: number; standard: string };

function readPart(walk: Walk, range: Range): MimePart | Refused {
  walk.parts += 1;
  if (range.depth > LIMITS.depth) {
    return { reason: "too_deep", detail: `The message is nested deeper than ${LIMITS.depth} levels` };
  }
  if (walk.parts > LIMITS.parts) {
    return { reason: "too_many_parts", detail: `The message has more than ${LIMITS.parts} parts` };
  }
  const block = readHeaderBlock(walk.bytes, range.start, range.end);
  if (block.bodyStart - range.start > LIMITS.headerBytes) {
    return { reason: "header_too_large", detail: `A header is larger than ${LIMITS.headerBytes} bytes` };
  }
  for (const fault of block.faults) walk.faults.add(fault);
  const type = readContentType(block.fields, range.standard);
  const part: MimePart = {
    fields: block.fields,
    contentType: type.value,
    parameters: type.parameters,
    disposition: readParameters(firstField(block.fields, "content-disposition") ?? ""),
    encoding: firstField(block.fields, "content-transfer-encoding"),
    bodyStart: block.bodyStart,
    bodyEnd: range.end,
    children: [],
  };
  return part.contentType.startsWith("multipart/") ? readChildren(walk, part, range.depth) : part;
}

function readChildren(walk: Walk, part: MimePart, depth: number): MimePart | Refused {
  const declared = part.parameters.get("boundary") ?? "";
  const found = declared === "" ? [] : splitAtBoundary(walk.bytes, part, declared);
  const ranges = found.length > 0 ? found : splitAtGuessedBoundary(walk, part);
  if (ranges.length === 0) {
    walk.faults.add("A multipart has no boundary in its body; it is read as text");
    part.contentType = "text/plain";
    return part;
  }
  const standard = part.contentType === "multipart/digest" ? "message/rfc822" : "text/plain";
  for (const { start, end } of ranges) {
    const child = readPart(walk, { start, end, depth: depth + 1, standard });
    if (isRefused(child)) return child;
    part.children.push(child);
  }
  return part;
}

/** Some mailers name another boundary than they write: the first line that begins with two hyphens is then the one. */
function splitAtGuessedBoundary(walk: Walk, part: MimePart): { start: number; end: number }[] {
  const head = walk.bytes.toString("latin1", part.bodyStart, Math.min(part.bodyEnd, part.bodyStart + 65_536));
  const boundary = /^--([^\s-][^\r\n]{0,100}?|-+[^\s-][^\r\n]{0,100}?)[ \t]*\r?$\r?\n(?=[A-Za-z-]+:)/m.exec(head)?.[1];
  if (boundary === undefined) return [];
  const ranges = splitAtBoundary(walk.bytes, part, boundary);
  if (ranges.length > 0) walk.faults.add("A multipart names no boundary that its body has; it was found by its look");
  return ranges;
}

/** The byte ranges between delimiter lines; the line end before a delimiter belongs to it (RFC 2046 5.1.1). */
function splitAtBoundary(bytes: Buffer, part: MimePart, boundary: string): { start: number; end: number }[] {
  const delimiter = Buffer.from(`--${boundary}`, "utf8");
  const ranges: { start: number; end: number }[] = [];
  let open: number | null = null;
  let at = bytes.indexOf(delimiter, part.bodyStart);
  while (at >= 0 && at < part.bodyEnd && ranges.length <= LIMITS.parts) {
    const line = delimiterLine(bytes, at, at + delimiter.length, part);
    if (line === null) {
      at = bytes.indexOf(delimiter, at + 1);
      continue;
    }
    if (open !== null) ranges.push({ start: open, end: Math.max(open, lineEndBefore(bytes, at)) });
    open = line.closes ? null : line.next;
    if (line.closes) break;
    at = bytes.indexOf(delimiter, line.next);
  }
  if (open !== null) ranges.push({ start: open, end: part.bodyEnd });
  return ranges;
}

function delimiterLine(
  bytes: Buffer,
  at: number,
  after: number,
  part: MimePart,
): { closes: boolean; next: number } | null {
  if (at > part.bodyStart && bytes[at - 1] !== 10 && bytes[at - 1] !== 13) return null;
  const closes = bytes[after] === 45 && bytes[after + 1] === 45;
  let end = closes ? after + 2 : after;
  while (end < part.bodyEnd && (bytes[end] === 32 || bytes[end] === 9)) end += 1;
  if (end >= part.bodyEnd) return { closes, next: part.bodyEnd };
  if (bytes[end] === 10) return { closes, next: end + 1 };
  if (bytes[end] === 13) return { closes, next: bytes[end + 1] === 10 ? end + 2 : end + 1 };
  return null;
}

function lineEndBefore(bytes: Buffer, at: number): number {
  if (bytes[at - 1] !== 10) return bytes[at - 1] === 13 ? at - 1 : at;
  return bytes[at - 2] === 13 ? at - 2 : at - 1;
}

function readContentType(fields: RawField[], standard: string): ParameterizedValue {
  const field = firstField(fields, "content-type");
  if (field === null) return { value: standard, parameters: new Map() };
  const read = readParameters(field);
  const value = read.value === "text" ? "text/plain" : read.value;
  // RFC 2045 5.2: what cannot be read as a type is plain text.
  return /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(value) ? { ...read, value } : { ...read, value: "text/plain" };
}

function isRefused(result: MimePart | Refused): result is Refused {
  return "reason" in result;
}
