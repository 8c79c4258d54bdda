import { decodeBytes, knownCharset, storableText } from "./charset.ts";
import { decodeBase64, decodeQuotedPrintable } from "./transfer-encoding.ts";

/** How an encoded word begins (RFC 2047 2), with an optional language tag (RFC 2231 5). */
const WORD_START = /=\?([A-Za-z0-9_.:+-]{1,60})(?:\*[A-Za-z0-9-]{0,20})?\?([bBqQ])\?/g;

/** What stands beyond so many words of one field stays encoded. */
const MOST_WORDS = 20_000;

type Piece = { kind: "plain"; value: string } | { kind: "word"; charset: string; bytes: Uint8Array[]; source: string };

/**
 * Decodes a header value (one character a byte): encoded words anywhere, neighbours of one charset as one byte string,
 * raw 8-bit as UTF-8 or as `fallback` says. The result is one line without controls, so nothing in it can start a
 * header of its own when it is written again.
 *
 * @param fallback the charset the message's text declares, for raw 8-bit
 */
export function decodeHeaderValue(value: string, fallback: string | null = null): string {
  return singleLine(mapWords(value, fallback, (text) => text));
}

/**
 * The same value with every encoded word and raw 8-bit run written as one canonical UTF-8 word, for parsers that must
 * see the structure (commas, angle brackets) before the words are decoded.
 */
export function canonicalWords(value: string, fallback: string | null = null): string {
  return mapWords(value, fallback, (text, encoded) => {
    const clean = singleLine(text);
    if (!encoded) return clean;
    return clean === "" ? "" : `=?UTF-8?B?${Buffer.from(clean, "utf8").toString("base64")}?=`;
  });
}

/** Makes any text one line: controls become blanks, runs of white space one blank; bidirectional overrides go. */
export function singleLine(text: string): string {
  return storableText(text)
    .replace(/[\u202A-\u202E\u2066-\u2069\u200E\u200F\uFEFF]/g, "")
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .trim();
}

function mapWords(value: string, fallback: string | null, write: (text: string, encoded: boolean) => string): string {
  let out = "";
  for (const piece of splitWords(value)) {
    if (piece.kind === "plain") out += write(decodeRaw(piece.value, fallback), false);
    else out += write(decodeWord(piece, fallback), true);
  }
  return out;
}

function splitWords(value: string): Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  for (const { start, end, charset, coding, text } of findWords(value)) {
    const between = value.slice(position, start);
    const previous = pieces.at(-1);
    const adjoins = previous?.kind === "word" && /^\s*$/.test(between);
    if (between !== "" && !adjoins) pieces.push({ kind: "plain", value: between });
    const bytes = wordBytes(coding, text);
    if (adjoins && previous.charset.toLowerCase() === charset.toLowerCase()) {
      previous.bytes.push(bytes);
      previous.source += value.slice(position, end);
    } else {
      pieces.push({ kind: "word", charset, bytes: [bytes], source: value.slice(start, end) });
    }
    position = end;
  }
  if (position < value.length) pieces.push({ kind: "plain", value: value.slice(position) });
  return pieces;
}

type Word = { start: number; end: number; charset: string; coding: string; text: string };

/** Finds each word's end by search, not by pattern, so that a header full of beginnings costs no more than its length. */
function* findWords(value: string): Generator<Word> {
  const starts = new RegExp(WORD_START);
  let found = 0;
  for (let match = starts.exec(value); match !== null; match = starts.exec(value)) {
    const textStart = match.index + match[0].length;
    const textEnd = wordEnd(value, textStart, match[2] ?? "");
    if (textEnd < 0) return;
    const text = value.slice(textStart, textEnd);
    yield { start: match.index, end: textEnd + 2, charset: match[1] ?? "", coding: match[2] ?? "", text };
    found += 1;
    if (found === MOST_WORDS) return;
    starts.lastIndex = textEnd + 2;
  }
}

/** A question mark left bare before an escape, as in `why?=21?=`, does not end a Q word. */
function wordEnd(value: string, from: number, coding: string): number {
  let end = value.indexOf("?=", from);
  while (end >= 0 && coding.toLowerCase() === "q" && /^=[0-9A-F]{2}[^=]*\?=/.test(value.slice(end + 1, end + 80))) {
    end = value.indexOf("?=", end + 2);
  }
  return end;
}

function wordBytes(coding: string, text: string): Uint8Array {
  const bytes = Buffer.from(text, "latin1");
  if (coding.toLowerCase() === "b") return decodeBase64(bytes);
  // A blank in a Q word is written as "_" (RFC 2047 4.2); padding keeps a last blank from being read as line end padding.
  return decodeQuotedPrintable(Buffer.from(text.replaceAll("_", "=20"), "latin1"));
}

/** A word whose bytes are no text in any reading stays as it was sent: it is better seen than guessed. */
function decodeWord(piece: { charset: string; bytes: Uint8Array[]; source: string }, fallback: string | null): string {
  const { text, fault } = decodeBytes(Buffer.concat(piece.bytes), piece.charset, fallback);
  const guessedControls = fault !== null && knownCharset(piece.charset) === "utf-8" && /[^\P{Cc}\s]/u.test(text);
  return guessedControls ? piece.source : text;
}

function decodeRaw(value: string, fallback: string | null): string {
  if (/^[\0-\x7f]*$/.test(value) && !value.includes("\x1b")) return value;
  return decodeBytes(Buffer.from(value, "latin1"), null, fallback).text;
}
