import { drizzle } from "drizzle-orm/postgres-js";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { withPreparedStatements } from "./prepared.ts";
import * as schema from "./schema/index.ts";

export type Schema = typeof schema;
export type Database = PostgresJsDatabase<Schema>;
export type DatabaseHandle = { db: Database; close(): Promise<void> };

/**
 * Opens a pool for one login. Nothing is connected before the first query.
 * `url` a postgres:// address; `max` connections at most; `name` shows in pg_stat_activity.
 * The caller closes it.
 */
export function createDb(url: string, options: { max: number; name: string }): DatabaseHandle {
  const client = postgres(url, {
    max: options.max,
    idle_timeout: 60,
    connect_timeout: 10,
    connection: { application_name: options.name },
    onnotice: () => {},
  });
  return {
    db: drizzle(withPreparedStatements(client), { schema, casing: "snake_case" }),
    close: () => client.end({ timeout: 5 }),
  };
}
