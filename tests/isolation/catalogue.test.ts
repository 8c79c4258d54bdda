import { expect } from "vitest";
import { tenantTables } from "./read-catalogue.ts";
import { test } from "./test.ts";

/** The condition that every row of the application's login must meet. */
const CURRENT_ORG = "( SELECT (NULLIF(current_setting('app.org_id'::text, true), ''::text))::uuid AS \"nullif\")";

/** Indexes that lead across tenants: what is asked before a tenant is known, and what the worker's sweeps read. */
const ACROSS_TENANTS = new Set([
  "organization_slug",
  "session_token_hash",
  "queue_address_address",
  "failed_job_open",
  "inbound_message_waiting",
  "outbound_message_unsent",
  "ticket_scrips_behind",
]);

/** Ids without a foreign key, and why. */
const LOOSE_IDS: Record<string, string> = {
  "failed_job.job_id": "a job of pg-boss, which forgets it",
  "failed_job.subject_id": "a row of whatever table the job works on",
  "outbound_message.scrip_id": "the mail stays when the scrip that caused it is deleted",
  "ticket_transaction.outbound_id": "the outbox names its entry; a circle of keys could not be written",
};

/** History: written once. The application's logins read and append. */
const APPEND_ONLY = ["attachment", "entry_content", "ticket_transaction"];

test("every table holds a tenant's rows", ({ catalogue }) => {
  expect(catalogue.tables.map(({ name }) => name)).toEqual(tenantTables(catalogue));
  expect(catalogue.tables.length).toBeGreaterThan(20);
});

test("row-level security is enabled on every table, and not forced on the owner, who migrates", ({ catalogue }) => {
  expect(catalogue.tables.filter(({ rowSecurity, forced }) => !rowSecurity || forced)).toEqual([]);
});

test("every table has the policy org for the application and system for sweeps, and no other", ({ catalogue }) => {
  for (const table of tenantTables(catalogue)) {
    const own = `(${table === "organization" ? "id" : "org_id"} = ${CURRENT_ORG})`;
    expect(catalogue.policies.filter((policy) => policy.table === table)).toEqual([
      { table, name: "org", roles: ["deskhand_app"], command: "ALL", permissive: true, using: own, check: own },
      {
        table,
        name: "system",
        roles: ["deskhand_system"],
        command: "ALL",
        permissive: true,
        using: "true",
        check: "true",
      },
    ]);
  }
});

test("every table has a unique key that leads with the tenant", ({ catalogue }) => {
  const keyed = (table: string) =>
    catalogue.indexes.some(
      (index) =>
        index.table === table &&
        index.unique &&
        !index.partial &&
        index.columns[0] === (table === "organization" ? "id" : "org_id"),
    );
  expect(tenantTables(catalogue).filter((table) => !keyed(table))).toEqual([]);
});

test("org_id is a uuid that is always there", async ({ catalogue, superuser }) => {
  const orgIds = catalogue.columns.filter(({ name }) => name === "org_id");
  expect(orgIds.filter(({ type }) => type !== "uuid")).toEqual([]);
  const nullable = await superuser`
    select table_name from information_schema.columns where table_schema = 'public' and column_name = 'org_id' and is_nullable = 'YES'`;
  expect([...nullable]).toEqual([]);
});

test("every foreign key carries the tenant in first place on both sides", ({ catalogue }) => {
  const wrong = catalogue.foreignKeys.filter(({ columns, target, targetColumns }) =>
    target === "organization"
      ? columns.join() !== "org_id" || targetColumns.join() !== "id"
      : columns.length !== 2 || columns[0] !== "org_id" || targetColumns[0] !== "org_id" || targetColumns.length !== 2,
  );
  expect(wrong).toEqual([]);
  expect(catalogue.foreignKeys.length).toBeGreaterThan(30);
});

test("no foreign key sets anything null or to a default, which would take the tenant off a row", ({ catalogue }) => {
  // a: NO ACTION, r: RESTRICT, c: CASCADE
  expect(
    catalogue.foreignKeys.filter(({ onDelete, onUpdate }) => !"arc".includes(onDelete) || onUpdate !== "a"),
  ).toEqual([]);
});

test("every table hangs on its organisation by a chain of foreign keys", ({ catalogue }) => {
  const reaches = new Set(["organization"]);
  for (let before = 0; before !== reaches.size;) {
    before = reaches.size;
    for (const { table, target } of catalogue.foreignKeys) if (reaches.has(target)) reaches.add(table);
  }
  expect(tenantTables(catalogue).filter((table) => !reaches.has(table))).toEqual([]);
});

test("every id of another row has its foreign key, except the listed ones", ({ catalogue }) => {
  const keyed = new Set(
    catalogue.foreignKeys.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)),
  );
  const loose = catalogue.columns
    .filter(({ name, type }) => type === "uuid" && name !== "id" && name !== "org_id")
    .map(({ table, name }) => `${table}.${name}`)
    .filter((id) => !keyed.has(id));
  expect(loose.toSorted()).toEqual(Object.keys(LOOSE_IDS).toSorted());
});

test("no column is of a type whose comparison keeps the planner from an index under a policy", ({ catalogue }) => {
  expect(catalogue.enums).toEqual([]);
  const wrong = catalogue.columns.filter(({ type }) => type === "numeric" || type === "citext" || type.endsWith("[]"));
  expect(wrong).toEqual([]);
});

test("every index leads with the tenant, except the listed ones", ({ catalogue }) => {
  const across = catalogue.indexes.filter(
    ({ table, columns }) => columns[0] !== (table === "organization" ? "id" : "org_id"),
  );
  expect(across.map(({ name }) => name).toSorted()).toEqual([...ACROSS_TENANTS].toSorted());
});

test("an index across tenants is unique, or partial for a sweep", ({ catalogue }) => {
  const across = catalogue.indexes.filter(({ name }) => ACROSS_TENANTS.has(name));
  expect(across.filter(({ unique, partial }) => !unique && !partial)).toEqual([]);
});

test("every index is ascending, because a descending one of ours is not used", ({ catalogue }) => {
  expect(catalogue.indexes.filter(({ descending }) => descending)).toEqual([]);
});

test("every foreign key has an index behind it, so that deleting what it points to reads no whole table", ({
  catalogue,
}) => {
  const isServed = (table: string, columns: readonly string[]) =>
    catalogue.indexes.some(
      (index) =>
        index.table === table && columns.every((column) => index.columns.slice(0, columns.length).includes(column)),
    );
  const unserved = catalogue.foreignKeys.filter(
    ({ table, columns, onDelete }) => onDelete === "c" && !isServed(table, columns),
  );
  expect(unserved).toEqual([]);
});

test("history can be appended to and read, never changed or deleted", async ({ catalogue, superuser }) => {
  const rows = await superuser<{ table: string; login: string; changes: boolean; reads: boolean }[]>`
    select c.relname as table, login,
      has_table_privilege(login, c.oid, 'update') or has_table_privilege(login, c.oid, 'delete') or has_any_column_privilege(login, c.oid, 'update') as changes,
      has_table_privilege(login, c.oid, 'select') and has_table_privilege(login, c.oid, 'insert') as reads
    from pg_class c, unnest(array['deskhand_app', 'deskhand_system']) login
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
  expect(rows.filter(({ reads }) => !reads)).toEqual([]);
  for (const table of APPEND_ONLY)
    expect(rows.filter((row) => row.table === table).map(({ changes }) => changes)).toEqual([false, false]);
  // What may be deleted must not take history along.
  const deletable = await superuser<{ table: string }[]>`
    select relname as table from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and has_table_privilege('deskhand_app', oid, 'delete')`;
  const reached = new Set(deletable.map(({ table }) => table));
  for (let before = 0; before !== reached.size;) {
    before = reached.size;
    for (const { table, target, onDelete } of catalogue.foreignKeys)
      if (onDelete === "c" && reached.has(target)) reached.add(table);
  }
  expect(APPEND_ONLY.filter((table) => reached.has(table))).toEqual([]);
  expect(reached).not.toContain("ticket");
  expect(reached).not.toContain("inbound_message");
});

test("no login of the product can empty a table at once or hang a trigger on it", async ({ superuser }) => {
  const rows = await superuser`
    select c.relname, login, privilege
    from pg_class c, unnest(array['deskhand_app', 'deskhand_system']) login, unnest(array['truncate', 'trigger', 'references']) privilege
    where c.relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace) and c.relkind = 'r' and has_table_privilege(login, c.oid, privilege)`;
  expect([...rows]).toEqual([]);
});
