import { sql } from "drizzle-orm";
import { check, customType, pgPolicy, pgRole, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import type { AnyPgColumn, PgPolicy, PrimaryKeyBuilder } from "drizzle-orm/pg-core";
import { newId } from "./ids.ts";

/** Web requests and job bodies: sees one organisation at a time. */
const appRole = pgRole("deskhand_app").existing();
/** The worker's sweeps: sees all organisations. */
const systemRole = pgRole("deskhand_system").existing();

const CURRENT_ORG = sql`(select nullif(current_setting('app.org_id', true), '')::uuid)`;

/** Row id made by the application; unique only together with `org_id`. */
export const idColumn = () => uuid().notNull().$defaultFn(newId);

/** The organisation a row belongs to; leads every key of a tenant table. */
export const orgIdColumn = () => uuid().notNull();

/** A point in time with time zone, to the millisecond (what a JavaScript Date holds). */
export const instant = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });

/** Raw bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  fromDriver: (value) => value,
});

/**
 * Closed set of texts. Text with a CHECK instead of an enum type, because enum comparison is not leakproof and
 * would keep the planner from using an index under a row-level security policy.
 */
export function oneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  const list = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ");
  return check(name, sql`${column} in (${sql.raw(list)})`);
}

/**
 * The wall around a tenant table: the application sees and writes rows of the current organisation only, the
 * system login all rows. Both policies are needed in every table that has `org_id`; a test reads the catalogue.
 */
export function orgPolicies(orgId: AnyPgColumn): PgPolicy[] {
  return [
    pgPolicy("org", {
      for: "all",
      to: appRole,
      using: sql`${orgId} = ${CURRENT_ORG}`,
      withCheck: sql`${orgId} = ${CURRENT_ORG}`,
    }),
    pgPolicy("system", { for: "all", to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ];
}

/** Primary key `(org_id, id)` and the policies of a tenant table. */
export function tenant(table: { orgId: AnyPgColumn; id: AnyPgColumn }): (PrimaryKeyBuilder | PgPolicy)[] {
  return [primaryKey({ columns: [table.orgId, table.id] }), ...orgPolicies(table.orgId)];
}
