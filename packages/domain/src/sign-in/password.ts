import { hash, verify } from "@node-rs/argon2";

/** argon2id (RFC 9106) with OWASP's parameters: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of a random text that was thrown away: what an unknown person's password is compared with. */
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$hZ6rASaIFI0Z82+XybrvuQ$fU9gYYIFL9lpVCKvlGPPz1K/Fu7o/0ktDv6zmniZBk0";

/** Keyboards differ in how they compose an accented letter; the person types the same password (NIST SP 800-63B 5.1.1.2). */
const normalise = (password: string): string => password.normalize("NFKC");

/** The argon2id hash of a password in PHC format, with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalise(password), COST);
}

/**
 * Whether a password belongs to a stored hash. With null (an unknown person, or one without a password) the answer
 * is no after the same work, so that the time taken does not tell which addresses are known.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? NOBODYS_HASH, normalise(password));
  return fits && passwordHash !== null;
}
