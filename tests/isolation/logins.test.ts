import { assertRole, createDb, UnsafeLoginError } from "@deskhand/db";
import { expect } from "vitest";
import { test } from "./test.ts";

const LOGINS = ["deskhand_app", "deskhand_owner", "deskhand_system"];

test("no login of the product has an attribute that would open the wall", async ({ superuser }) => {
  const rows = await superuser`
    select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication from pg_roles
    where rolname like 'deskhand\_%' order by 1`;
  expect([...rows]).toEqual(
    LOGINS.map((rolname) => ({
      rolname,
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
    })),
  );
});

test("no login of the product can become another one", async ({ superuser }) => {
  const rows = await superuser`
    select m.rolname as member, g.rolname as of from pg_auth_members a
    join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid where m.rolname = any(${LOGINS})`;
  expect([...rows]).toEqual([]);
});

test("the application's and the sweeps' logins own nothing and create nothing", async ({ superuser }) => {
  const owned = await superuser`
    select r.rolname, s.classid::regclass as what, s.objid from pg_shdepend s join pg_roles r on r.oid = s.refobjid
    where s.refclassid = 'pg_authid'::regclass and s.deptype = 'o' and r.rolname in ('deskhand_app', 'deskhand_system')`;
  expect([...owned]).toEqual([]);
  const creates = await superuser`
    select login, n.nspname from pg_namespace n, unnest(array['deskhand_app', 'deskhand_system']) login
    where n.nspname !~ '^pg_(toast|temp)' and has_schema_privilege(login, n.oid, 'create')`;
  expect([...creates]).toEqual([]);
  // The template is made as `npm start` makes its database; a clone of it has PostgreSQL's own grants to everybody.
  const databases = await superuser`
    select login, privilege from unnest(array['deskhand_app', 'deskhand_system']) login, unnest(array['create', 'temporary']) privilege
    where has_database_privilege(login, 'deskhand_template', privilege)`;
  expect([...databases]).toEqual([]);
});

test("the application reaches no table outside its own schema and the job queue's", async ({ superuser }) => {
  const rows = await superuser<{ schema: string }[]>`
    select distinct n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
      and has_schema_privilege('deskhand_app', n.oid, 'usage') and has_table_privilege('deskhand_app', c.oid, 'select') order by 1`;
  expect(rows.map(({ schema }) => schema)).toEqual(["pgboss", "public"]);
});

test("a superuser, the owner and the sweeps' login are refused where the application's is due", async ({
  database,
}) => {
  const refused: Record<string, string> = { super: "is a superuser", owner: "owns", system: "is not deskhand_app" };
  for (const [key, why] of Object.entries(refused)) {
    const url = new Map(Object.entries(database.urls)).get(key) ?? "";
    const { db, close } = createDb(url, { max: 1, name: "test" });
    const error = await assertRole(db, "deskhand_app").catch((caught: unknown) => caught);
    await close();
    expect(error).toBeInstanceOf(UnsafeLoginError);
    expect(String(error)).toContain(why);
    expect(String(error)).toContain("Use the login deskhand_app");
  }
});

test("the application's login is refused where the sweeps' is due; each is taken for its own", async ({ database }) => {
  await expect(assertRole(database.db, "deskhand_system")).rejects.toThrow(UnsafeLoginError);
  await assertRole(database.db, "deskhand_app");
  await assertRole(database.systemDb, "deskhand_system");
});
