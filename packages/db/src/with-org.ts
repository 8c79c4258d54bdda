/**
 * The only maker of an `OrgTx`. Everything in the domain takes an OrgTx and nothing else, so that a query without
 * a tenant does not compile, and one that slipped through would meet row-level security without an organisation
 * and see no rows.
 */
import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";

type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];

declare const organisationBound: unique symbol;

/** A database transaction that is bound to one organisation. */
export type OrgTx = Tx & { readonly [organisationBound]: true };

/** A database transaction of the system login that sees all organisations; for sweeps only. */
export type SystemTx = Tx & { readonly [organisationBound]: false };

/**
 * Runs `fn` in one transaction bound to the organisation `orgId`; commits when it resolves, rolls back when it
 * throws. The binding ends with the transaction, so a pooled connection carries nothing over.
 */
export function withOrg<T>(db: Database, orgId: string, fn: (tx: OrgTx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.org_id', ${orgId}, true)`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where the brand is given
    return fn(tx as OrgTx);
  });
}

/** Runs `fn` in one transaction of the system login. Only sweeps of the worker do this; they read ids and enqueue jobs. */
export function withSystem<T>(systemDb: Database, fn: (tx: SystemTx) => Promise<T>): Promise<T> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where the brand is given
  return systemDb.transaction((tx) => fn(tx as SystemTx));
}
