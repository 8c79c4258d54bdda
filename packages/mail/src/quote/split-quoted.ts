import {
  isAttribution,
  isForwardMarker,
  isHeaderBlock,
  isOriginalMarker,
  isSentFrom,
  namesAddress,
  startsAttribution,
} from "./quote-patterns.ts";

/** The three pieces of a reply; together they hold every line of it that is not blank. */
export type SplitText = { visible: string; quoted: string; signature: string };

type Quote = { start: number; end: number };

const LONGEST_ATTRIBUTION = 4;
const LONGEST_SIGNATURE = 40;

/**
 * Parts what a person newly wrote from the quoted message below it and from the signature, to fold them, never to lose
 * them. Answers between the quoted lines stay whole, forwarded messages are content, and a text that is nothing but a
 * quote is shown. Linear in the length of the text.
 */
export function splitQuoted(text: string): SplitText {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const quote = findQuote(lines);
  const before = quote === null ? lines : lines.slice(0, quote.start);
  const after = quote === null ? [] : lines.slice(quote.end);
  const own = takeSignature(before);
  const rest = takeSignature(after);
  const visible = join([own.body, rest.body]);
  const signature = join([own.signature, rest.signature]);
  if (visible === "") return { visible: text.trim(), quoted: "", signature: "" };
  return { visible, quoted: quote === null ? "" : trimmed(lines.slice(quote.start, quote.end)), signature };
}

/** The range of lines to fold, or null if nothing is quoted or the quote is part of the answer. */
function findQuote(lines: string[]): Quote | null {
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    if (isForwardMarker(line)) return null;
    if (isQuoted(line)) return quoteFrom(lines, i, i);
    if (isOriginalMarker(line)) return { start: i, end: lines.length };
    if (
      isHeaderBlock(
        line,
        lines.slice(i + 1, i + 9).filter((next) => next.trim() !== ""),
      )
    ) {
      return { start: withRuleAbove(lines, i), end: lines.length };
    }
    const length = attributionLength(lines, i);
    const found = length > 0 ? afterAttribution(lines, i, i + length) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Null if the lines are no attribution after all, but a sentence that introduces what follows it. */
function afterAttribution(lines: string[], start: number, next: number): Quote | null {
  let first = next;
  while (first < lines.length && (lines[first] ?? "").trim() === "") first += 1;
  if (!isQuoted(lines[first] ?? "")) {
    const standsApart = start === 0 || (lines[start - 1] ?? "").trim() === "";
    const isCertain = standsApart || namesAddress(lines.slice(start, next).join(" "));
    return isCertain ? { start, end: lines.length } : null;
  }
  return quoteFrom(lines, start, first) ?? { start: lines.length, end: lines.length };
}

/**
 * One block of quoted lines is folded where it stands: above it a reply, below it one. Several with text between them
 * are an answer point by point, which is only readable as a whole.
 */
function quoteFrom(lines: string[], start: number, firstQuoted: number): Quote | null {
  const end = endOfQuoted(lines, firstQuoted);
  const hasMore = lines.slice(end).some((line) => isQuoted(line));
  return hasMore ? null : { start, end };
}

/** Blank lines inside a quote belong to it, and so does a short line that the quoting program wrapped. */
function endOfQuoted(lines: string[], from: number): number {
  let end = from;
  for (let i = from; i < lines.length; i += 1) {
    const line = lines[i] ?? "";
    if (isQuoted(line)) end = i + 1;
    else if (line.trim() !== "" && !isWrapped(lines, i)) break;
  }
  return end;
}

function isWrapped(lines: string[], i: number): boolean {
  const line = lines[i] ?? "";
  return (
    isQuoted(lines[i - 1] ?? "") && isQuoted(lines[i + 1] ?? "") && line.length < 40 && (lines[i - 1] ?? "").length > 60
  );
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}[>＞]/.test(line) && !/^\s{0,3}>>>>>>>+\s/.test(line);
}

function attributionLength(lines: string[], i: number): number {
  const first = lines[i] ?? "";
  if (first.length > 400 || !startsAttribution(first)) return 0;
  let joined = "";
  for (let length = 1; length <= LONGEST_ATTRIBUTION; length += 1) {
    const line = lines[i + length - 1];
    if (line === undefined || line.trim() === "" || line.length > 400) return 0;
    joined = `${joined} ${line.trim()}`;
    if (isAttribution(joined)) return length;
  }
  return 0;
}

/** Outlook draws a rule over the header of the message it answers. */
function withRuleAbove(lines: string[], i: number): number {
  let above = i - 1;
  while (above >= 0 && (lines[above] ?? "").trim() === "") above -= 1;
  return above >= 0 && /^\s*[-_=*]{5,}\s*$/.test(lines[above] ?? "") ? above : i;
}

/** The signature below `-- ` (RFC 3676 4.3), or the lines that devices add at the end. */
function takeSignature(lines: string[]): { body: string[]; signature: string[] } {
  const earliest = Math.max(0, lines.length - LONGEST_SIGNATURE);
  for (let i = lines.length - 1; i >= earliest; i -= 1) {
    if (/^--\s?$/.test(lines[i] ?? "")) return { body: lines.slice(0, i), signature: lines.slice(i) };
  }
  let start = lines.length;
  for (let i = lines.length - 1; i >= earliest; i -= 1) {
    const line = lines[i] ?? "";
    if (isSentFrom(line)) start = i;
    else if (line.trim() !== "") break;
  }
  return { body: lines.slice(0, start), signature: lines.slice(start) };
}

function join(pieces: string[][]): string {
  return pieces
    .map(trimmed)
    .filter((piece) => piece !== "")
    .join("\n\n");
}

function trimmed(lines: string[]): string {
  const first = lines.findIndex((line) => line.trim() !== "");
  return first < 0 ? "" : lines.slice(first).join("\n").trimEnd();
}
