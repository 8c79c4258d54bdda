import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { newId, nextTicketNumber, startNumbering, withOrg } from "@deskhand/db";
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { test } from "./test.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Who may ask before a tenant is known, and what. */
const CALLERS: Record<string, string[]> = {
  findOrgByAddress: ["apps/worker/src/smtp/listener.ts"],
  findOrgByDisabledAddress: ["apps/worker/src/smtp/listener.ts"],
  findOrgBySlug: [
    "apps/web/src/server/organization.ts",
    "apps/worker/src/bin/seed-demo.ts",
    "packages/auth/src/create-auth.ts",
  ],
};

/** Product sources that use a name, but for the package that defines it. */
function usersOf(name: string, definedIn: string): string[] {
  return globSync("{apps,packages}/*/src/**/*.{ts,tsx}", { cwd: ROOT })
    .filter((file) => !/\.test\.tsx?$|\/testing\//.test(file) && !file.startsWith(definedIn))
    .filter((file) => new RegExp(`\\b${RegExp.escape(name)}\\b`).test(readFileSync(path.join(ROOT, file), "utf8")))
    .toSorted();
}

test("the questions before a tenant is known are three definer functions that return an organisation's id", async ({
  superuser,
}) => {
  const rows = await superuser`
    select n.nspname || '.' || p.proname as name, pg_get_function_identity_arguments(p.oid) as asks, format_type(p.prorettype, null) as returns,
      p.proretset as many, p.proconfig as settings, p.provolatile as volatility, pg_get_userbyid(p.proowner) as owner,
      has_function_privilege('public', p.oid, 'execute') as "everybody", has_function_privilege('deskhand_app', p.oid, 'execute') as app
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'numbering') order by 1`;
  const common = {
    asks: "wanted text",
    returns: "uuid",
    many: false,
    settings: ['search_path=""'],
    volatility: "s",
    owner: "deskhand_owner",
    everybody: false,
    app: true,
  };
  expect([...rows]).toEqual(
    ["address", "disabled_address", "slug"].map((what) => ({ name: `lookup.org_for_${what}`, ...common })),
  );
});

test("the schema of those questions holds nothing else", async ({ superuser }) => {
  const functions = await superuser`select proname from pg_proc where pronamespace = 'lookup'::regnamespace`;
  const relations = await superuser`select relname from pg_class where relnamespace = 'lookup'::regnamespace`;
  expect(functions).toHaveLength(3);
  expect(relations).toHaveLength(0);
});

test("numbers are given out for the organisation at hand alone, and to nobody without one", async ({
  database,
  superuser,
}) => {
  const definers = await superuser`
    select p.proname as name, p.proconfig as settings, has_function_privilege('public', p.oid, 'execute') as everybody
    from pg_proc p where p.pronamespace = 'numbering'::regnamespace and p.prosecdef order by 1`;
  const common = { settings: ['search_path=""'], everybody: false };
  expect([...definers]).toEqual([
    { name: "next_ticket", ...common },
    { name: "start_tickets", ...common },
  ]);
  const [a, b] = [newId(), newId()];
  const numbers: number[] = [];
  for (const org of [a, b]) await withOrg(database.db, org, startNumbering);
  for (const org of [a, a, b, a]) numbers.push(await withOrg(database.db, org, nextTicketNumber));
  expect(numbers).toEqual([1, 2, 1, 3]);
  await expect(database.db.execute(sql`select numbering.next_ticket()`)).rejects.toThrow("Failed query");
});

test("only listed places ask before a tenant is known", () => {
  for (const name of ["findOrgByAddress", "findOrgByDisabledAddress", "findOrgBySlug"]) {
    expect(usersOf(name, "packages/db/")).toEqual(CALLERS[name] ?? []);
  }
  expect(usersOf("lookup.org_for", "packages/db/")).toEqual([]);
});

test("only the worker opens the login of all organisations, and only its sweep uses it", () => {
  expect(usersOf("withSystem", "packages/db/")).toEqual(["apps/worker/src/sweep.ts"]);
  expect(usersOf("systemDatabaseEnv", "packages/config/")).toEqual(["apps/worker/src/env.ts"]);
});

test("the organisation of a transaction is set in one place", () => {
  expect(usersOf("app.org_id", "-")).toEqual(["packages/db/src/columns.ts", "packages/db/src/with-org.ts"]);
});
