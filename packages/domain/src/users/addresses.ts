const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/u;

/** An e-mail address as it is stored and compared: trimmed and lower case. Null if the text is none or too long (RFC 5321 4.5.3.1). */
export function normalizeAddress(text: string): string | null {
  const address = text.trim().toLowerCase();
  return address.length <= 254 && ADDRESS.test(address) ? address : null;
}
