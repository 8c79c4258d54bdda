import { createHmac, timingSafeEqual } from "node:crypto";

/** RFC 4648 base32 in lower case: it survives servers that fold the case of a local part. */
const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
const ID_BYTES = 10;
const ID_CHARACTERS = 16;
const SIGNATURE_CHARACTERS = 8;

/**
 * Makes the token that a reply address carries: 16 base32 characters of id and 8 of its HMAC-SHA256. The organisation
 * is signed with it, so a token of one organisation means nothing to another.
 *
 * @param id 10 random bytes
 * @throws RangeError if the id is not 10 bytes long
 */
export function makeReplyToken(secret: string, orgId: string, id: Uint8Array): string {
  if (id.length !== ID_BYTES) throw new RangeError(`A reply token is made from ${ID_BYTES} bytes, not ${id.length}`);
  const encoded = base32(id);
  return encoded + sign(secret, orgId, encoded);
}

/** Tells whether a token was made by `makeReplyToken` with this secret for this organisation; in any case, in constant time. */
export function readReplyToken(secret: string, orgId: string, token: string): boolean {
  const lower = token.toLowerCase();
  if (!/^[a-z2-7]{24}$/.test(lower)) return false;
  const expected = sign(secret, orgId, lower.slice(0, ID_CHARACTERS));
  return timingSafeEqual(Buffer.from(lower.slice(ID_CHARACTERS)), Buffer.from(expected));
}

/**
 * Splits `support+token@example.com` into the address mail is kept under and what stands after the first plus sign.
 * Without a plus sign, or with nothing on one of its sides, the token is null. The address comes back in lower case.
 */
export function splitPlusAddress(address: string): { base: string; token: string | null } {
  const trimmed = address.trim().toLowerCase();
  const at = trimmed.lastIndexOf("@");
  const plus = trimmed.indexOf("+");
  if (at < 0 || plus <= 0 || plus >= at - 1) return { base: trimmed, token: null };
  return { base: trimmed.slice(0, plus) + trimmed.slice(at), token: trimmed.slice(plus + 1, at) };
}

function sign(secret: string, orgId: string, encodedId: string): string {
  const digest = createHmac("sha256", secret).update(`${orgId}|${encodedId}`).digest();
  return base32(digest.subarray(0, 5)).slice(0, SIGNATURE_CHARACTERS);
}

function base32(bytes: Uint8Array): string {
  let out = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += ALPHABET.charAt((buffer >> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return out;
}
