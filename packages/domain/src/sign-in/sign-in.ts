import { credential, user } from "@deskhand/db/schema";
import type { OrgTx } from "@deskhand/db";
import { and, eq, isNull } from "drizzle-orm";
import { verifyPassword } from "./password.ts";

/** Longer input is refused unread: no address has more (RFC 5321 4.5.3.1), and a password is hashed before it is judged. */
const MAX_LENGTH = { email: 254, password: 1024 };

/**
 * Checks an address and a password. Whether staff or requestor makes no difference here; disabled people are unknown.
 * @returns who it is, or null; the same answer after the same work for a wrong password and for an unknown address.
 */
export async function signIn(
  tx: OrgTx,
  input: { email: string; password: string },
): Promise<{ userId: string } | null> {
  const email = input.email.trim().toLowerCase();
  if (email.length > MAX_LENGTH.email || input.password.length > MAX_LENGTH.password) return null;
  const [found] = await tx
    .select({ userId: user.id, passwordHash: credential.passwordHash })
    .from(user)
    .innerJoin(credential, and(eq(credential.orgId, user.orgId), eq(credential.userId, user.id)))
    .where(and(eq(user.email, email), eq(user.kind, "person"), isNull(user.disabledAt)));
  const fits = await verifyPassword(found?.passwordHash ?? null, input.password);
  return found && fits ? { userId: found.userId } : null;
}
