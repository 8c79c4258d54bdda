import { credential } from "@deskhand/db/schema";
import type { OrgTx } from "@deskhand/db";
import { hashPassword } from "./password.ts";

/** Gives a user a password, in place of the former one if there was any. */
export async function setPassword(
  tx: OrgTx,
  input: { orgId: string; userId: string; password: string; now: Date },
): Promise<void> {
  const passwordHash = await hashPassword(input.password);
  await tx
    .insert(credential)
    .values({ orgId: input.orgId, userId: input.userId, passwordHash, updatedAt: input.now })
    .onConflictDoUpdate({
      target: [credential.orgId, credential.userId],
      set: { passwordHash, updatedAt: input.now },
    });
}
