import postgres from "postgres";
import type { EmbeddedSecrets } from "./secrets.ts";

/** The passwords the three logins get. */
export type LoginPasswords = Pick<EmbeddedSecrets, "ownerPassword" | "appPassword" | "systemPassword">;

/** What a managed PostgreSQL gives to an ordinary login too; anything beyond would hide a missing grant. */
const PLAIN = "login nosuperuser nocreatedb nocreaterole noreplication nobypassrls";

/**
 * Makes the three logins and the database they share, or brings them back to what they must be. May run any number of
 * times.
 *
 * @param superUrl URL of a superuser, or of a role that may create roles and databases
 * @param passwords passwords of deskhand_owner, deskhand_app and deskhand_system
 * @param database name of the database, owned by deskhand_owner
 * @throws PostgresError as the server reports it
 */
export const bootstrapDatabase = async (
  superUrl: string,
  passwords: LoginPasswords,
  database = "deskhand",
): Promise<void> => {
  const sql = postgres(superUrl, { max: 1, onnotice: () => undefined });
  try {
    await ensureLogin(sql, "deskhand_owner", passwords.ownerPassword);
    await ensureLogin(sql, "deskhand_app", passwords.appPassword);
    await ensureLogin(sql, "deskhand_system", passwords.systemPassword);
    const [existing] = await sql`select 1 from pg_database where datname = ${database}`;
    if (!existing) await sql`create database ${sql(database)} owner deskhand_owner`;
    await sql`revoke all on database ${sql(database)} from public`;
    await sql`grant connect on database ${sql(database)} to deskhand_app, deskhand_system`;
  } finally {
    // Without a limit it waits for ever on a connection that the server closed.
    await sql.end({ timeout: 5 });
  }
};

const ensureLogin = async (sql: postgres.Sql, name: string, password: string): Promise<void> => {
  const [existing] = await sql`select 1 from pg_roles where rolname = ${name}`;
  const verb = existing ? "alter" : "create";
  // Utility statements take no parameters, so the server itself quotes name and password.
  const [quoted] = await sql<{ statement: string }[]>`
    select format('%s role %I with %s password %L', ${verb}::text, ${name}::text, ${PLAIN}::text, ${password}::text)
      as statement`;
  if (quoted) await sql.unsafe(quoted.statement);
};
