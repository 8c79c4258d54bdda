import { createHash, randomBytes } from "node:crypto";
import { session, user } from "@deskhand/db/schema";
import type { OrgTx } from "@deskhand/db";
import { and, eq, gt, isNull, lte } from "drizzle-orm";

/** A session ends this long after signing in. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60;

/** What a session's token stands for. */
export type FoundSession = { userId: string; expiresAt: Date };

/**
 * What is kept of a token: its SHA-256 in hex. The token has 256 random bits, so a slow hash would add nothing, and
 * whoever reads the table can't sign in with it.
 */
function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * Starts a session of a user in the organisation of `tx`.
 * @returns the token for the browser's cookie; it is kept nowhere else.
 */
export async function createSession(
  tx: OrgTx,
  input: { orgId: string; userId: string; now: Date },
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(input.now.getTime() + SESSION_SECONDS * 1000);
  // Whoever signs in leaves no dead rows of their own behind; no sweep is needed for people who come back.
  await tx.delete(session).where(and(eq(session.userId, input.userId), lte(session.expiresAt, input.now)));
  await tx.insert(session).values({
    orgId: input.orgId,
    tokenHash: hashToken(token),
    userId: input.userId,
    createdAt: input.now,
    expiresAt,
  });
  return { token, expiresAt };
}

/**
 * Whose session a token stands for, or null if it is unknown here, ended, or of somebody disabled. A token of another
 * organisation is unknown here: the transaction sees this organisation's rows alone.
 */
export async function findSession(tx: OrgTx, input: { token: string; now: Date }): Promise<FoundSession | null> {
  const [found] = await tx
    .select({ userId: session.userId, expiresAt: session.expiresAt })
    .from(session)
    .innerJoin(user, and(eq(user.orgId, session.orgId), eq(user.id, session.userId)))
    .where(
      and(eq(session.tokenHash, hashToken(input.token)), gt(session.expiresAt, input.now), isNull(user.disabledAt)),
    );
  return found ?? null;
}

/** Ends the session of a token, if there is one here. */
export async function endSession(tx: OrgTx, token: string): Promise<void> {
  await tx.delete(session).where(eq(session.tokenHash, hashToken(token)));
}
