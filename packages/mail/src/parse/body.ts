import { htmlToText } from "../html/html-to-text.ts";
import { textToHtml } from "../html/sanitize-html.ts";
import type { ParsedAttachment, ReportPart } from "../message.ts";
import { attachmentOf, extractUuencoded, filenameOf } from "./attachments.ts";
import { decodeBytes } from "./charset.ts";
import { joinFlowed } from "./format-flowed.ts";
import type { MimePart } from "./mime-tree.ts";
import { decodeTransfer } from "./transfer-encoding.ts";

/** What a message shows and carries. `html` is null if no part is HTML. */
export type Body = {
  text: string;
  html: string | null;
  attachments: ParsedAttachment[];
  reports: ReportPart[];
  faults: string[];
};

/** One readable piece in the order of the message: the same content as plain text, as HTML, or both. */
type Segment = { plain: string | null; html: string | null };
type Reading = {
  raw: Uint8Array;
  segments: Segment[];
  attachments: ParsedAttachment[];
  reports: ReportPart[];
  faults: Set<string>;
  /** A plain text sent as a file: shown if the message has nothing else to read. */
  spare: Segment | null;
};

const REPORT_TYPES = new Set([
  "message/delivery-status",
  "message/global-delivery-status",
  "message/feedback-report",
  "message/disposition-notification",
  "message/global-disposition-notification",
]);
const READABLE_TYPES = new Set([
  "text/plain",
  "text/html",
  "text/enriched",
  "text/richtext",
  "text/markdown",
  "text/x-markdown",
]);

/**
 * Reads the parts of a message in their order (RFC 2046): readable text that is no file becomes the body, everything
 * else an attachment, messages inside it one attachment each. Of an alternative the plain and the HTML form are both
 * kept. Nothing is lost: what is no body is a file.
 */
export function readBody(raw: Uint8Array, root: MimePart): Body {
  const reading: Reading = { raw, segments: [], attachments: [], reports: [], faults: new Set(), spare: null };
  readPart(reading, root, "body");
  if (reading.spare !== null && !reading.segments.some(isReadable)) reading.segments.push(reading.spare);
  const html = htmlOf(reading.segments);
  return {
    text: textOf(reading.segments),
    html,
    attachments: markInline(reading.attachments, html),
    reports: reading.reports,
    faults: [...reading.faults],
  };
}

function readPart(reading: Reading, part: MimePart, role: "body" | "related"): void {
  if (part.children.length > 0) readMultipart(reading, part);
  else if (REPORT_TYPES.has(part.contentType)) readReport(reading, part);
  else if (isBodyText(reading, part, role)) readText(reading, part);
  else readFile(reading, part);
}

function readMultipart(reading: Reading, part: MimePart): void {
  switch (part.contentType) {
    case "multipart/alternative":
      readAlternative(reading, part);
      return;
    case "multipart/related": {
      const root = relatedRoot(part);
      for (const child of part.children) readPart(reading, child, child === root ? "body" : "related");
      return;
    }
    default:
      for (const child of part.children) readPart(reading, child, "body");
  }
}

/** Joins the forms of one content: all plain parts below are one form, all HTML parts the other. */
function readAlternative(reading: Reading, part: MimePart): void {
  const inner: Reading = { ...reading, segments: [] };
  for (const child of part.children) readPart(inner, child, "body");
  reading.spare ??= inner.spare;
  const plain = inner.segments.flatMap((segment) => (segment.plain === null ? [] : [segment.plain]));
  const html = inner.segments.flatMap((segment) => (segment.html === null ? [] : [segment.html]));
  if (plain.length + html.length === 0) return;
  reading.segments.push({
    plain: plain.length > 0 ? plain.join("\n") : null,
    html: html.length > 0 ? html.join("\n") : null,
  });
}

function relatedRoot(part: MimePart): MimePart | undefined {
  const start = part.parameters.get("start");
  const named = start === undefined ? undefined : part.children.find((child) => contentIdField(child) === start);
  return named ?? part.children[0];
}

function contentIdField(part: MimePart): string | undefined {
  return part.fields.find((field) => field.name === "content-id")?.value.trim();
}

function isBodyText(reading: Reading, part: MimePart, role: "body" | "related"): boolean {
  if (!READABLE_TYPES.has(part.contentType) || part.disposition.value === "attachment") return false;
  if (isBinary(contentOf(reading, part), part)) return false;
  if (filenameOf(part) !== null)
    return reading.segments.length === 0 && part.disposition.value !== "inline" && role === "body";
  return role === "body" || !part.fields.some((field) => field.name === "content-id");
}

/** Some programs label any file as text; a NUL gives it away unless the charset writes two bytes a character. */
function isBinary(content: Uint8Array, part: MimePart): boolean {
  return (
    content.subarray(0, 8192).includes(0) && !/utf-?(16|32)|ucs|unicode/i.test(part.parameters.get("charset") ?? "")
  );
}

function isReadable({ plain, html }: Segment): boolean {
  return (plain ?? "").trim() !== "" || (html ?? "").trim() !== "";
}

function readText(reading: Reading, part: MimePart): void {
  const { text, fault } = decodeBytes(contentOf(reading, part), part.parameters.get("charset") ?? null);
  if (fault !== null) reading.faults.add(fault);
  const lines = text.replace(/\r\n?/g, "\n");
  if (part.contentType === "text/html") {
    reading.segments.push({ plain: null, html: lines });
  } else if (part.contentType === "text/enriched" || part.contentType === "text/richtext") {
    reading.segments.push({ plain: htmlToText(lines), html: null });
  } else {
    const { text: rest, files } = extractUuencoded(lines);
    reading.attachments.push(...files);
    const flowed = part.parameters.get("format")?.toLowerCase() === "flowed";
    const deleteSpaces = part.parameters.get("delsp")?.toLowerCase() === "yes";
    reading.segments.push({ plain: flowed ? joinFlowed(rest, deleteSpaces) : rest, html: null });
  }
}

function readReport(reading: Reading, part: MimePart): void {
  const { text } = decodeBytes(contentOf(reading, part), part.parameters.get("charset") ?? null);
  const lines = text.replace(/\r\n?/g, "\n");
  reading.reports.push({ contentType: part.contentType, text: lines });
  reading.segments.push({ plain: lines, html: null });
}

function readFile(reading: Reading, part: MimePart): void {
  const content = contentOf(reading, part);
  const attachment = attachmentOf(part, content, reading.attachments.length + 1);
  reading.attachments.push(attachment);
  if (part.contentType === "text/plain" && !isBinary(content, part)) {
    const { text } = decodeBytes(content, part.parameters.get("charset") ?? null);
    reading.spare ??= { plain: text.replace(/\r\n?/g, "\n"), html: null };
  }
  const returned = returnedHeader(part.contentType, content);
  if (returned !== null) reading.reports.push({ contentType: part.contentType, text: returned });
}

/** Of a returned message only the header is needed to find out what it was. */
function returnedHeader(contentType: string, content: Uint8Array): string | null {
  if (!/^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/.test(contentType)) return null;
  const text = Buffer.from(content.subarray(0, 65_536)).toString("latin1").replace(/\r\n?/g, "\n").replace(/^\n+/, "");
  const end = text.indexOf("\n\n");
  return decodeBytes(Buffer.from(end < 0 ? text : text.slice(0, end + 1), "latin1"), null).text;
}

function contentOf(reading: Reading, part: MimePart): Uint8Array {
  return decodeTransfer(reading.raw.subarray(part.bodyStart, part.bodyEnd), part.encoding);
}

function textOf(segments: Segment[]): string {
  const pieces = segments.map(({ plain, html }) => {
    if (plain !== null && (plain.trim() !== "" || html === null)) return plain;
    return html === null ? "" : htmlToText(html);
  });
  const text = pieces.filter((piece) => piece.trim() !== "").join("\n\n");
  return text.endsWith("\n\n") ? `${withoutLastLineEnds(text)}\n` : text;
}

function withoutLastLineEnds(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 10) end -= 1;
  return text.slice(0, end);
}

function htmlOf(segments: Segment[]): string | null {
  if (!segments.some((segment) => segment.html !== null)) return null;
  return segments.map(({ plain, html }) => html ?? textToHtml(plain ?? "")).join("\n");
}

function markInline(attachments: ParsedAttachment[], html: string | null): ParsedAttachment[] {
  if (html === null) return attachments;
  const used = new Set([...html.matchAll(/cid:([^"'\s)>]{1,250})/gi)].map((match) => decodeCid(match[1] ?? "")));
  return attachments.map((attachment) => ({
    ...attachment,
    inline: attachment.contentId !== null && used.has(attachment.contentId),
  }));
}

/** RFC 2392 2: a cid URL is percent-encoded. */
function decodeCid(cid: string): string {
  try {
    return decodeURIComponent(cid);
  } catch (error) {
    if (error instanceof URIError) return cid;
    throw error;
  }
}
