import { decodeBytes } from "./charset.ts";
import { decodeHeaderValue } from "./encoded-words.ts";

/** A field such as Content-Type: the value in lower case and its decoded parameters, names in lower case. */
export type ParameterizedValue = { value: string; parameters: ReadonlyMap<string, string> };

/** No honest field is longer; the cap keeps the cost of a crafted one small. */
const LONGEST_FIELD = 16_384;

type Section = { index: number; extended: boolean; value: string };

/**
 * Reads `value; name=value; ...` (RFC 2045 5.1) with RFC 2231 continuations and charsets, and with what is wrong but
 * usual: encoded words inside quotes, raw 8-bit, unquoted blanks. The first of a repeated parameter counts.
 *
 * @param fallback charset for raw 8-bit
 */
export function readParameters(field: string, fallback: string | null = null): ParameterizedValue {
  const [first = "", ...rest] = splitParameters(field.slice(0, LONGEST_FIELD));
  const value = first.trim().toLowerCase().split(/\s/)[0] ?? "";
  const plain = new Map<string, string>();
  const sections = new Map<string, Section[]>();
  for (const piece of rest) {
    const equals = piece.indexOf("=");
    if (equals < 0) continue;
    const name = piece.slice(0, equals).trim().toLowerCase();
    const raw = unquote(piece.slice(equals + 1).trim());
    const extended = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(name);
    if (extended?.[1] !== undefined && (extended[2] !== undefined || extended[3] !== undefined)) {
      const list = sections.get(extended[1]) ?? [];
      list.push({ index: Number(extended[2] ?? 0), extended: extended[3] !== undefined, value: raw });
      sections.set(extended[1], list);
    } else if (!plain.has(name)) {
      plain.set(name, decodeHeaderValue(raw, fallback));
    }
  }
  for (const [name, list] of sections) plain.set(name, joinSections(list, fallback));
  return { value, parameters: plain };
}

/** RFC 2231 3 and 4: pieces in the order of their numbers, percent escapes only in those marked with a star. */
function joinSections(sections: Section[], fallback: string | null): string {
  const ordered = sections.toSorted((a, b) => a.index - b.index);
  let charset: string | null = null;
  const bytes: Buffer[] = [];
  for (const [position, section] of ordered.entries()) {
    let value = section.value;
    if (section.extended && position === 0) {
      const match = /^([^']*)'[^']*'(.*)$/s.exec(value);
      if (match) {
        charset = match[1] === "" ? null : (match[1] ?? null);
        value = match[2] ?? "";
      }
    }
    bytes.push(section.extended ? percentBytes(value) : Buffer.from(value, "latin1"));
  }
  const joined = Buffer.concat(bytes);
  if (charset !== null) return decodeHeaderValue(toWords(decodeBytes(joined, charset, fallback).text));
  return decodeHeaderValue(joined.toString("latin1"), fallback);
}

/** Already decoded text must pass `decodeHeaderValue` unharmed: as one canonical word it does. */
function toWords(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text, "utf8").toString("base64")}?=`;
}

function percentBytes(value: string): Buffer {
  return Buffer.from(
    value.replace(/%([0-9A-Fa-f]{2})/g, (_, pair: string) => String.fromCharCode(Number.parseInt(pair, 16))),
    "latin1",
  );
}

function unquote(value: string): string {
  if (!value.startsWith('"')) return value;
  const close = /^"((?:[^"\\]|\\.)*)/s.exec(value);
  // A backslash before a letter is a Windows path more often than an escape.
  return (close?.[1] ?? value.slice(1)).replace(/\\(["\\])/g, "$1");
}

/** Splits at semicolons outside quotes, dropping comments (RFC 5322 3.2.2) but not the brackets in bare file names. */
function splitParameters(field: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  let quoted = false;
  for (let i = 0; i < field.length; i += 1) {
    const char = field.charAt(i);
    if (quoted && char === "\\") {
      piece += char + field.charAt(i + 1);
      i += 1;
      continue;
    }
    if (char === '"') quoted = !quoted;
    const close = char === "(" && !quoted && !piece.includes("=") ? field.indexOf(")", i) : -1;
    if (close >= 0) {
      i = close;
    } else if (char === ";" && !quoted) {
      pieces.push(piece);
      piece = "";
    } else {
      piece += char;
    }
  }
  pieces.push(piece);
  return pieces;
}
