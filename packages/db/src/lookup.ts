/**
 * The questions that may be asked before a tenant is known. Each calls one SECURITY DEFINER function that returns
 * an organisation's id and nothing else; a test holds the list of functions and of their callers.
 */
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Database } from "./client.ts";
import type { OrgTx } from "./with-org.ts";

/** A pool, or a transaction that needs to know whether something belongs to any organisation. */
type Asker = Pick<Database, "execute"> | Pick<OrgTx, "execute">;

async function findOrg(db: Asker, question: SQL): Promise<string | null> {
  const rows = await db.execute<{ org_id: string | null }>(question);
  return rows[0]?.org_id ?? null;
}

/** The organisation with this host label, or null if there is none or it is disabled. */
export function findOrgBySlug(db: Asker, slug: string): Promise<string | null> {
  return findOrg(db, sql`select lookup.org_for_slug(${slug}) as org_id`);
}

/** The organisation that receives mail for this lower-cased address (without plus part) in an enabled queue, or null. */
export function findOrgByAddress(db: Asker, address: string): Promise<string | null> {
  return findOrg(db, sql`select lookup.org_for_address(${address}) as org_id`);
}

/** The organisation whose disabled queue this address belongs to, or null: why mail is refused. */
export function findOrgByDisabledAddress(db: Asker, address: string): Promise<string | null> {
  return findOrg(db, sql`select lookup.org_for_disabled_address(${address}) as org_id`);
}
