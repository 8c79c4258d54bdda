import type { ParsedAttachment } from "../message.ts";
import { decodeHeaderValue, singleLine } from "./encoded-words.ts";
import { firstField, readHeaderBlock } from "./header-block.ts";
import type { MimePart } from "./mime-tree.ts";
import { decodeUuLine, UU_BEGIN } from "./transfer-encoding.ts";

const LONGEST_NAME = 255;

/** Names for parts that bring none, by type; anything else ends in `.bin`. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/ms-tnef": "dat",
  "application/pdf": "pdf",
  "application/pgp-encrypted": "asc",
  "application/pgp-signature": "asc",
  "application/pkcs7-mime": "p7m",
  "application/pkcs7-signature": "p7s",
  "application/zip": "zip",
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/png": "png",
  "text/calendar": "ics",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
  "text/rfc822-headers": "txt",
};

/** The name a part was sent under, or null: filename before name (RFC 2183 2.3), then a Content-Location's last piece. */
export function filenameOf(part: MimePart): string | null {
  const sent = part.disposition.parameters.get("filename") ?? part.parameters.get("name") ?? "";
  const name = safeFilename(sent);
  return name === "" ? null : name;
}

/** A part as a file. `position` numbers those without a name, from 1. */
export function attachmentOf(part: MimePart, content: Uint8Array, position: number): ParsedAttachment {
  const id = part.fields.find((field) => field.name === "content-id")?.value.trim() ?? "";
  return {
    filename: filenameOf(part) ?? nameFor(part.contentType, content, position),
    contentType: part.contentType,
    content,
    contentId: id === "" ? null : singleLine(id.replace(/^<|>$/g, "")).slice(0, 250),
    inline: false,
  };
}

/**
 * A name that is safe to show and to store: no path, no control or direction-override characters, no device that a
 * shell or a file system reads otherwise; at most 255 characters with the extension kept.
 */
function safeFilename(name: string): string {
  const last = singleLine(name).split(/[/\\]/).at(-1) ?? "";
  const clean = last.replace(/[<>:"|?*]/g, "_").trim();
  if (/^\.*$/.test(clean)) return "";
  if (clean.length <= LONGEST_NAME) return clean;
  const extension = /\.[^.]{1,15}$/.exec(clean)?.[0] ?? "";
  return clean.slice(0, LONGEST_NAME - extension.length).toWellFormed() + extension;
}

/**
 * Takes uuencoded files (`begin 644 name` ... `end`) out of a plain text. Only blocks with an `end` line count: anything
 * else may be prose.
 */
export function extractUuencoded(text: string): { text: string; files: ParsedAttachment[] } {
  if (!text.includes("begin ")) return { text, files: [] };
  const kept: string[] = [];
  const files: ParsedAttachment[] = [];
  const lines = text.split("\n");
  const lastEnd = lines.lastIndexOf("end");
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    const name = i < lastEnd ? UU_BEGIN.exec(line)?.[1] : undefined;
    const block = name === undefined ? null : readBlock(lines, i + 1);
    if (name === undefined || block === null) {
      kept.push(line);
      continue;
    }
    files.push({
      filename: safeFilename(name) || `attachment-${files.length + 1}.bin`,
      contentType: "application/octet-stream",
      content: block.content,
      contentId: null,
      inline: false,
    });
    i = block.end;
  }
  return { text: kept.join("\n"), files };
}

function readBlock(lines: string[], from: number): { content: Uint8Array; end: number } | null {
  const pieces: Uint8Array[] = [];
  for (let i = from; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    if (line === "end") return pieces.length === 0 ? null : { content: Buffer.concat(pieces), end: i };
    const piece = decodeUuLine(line);
    if (piece === null) return null;
    pieces.push(piece);
  }
  return null;
}

function nameFor(contentType: string, content: Uint8Array, position: number): string {
  if (contentType === "message/rfc822" || contentType === "message/global") {
    const subject = firstField(readHeaderBlock(content.subarray(0, 65_536)).fields, "subject");
    const name = safeFilename(
      decodeHeaderValue(subject ?? "")
        .replace(/[/\\]/g, "_")
        .slice(0, 120),
    );
    return `${name || "message"}.eml`;
  }
  if (contentType === "application/ms-tnef") return "winmail.dat";
  return `attachment-${position}.${EXTENSIONS[contentType] ?? "bin"}`;
}
