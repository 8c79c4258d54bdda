/**
 * Undoes a Content-Transfer-Encoding (RFC 2045 6). Base64 and quoted-printable are read loosely: stray characters are
 * skipped, broken escapes stay as they are. An unknown encoding leaves the bytes alone. Linear, never throws.
 */
export function decodeTransfer(bytes: Uint8Array, encoding: string | null): Uint8Array {
  const name = (encoding ?? "").toLowerCase();
  if (/base-?64/.test(name)) return decodeBase64(bytes);
  if (/quoted-?_?printable/.test(name)) return decodeQuotedPrintable(bytes);
  if (/uuencode|\buue\b/.test(name)) return decodeUuencode(bytes) ?? bytes;
  return bytes;
}

/** Base64 in any line length; a padded group in the middle (joined pieces) does not end it. */
export function decodeBase64(bytes: Uint8Array): Uint8Array {
  const clean = asBuffer(bytes)
    .toString("latin1")
    .replace(/[^A-Za-z0-9+/=]+/g, "");
  if (!/=[^=]/.test(clean)) return Buffer.from(clean, "base64");
  return Buffer.concat(clean.split(/(?<==)(?=[^=])/).map((piece) => Buffer.from(piece, "base64")));
}

/** Quoted-printable (RFC 2045 6.7): soft breaks and blanks at line ends go, an escape that is none stays. */
export function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let escapedUpTo = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte === 61) {
      const skip = softBreakLength(bytes, i + 1);
      const value = skip > 0 ? -1 : hexPair(bytes, i + 1);
      if (skip > 0) {
        i += skip;
        continue;
      }
      if (value >= 0) {
        out[length++] = value;
        escapedUpTo = length;
        i += 2;
        continue;
      }
    }
    if (byte === 10) length = dropTrailingBlanks(out, length, escapedUpTo);
    out[length++] = byte;
  }
  return out.subarray(0, length);
}

/** The file in a uuencoded block, or null if there is no `begin` line. What follows a missing `end` is read as data. */
function decodeUuencode(bytes: Uint8Array): Uint8Array | null {
  const lines = asBuffer(bytes).toString("latin1").split(/\r?\n/);
  const begin = lines.findIndex((line) => UU_BEGIN.test(line));
  if (begin < 0) return null;
  const pieces: Uint8Array[] = [];
  for (const line of lines.slice(begin + 1)) {
    if (line === "end") break;
    const piece = decodeUuLine(line);
    if (piece !== null) pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The first line of a uuencoded file: mode and name. */
export const UU_BEGIN = /^begin [0-7]{3,4} (\S[^\r\n]{0,250})$/;

/** One data line, or null if its length does not fit what it claims. */
export function decodeUuLine(line: string): Uint8Array | null {
  if (line === "") return null;
  const count = (line.charCodeAt(0) - 32) & 63;
  const groups = Math.ceil(count / 3);
  if (line.length - 1 < Math.ceil((count * 4) / 3) || line.length > groups * 4 + 3) return null;
  const out = new Uint8Array(groups * 3);
  for (let g = 0; g < groups; g += 1) {
    const [a, b, c, d] = [1, 2, 3, 4].map((k) => ((line.charCodeAt(g * 4 + k) || 32) - 32) & 63);
    out[g * 3] = ((a ?? 0) << 2) | ((b ?? 0) >> 4);
    out[g * 3 + 1] = ((b ?? 0) << 4) | ((c ?? 0) >> 2);
    out[g * 3 + 2] = ((c ?? 0) << 6) | (d ?? 0);
  }
  return out.subarray(0, count);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** How many bytes after the `=` belong to a soft line break: blanks and the line end, or the end of the data. */
function softBreakLength(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at - from < 80 && (bytes[at] === 32 || bytes[at] === 9)) at += 1;
  if (at >= bytes.length) return Math.max(1, at - from);
  if (bytes[at] === 10) return at - from + 1;
  if (bytes[at] === 13) return bytes[at + 1] === 10 ? at - from + 2 : at - from + 1;
  return 0;
}

function hexPair(bytes: Uint8Array, at: number): number {
  const high = hexDigit(bytes[at]);
  const low = hexDigit(bytes[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Blanks before a line end were added on the way (RFC 2045 6.7 rule 3); those the sender escaped are text. */
function dropTrailingBlanks(out: Uint8Array, length: number, escapedUpTo: number): number {
  const carriage = length > escapedUpTo && out[length - 1] === 13;
  let end = carriage ? length - 1 : length;
  while (end > escapedUpTo && (out[end - 1] === 32 || out[end - 1] === 9)) end -= 1;
  if (carriage) out[end++] = 13;
  return end;
}
