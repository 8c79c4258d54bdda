import type { OrgTx } from "@deskhand/db";
import { user } from "@deskhand/db/schema";
import { eq } from "drizzle-orm";

/** The id of Nobody, who owns what nobody owns. */
export async function nobodyId(tx: OrgTx): Promise<string> {
  const rows = await tx.select({ id: user.id }).from(user).where(eq(user.kind, "nobody"));
  if (!rows[0]) throw new Error("The organisation has no Nobody");
  return rows[0].id;
}
