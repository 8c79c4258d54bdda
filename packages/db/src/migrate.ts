import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Where the generated migrations lie. */
const MIGRATIONS_FOLDER = path.resolve(import.meta.dirname, "../migrations");

/**
 * Brings the schema up to date as `deskhand_owner`. The roles must exist. An advisory lock makes concurrent
 * starts wait for each other.
 */
export async function migrate(ownerUrl: string, folder: string = MIGRATIONS_FOLDER): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(hashtext('deskhand.migrate'))`;
    await runMigrations(drizzle(client), { migrationsFolder: folder });
  } finally {
    await client.end({ timeout: 5 });
  }
}
