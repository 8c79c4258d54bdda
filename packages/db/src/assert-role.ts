import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";

/** The login must not be used: it would walk through the walls between tenants. */
export class UnsafeLoginError extends Error {
  override name = "UnsafeLoginError";
}

type Login = { name: string; superuser: boolean; bypass: boolean; owned: number };

/**
 * Refuses a login that row-level security does not bind: superusers, BYPASSRLS, owners of tables, or (for the web)
 * any login but the application's. `expected` is the login's name.
 * @throws UnsafeLoginError with a sentence that says which login to use.
 */
export async function assertRole(db: Database, expected: "deskhand_app" | "deskhand_system"): Promise<void> {
  const rows = await db.execute<Login>(sql`
    select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as bypass,
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('public', 'lookup', 'pgboss') and c.relowner = r.oid) as owned
    from pg_roles r where r.rolname = current_user`);
  const login = rows[0];
  if (!login) throw new UnsafeLoginError("The database does not say who is logged in; check DATABASE_URL.");
  const faults = [
    login.superuser && "is a superuser",
    login.bypass && "has BYPASSRLS",
    login.owned > 0 && `owns ${login.owned} tables`,
    login.name !== expected && `is not ${expected}`,
  ].filter((fault) => typeof fault === "string");
  if (faults.length > 0) {
    throw new UnsafeLoginError(
      `The login ${login.name} ${faults.join(", ")}: tenants would not be kept apart. Use the login ${expected}, which has no attributes and owns nothing.`,
    );
  }
}
