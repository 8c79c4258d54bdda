import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";

/** Labels that real mail uses for a charset the decoders know under another name; all keys without punctuation. */
const ALIASES: Readonly<Record<string, string>> = {
  ascii: "us-ascii",
  usascii: "us-ascii",
  ansi_x3: "us-ascii",
  iso88591: "windows-1252",
  "88591": "windows-1252",
  latin1: "windows-1252",
  iso8859: "windows-1252",
  ansi: "windows-1252",
  iso88599: "windows-1254",
  iso88598i: "iso-8859-8",
  iso88598e: "iso-8859-8",
  iso885911: "windows-874",
  utf: "utf-8",
  unicode11utf7: "utf-7",
  unicode11utf8: "utf-8",
  unicode: "utf-16",
  gb2312: "gb18030",
  isogb2312: "gb18030",
  gb231280: "gb18030",
  xgbk: "gb18030",
  euccn: "gb18030",
  gbk: "gb18030",
  ksc56011987: "cp949",
  ksc5601: "cp949",
  euckr: "cp949",
  xsjis: "shift_jis",
  sjis: "shift_jis",
  ms932: "shift_jis",
  windows31j: "shift_jis",
  xeucjp: "euc-jp",
  xbig5: "big5",
  xmacroman: "macroman",
  macintosh: "macroman",
  xwindows949: "cp949",
};

const ISO_2022_JP = "iso-2022-jp";
/** iconv-lite also answers to names of byte codings that are no charset. */
const NO_CHARSETS = new Set(["base64", "hex", "binary", "internal", ""]);

/** Single-byte guesses of the detector that are worse than the fallback when the text is short. */
const LEAST_CONFIDENCE = 20;
const SAMPLE_BYTES = 65_536;

/** What a text was read as; `fault` says when that is not what the sender declared. */
export type DecodedText = { text: string; charset: string; fault: string | null };

/**
 * Turns bytes into text and never refuses: the declared charset if it is known and fits, else valid UTF-8, else what
 * the bytes look like, else `fallback`, else windows-1252. The text holds no NUL and no lone surrogate.
 *
 * @param declared the label as sent, or null
 * @param fallback a charset another part of the message declares, tried before guessing for short texts
 */
export function decodeBytes(bytes: Uint8Array, declared: string | null, fallback: string | null = null): DecodedText {
  const label = declared === null ? null : knownCharset(declared);
  if (declared !== null && label === null) {
    const guess = guessCharset(bytes, fallback);
    return {
      ...read(bytes, guess),
      fault: `The charset ${JSON.stringify(declared.slice(0, 40))} is unknown; read as ${guess}`,
    };
  }
  if (label === null || label === "us-ascii") {
    const guess = guessCharset(bytes, fallback);
    const odd = label !== null && guess !== "us-ascii" && guess !== "utf-8";
    return { ...read(bytes, guess), fault: odd ? `8-bit text was declared us-ascii; read as ${guess}` : null };
  }
  if (label === "utf-8" && !isMostlyUtf8(bytes)) {
    const guess = guessCharset(bytes, fallback);
    return { ...read(bytes, guess), fault: `The text is declared UTF-8 but is not; read as ${guess}` };
  }
  return { ...read(bytes, label), fault: null };
}

/** The decoder's name for a label as senders write it, or null if no decoder knows it. */
export function knownCharset(label: string): string | null {
  const lower = label
    .slice(0, 60)
    .trim()
    .toLowerCase()
    .replace(/^["']+|["']+$/g, "");
  const bare = lower.replace(/[^a-z0-9]/g, "").replace(/^(cs|x)(?=iso|utf|gb|euc|sjis|big5)/, "");
  if (/^(iso)?2022jp/.test(bare)) return ISO_2022_JP;
  const name = ALIASES[bare] ?? lower.replace(/^cp-(?=\d)/, "cp");
  if (name === "utf8") return "utf-8";
  return name === "us-ascii" || (!NO_CHARSETS.has(bare) && iconv.encodingExists(name)) ? name : null;
}

/** Takes out what PostgreSQL cannot store: NUL, and halves of surrogate pairs (they become U+FFFD). */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

function read(bytes: Uint8Array, charset: string): { text: string; charset: string } {
  return { text: storableText(readAs(bytes, charset)).replace(/^\uFEFF/, ""), charset };
}

function readAs(bytes: Uint8Array, charset: string): string {
  if (charset === "us-ascii" || charset === "utf-8") return new TextDecoder("utf-8").decode(bytes);
  return charset === ISO_2022_JP ? decodeIso2022Jp(bytes) : iconv.decode(bytes, charset);
}

/**
 * The one common charset that iconv-lite lacks. Joined encoded words switch to ASCII and back with nothing between,
 * which the platform's decoder takes for an error.
 */
function decodeIso2022Jp(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("latin1");
  const joined = text.replaceAll("\x1b(B\x1b$", "\x1b$").replaceAll("\x1b(J\x1b$", "\x1b$");
  return new TextDecoder(ISO_2022_JP).decode(Buffer.from(joined, "latin1"));
}

function guessCharset(bytes: Uint8Array, fallback: string | null): string {
  if (!hasHighBytes(bytes)) return looksLikeIso2022Jp(bytes) ? ISO_2022_JP : "us-ascii";
  if (isUtf8(bytes)) return "utf-8";
  const known = fallback === null ? null : knownCharset(fallback);
  if (known !== null && known !== "utf-8" && known !== "us-ascii") return known;
  return detect(bytes) ?? "windows-1252";
}

function detect(bytes: Uint8Array): string | null {
  for (const match of chardet.analyse(linesWithHighBytes(bytes))) {
    if (match.confidence < LEAST_CONFIDENCE) return null;
    const name = knownCharset(match.name);
    if (name !== null && name !== "utf-8" && !/^(utf-?(16|32)|us-ascii)/.test(name)) return name;
  }
  return null;
}

/** Long stretches of ASCII would drown the few words that tell. */
function linesWithHighBytes(bytes: Uint8Array): Uint8Array {
  const lines: Uint8Array[] = [];
  let length = 0;
  for (let start = 0; start < bytes.length && length < SAMPLE_BYTES;) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    const line = bytes.subarray(start, Math.min(end, start + SAMPLE_BYTES));
    if (hasHighBytes(line)) {
      lines.push(line);
      length += line.length;
    }
    start = end;
  }
  return Buffer.concat(lines);
}

function hasHighBytes(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte > 127);
}

function looksLikeIso2022Jp(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("\x1b$", 0, "latin1");
}

/** A single broken character in UTF-8 text is damage; if most of its high bytes do not fit, the label is wrong. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return true;
  const text = new TextDecoder("utf-8").decode(bytes);
  let broken = 0;
  let whole = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0xfffd) broken += 1;
    else if (code > 127) whole += 1;
  }
  return whole > broken;
}
