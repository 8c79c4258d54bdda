/** A field as it stands: `name` in lower case, `value` unfolded but not decoded, one character a byte (latin1). */
export type RawField = { name: string; value: string };

/** A header and where the body after it begins (a byte offset into the same array). */
export type HeaderBlock = { fields: RawField[]; bodyStart: number; faults: string[] };

const FIELD = /^([!-9;-~]+)[ \t]*:/;
/** Names that prove a header where a line before them was none; any word with a colon may begin a text. */
const KNOWN_FIELD =
  /^(?:from|to|cc|bcc|subject|date|sender|reply-to|message-id|in-reply-to|references|received|return-path|delivered-to|mime-version|content-[a-z-]+|list-[a-z-]+|dkim-signature|auto-submitted|precedence|x-[a-z0-9-]+)[ \t]*:/i;
const LINE_FEED = 10;

/**
 * Reads the header at the start of a message or part (RFC 5322 2.2), forgiving what real senders do: a mbox `From `
 * line, lines that are no field (skipped if fields follow, else the body begins there), blanks before the colon.
 * Linear in the header's length. Never throws.
 *
 * @param end byte offset behind the part; a header without a blank line ends there
 */
export function readHeaderBlock(bytes: Uint8Array, start = 0, end = bytes.length): HeaderBlock {
  const lines = createLineReader(bytes, start, end);
  const fields: { name: string; parts: string[] }[] = [];
  const faults: string[] = [];
  for (let line = lines.next(); line !== null; line = lines.next()) {
    if (line === "") return finish(fields, lines.position(), faults);
    const match = FIELD.exec(line);
    const last = fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (line.trim() === "" && !continuesHeader(lines.peek())) return finish(fields, lines.position(), faults);
      last?.parts.push(line);
    } else if (match?.[1] !== undefined && !isMailboxLine(line)) {
      fields.push({ name: match[1].toLowerCase(), parts: [line.slice(match[0].length)] });
    } else if (!isMailboxLine(line) || fields.length > 0) {
      const resume = nextFieldOffset(bytes, lines.position(), end);
      faults.push("A line in the header is no header field");
      if (resume === null) return finish(fields, lines.lineStart(), faults);
      lines.seek(resume);
    }
  }
  return finish(fields, end, faults);
}

/** The header of a whole message; blank lines before it count as none if a header follows. */
export function readMessageHeader(raw: Uint8Array): HeaderBlock {
  return readHeaderBlock(raw, messageStart(raw));
}

/** Where a message begins: pipes put blank lines before the header. */
export function messageStart(raw: Uint8Array): number {
  let start = 0;
  while (raw[start] === LINE_FEED || raw[start] === 13) start += 1;
  const head = Buffer.from(raw.subarray(start, start + 60)).toString("latin1");
  return /^[A-Za-z][A-Za-z-]{0,40}:[ \t]/.test(head) ? start : 0;
}

/** The value of the first field of that name: repeated single fields are a known trick and the first one counts. */
export function firstField(fields: readonly RawField[], name: string): string | null {
  return fields.find((field) => field.name === name)?.value ?? null;
}

function finish(fields: { name: string; parts: string[] }[], bodyStart: number, faults: string[]): HeaderBlock {
  const joined = fields.map(({ name, parts }) => ({ name, value: parts.join("") }));
  return { fields: joined, bodyStart, faults: [...new Set(faults)] };
}

function isMailboxLine(line: string): boolean {
  return /^>?From /.test(line);
}

function continuesHeader(next: string | null): boolean {
  return next !== null && next !== "" && (/^[ \t]+\S/.test(next) || FIELD.test(next));
}

/** Where the next field begins before the blank line that ends the header, or null if only body follows. */
function nextFieldOffset(bytes: Uint8Array, from: number, end: number): number | null {
  const lines = createLineReader(bytes, from, end);
  for (let line = lines.next(); line !== null && line !== ""; line = lines.next()) {
    if (KNOWN_FIELD.test(line)) return lines.lineStart();
    if (line.startsWith("--")) return null;
  }
  return null;
}

type LineReader = {
  next(): string | null;
  peek(): string | null;
  lineStart(): number;
  position(): number;
  seek(to: number): void;
};

/** Reads lines without their ends, as latin1 text. */
function createLineReader(bytes: Uint8Array, start: number, end: number): LineReader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = start;
  let lineStart = start;
  const stopOf = (from: number): number => {
    const feed = buffer.indexOf(LINE_FEED, from);
    return feed < 0 || feed >= end ? end : feed;
  };
  const lineAt = (from: number, stop: number): string => {
    const line = buffer.toString("latin1", from, stop);
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  };
  return {
    next() {
      if (position >= end) return null;
      lineStart = position;
      const stop = stopOf(position);
      position = Math.min(stop + 1, end);
      return lineAt(lineStart, stop);
    },
    peek: () => (position >= end ? null : lineAt(position, stopOf(position))),
    lineStart: () => lineStart,
    position: () => position,
    seek(to) {
      position = to;
    },
  };
}
