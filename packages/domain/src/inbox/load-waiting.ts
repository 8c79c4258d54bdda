import type { OrgTx } from "@deskhand/db";
import { inboundMessage, organization } from "@deskhand/db/schema";
import { and, eq } from "drizzle-orm";
import type { InboundRow } from "./understand.ts";

/** A stored mail that still waits to be understood, with its organisation's slug; null if it has its outcome. */
export async function loadWaiting(tx: OrgTx, id: string): Promise<{ row: InboundRow; slug: string } | null> {
  const rows = await tx
    .select({ row: inboundMessage, slug: organization.slug })
    .from(inboundMessage)
    .innerJoin(organization, eq(organization.id, inboundMessage.orgId))
    .where(and(eq(inboundMessage.id, id), eq(inboundMessage.state, "stored")));
  return rows[0] ?? null;
}
