import { createDb, newId, withOrg } from "@deskhand/db";
import type { OrgTx } from "@deskhand/db";
import { testServices } from "@deskhand/domain/testing/fixtures";
import type { World } from "@deskhand/domain/testing/world";
import { sql } from "drizzle-orm";
import type postgres from "postgres";
import { expect } from "vitest";
import { fillEveryTable } from "./fill-every-table.ts";
import { tenantTables } from "./read-catalogue.ts";
import type { Catalogue, ForeignKey } from "./read-catalogue.ts";
import { test as base } from "./test.ts";

/** SQLSTATE codes of PostgreSQL. */
const DENIED = "42501";
const NO_SUCH_ROW = "23503";

/** A and B are organisations alike; B is the one that tries. */
const test = base.extend<{ orgs: { a: World; b: World } }>({
  orgs: [
    async ({ database }, use) => {
      const services = testServices(database);
      await use({
        a: await fillEveryTable(database.db, services, "org-a"),
        b: await fillEveryTable(database.db, services, "org-b"),
      });
    },
    { scope: "file" },
  ],
});

function orgColumn(table: string): "id" | "org_id" {
  return table === "organization" ? "id" : "org_id";
}

/** Which rows are an organisation's. */
function belongsTo(table: string, orgId: string) {
  return sql`${sql.identifier(orgColumn(table))} = ${orgId}`;
}

/** The SQLSTATE that a statement fails with, or how many rows it touched. */
async function outcomeOf(work: Promise<{ count: number }>): Promise<string | number> {
  try {
    return (await work).count;
  } catch (error) {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      if ("code" in cause && typeof cause.code === "string") return cause.code;
    }
    throw error;
  }
}

function rowsOf(superuser: postgres.Sql, table: string, orgId: string): Promise<Record<string, unknown>[]> {
  return superuser`select * from ${superuser(table)} t where ${superuser(orgColumn(table))} = ${orgId} order by t::text`;
}

/** Inserts a copy of an existing row with some values replaced. */
function insertCopy(tx: OrgTx, table: string, source: { orgId: string }, values: Record<string, unknown>) {
  const name = sql.identifier(table);
  return tx.execute(sql`
    insert into ${name} select r.* from ${name} t, jsonb_populate_record(t, ${JSON.stringify(values)}::jsonb) r
    where t.${sql.identifier(orgColumn(table))} = ${source.orgId} limit 1`);
}

/** What comes of `fn` for each name, one after another. */
async function each<T>(names: readonly string[], fn: (name: string) => Promise<T>): Promise<[string, T][]> {
  const results: [string, T][] = [];
  for (const name of names) results.push([name, await fn(name)]);
  return results;
}

/** The same for every name. */
function all<T>(names: readonly string[], value: T): [string, T][] {
  return names.map((name) => [name, value]);
}

/** Fails for a new table or key until fill-every-table.ts gives it a row, so that the tests below can try it. */
test("every table has rows of both organisations, and a value for every foreign key", async ({
  catalogue,
  superuser,
  orgs,
}) => {
  const tables = tenantTables(catalogue);
  for (const { orgId } of [orgs.a, orgs.b]) {
    expect(await each(tables, async (table) => (await rowsOf(superuser, table, orgId)).length > 0)).toEqual(
      all(tables, true),
    );
  }
  const keys = references(catalogue).map(({ table, columns }) => `${table}.${columns[1] ?? ""}`);
  const isUsed = async (key: string) => {
    const [table = "", column = ""] = key.split(".");
    const rows =
      await superuser`select 1 from ${superuser(table)} where org_id = ${orgs.b.orgId} and ${superuser(column)} is not null limit 1`;
    return rows.length === 1;
  };
  expect(await each(keys, isUsed)).toEqual(all(keys, true));
});

test("bound to one organisation, the application sees that one's rows in every table and no other", async ({
  catalogue,
  database,
  superuser,
  orgs,
}) => {
  const tables = tenantTables(catalogue);
  const seen = await each(tables, async (table) => [
    ...(await withOrg(database.db, orgs.b.orgId, (tx) =>
      tx.execute<{ org: string }>(
        sql`select distinct ${sql.identifier(orgColumn(table))} as org from ${sql.identifier(table)}`,
      ),
    )),
  ]);
  expect(seen).toEqual(all(tables, [{ org: orgs.b.orgId }]));
  const there = await each(tables, async (table) => [
    ...(await superuser`select count(distinct ${superuser(orgColumn(table))})::int as orgs from ${superuser(table)}`),
  ]);
  expect(there).toEqual(all(tables, [{ orgs: 2 }]));
});

test("another organisation's rows can be neither changed nor deleted", async ({
  catalogue,
  database,
  superuser,
  orgs,
}) => {
  const tables = tenantTables(catalogue);
  const before = await each(tables, (table) => rowsOf(superuser, table, orgs.a.orgId));
  const outcomes = await each(tables, async (table) => {
    const name = sql.identifier(table);
    const column = sql.identifier(orgColumn(table));
    const attempts = [
      sql`update ${name} set ${column} = ${column}`,
      sql`update ${name} set ${column} = ${orgs.b.orgId}`,
      sql`delete from ${name}`,
    ];
    const got = attempts.map((attempt) =>
      outcomeOf(
        withOrg(database.db, orgs.b.orgId, (tx) => tx.execute(sql`${attempt} where ${belongsTo(table, orgs.a.orgId)}`)),
      ),
    );
    return (await Promise.all(got)).every((outcome) => outcome === 0 || outcome === DENIED);
  });
  expect(outcomes).toEqual(all(tables, true));
  expect(await each(tables, (table) => rowsOf(superuser, table, orgs.a.orgId))).toEqual(before);
});

test("a row can be neither made for another organisation nor moved into it", async ({
  catalogue,
  database,
  superuser,
  orgs,
}) => {
  const tables = tenantTables(catalogue);
  const before = await each(tables, (table) => rowsOf(superuser, table, orgs.a.orgId));
  const made = await each(tables, (table) => {
    const foreign = table === "organization" ? { id: newId(), slug: "org-c" } : { org_id: orgs.a.orgId };
    return outcomeOf(
      withOrg(database.db, orgs.b.orgId, (tx) => insertCopy(tx, table, { orgId: orgs.b.orgId }, foreign)),
    );
  });
  expect(made).toEqual(all(tables, DENIED));
  const moved = await each(tables, (table) => {
    const to = table === "organization" ? newId() : orgs.a.orgId;
    const statement = sql`update ${sql.identifier(table)} set ${sql.identifier(orgColumn(table))} = ${to}`;
    return outcomeOf(withOrg(database.db, orgs.b.orgId, (tx) => tx.execute(statement)));
  });
  expect(moved).toEqual(all(tables, DENIED));
  expect(await each(tables, (table) => rowsOf(superuser, table, orgs.a.orgId))).toEqual(before);
});

/** Foreign keys between tables of one tenant. */
function references({ foreignKeys }: Catalogue): ForeignKey[] {
  return foreignKeys.filter(({ target }) => target !== "organization");
}

/** Values that keep a copy of a row from being refused as a double before its foreign key is looked at. */
const FRESH: Record<string, Record<string, unknown>> = { ticket_transaction: { seq: 1_000_000 } };

test("a row cannot refer to another organisation's", async ({ catalogue, database, superuser, orgs }) => {
  const keys = references(catalogue);
  const outcomes = await each(
    keys.map(({ name }) => name),
    async (name) => {
      const key = keys.find((one) => one.name === name);
      if (!key) throw new Error(`There is no foreign key ${name}`);
      // Fixed users have the same id everywhere: B would refer to its own.
      const [theirs] = await superuser`
        select id from ${superuser(key.target)} where org_id = ${orgs.a.orgId}
          and id not in (select id from ${superuser(key.target)} where org_id = ${orgs.b.orgId}) limit 1`;
      const [login] =
        await superuser`select has_table_privilege('deskhand_app', format('public.%I', ${key.table}::text), 'update') as updates`;
      const column = key.columns[1] ?? "";
      const hasId = catalogue.columns.some((one) => one.table === key.table && one.name === "id");
      const copy = { ...(hasId && { id: newId() }), ...FRESH[key.table], [column]: theirs?.["id"] };
      const [rows, reference] = [sql.identifier(key.table), sql.identifier(column)];
      // One row, so that no two become alike.
      const one = sql`select ctid from ${rows} where ${reference} is not null limit 1`;
      const attempt = withOrg(database.db, orgs.b.orgId, (tx) =>
        login?.["updates"] === true
          ? tx.execute(sql`update ${rows} set ${reference} = ${theirs?.["id"]} where ctid = (${one})`)
          : insertCopy(tx, key.table, { orgId: orgs.b.orgId }, copy),
      );
      return outcomeOf(attempt);
    },
  );
  expect(outcomes).toEqual(
    all(
      outcomes.map(([name]) => name),
      NO_SUCH_ROW,
    ),
  );
  expect(outcomes.length).toBeGreaterThan(25);
});

test("without an organisation nothing is seen and nothing can be written", async ({ catalogue, database }) => {
  const tables = tenantTables(catalogue);
  const seen = await each(tables, async (table) => [
    ...(await database.db.execute(sql`select 1 from ${sql.identifier(table)} limit 1`)),
  ]);
  expect(seen).toEqual(all(tables, []));
  const written = await each(tables, (table) => {
    const name = sql.identifier(table);
    const values = JSON.stringify({ [orgColumn(table)]: newId() });
    return outcomeOf(
      database.db.execute(
        sql`insert into ${name} select * from jsonb_populate_record(null::${name}, ${values}::jsonb)`,
      ),
    );
  });
  expect(written).toEqual(all(tables, DENIED));
});

test("a pooled connection carries no organisation over, whether its transaction ended well or not", async ({
  database,
  orgs,
}) => {
  const { db, close } = createDb(database.urls.app, { max: 1, name: "test-one-connection" });
  const seen = async () =>
    (
      await db.execute<{ n: number; pid: number }>(sql`select count(*)::int as n, pg_backend_pid() as pid from "user"`)
    )[0];
  try {
    const before = await seen();
    const inside = await withOrg(db, orgs.a.orgId, (tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int as n from "user"`),
    );
    expect(inside[0]?.n).toBeGreaterThan(0);
    expect(await seen()).toEqual({ n: 0, pid: before?.pid });
    await expect(withOrg(db, orgs.a.orgId, () => Promise.reject(new Error("on purpose")))).rejects.toThrow(
      "on purpose",
    );
    expect(await seen()).toEqual({ n: 0, pid: before?.pid });
  } finally {
    await close();
  }
});

test("an organisation that is none, or no id at all, sees nothing", async ({ database }) => {
  const count = (orgId: string) =>
    withOrg(database.db, orgId, (tx) => tx.execute<{ n: number }>(sql`select count(*)::int as n from "user"`));
  expect([...(await count(newId()))]).toEqual([{ n: 0 }]);
  expect([...(await count(""))]).toEqual([{ n: 0 }]);
  await expect(count("org-a")).rejects.toThrow("Failed query");
});

test("the planner's samples of other organisations' values cannot be read", async ({ database, superuser, orgs }) => {
  expect(orgs.a.orgId).not.toBe(orgs.b.orgId);
  await superuser`analyze "user"`;
  const [known] = await superuser`select count(*)::int as n from pg_stats where tablename = 'user'`;
  expect(known?.["n"]).toBeGreaterThan(0);
  const [visible] = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from pg_stats where schemaname = 'public'`,
  );
  expect(visible).toEqual({ n: 0 });
});

test("jobs, which stand outside the wall, carry an organisation's and a row's id and nothing else", async ({
  superuser,
  orgs,
}) => {
  const known = [orgs.a.orgId, orgs.b.orgId];
  const jobs = await superuser`
    select data, data = jsonb_build_object('orgId', data->'orgId', 'id', singleton_key)
      and data->>'orgId' = any(${known}) as plain from pgboss.job`;
  expect(jobs.length).toBeGreaterThan(3);
  expect(jobs.filter(({ plain }) => plain !== true)).toEqual([]);
});
