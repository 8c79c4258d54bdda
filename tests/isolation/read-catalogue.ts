import postgres from "postgres";

export type Column = { table: string; name: string; type: string };
export type Policy = {
  table: string;
  name: string;
  roles: string[];
  command: string;
  permissive: boolean;
  using: string | null;
  check: string | null;
};
export type ForeignKey = {
  name: string;
  table: string;
  columns: string[];
  target: string;
  targetColumns: string[];
  onDelete: string;
  onUpdate: string;
};
export type Index = {
  name: string;
  table: string;
  /** Key columns in their order; an expression is null. */ columns: (string | null)[];
  unique: boolean;
  partial: boolean;
  descending: boolean;
};
export type Table = { name: string; rowSecurity: boolean; forced: boolean };

/** What PostgreSQL itself says of the schema `public`. */
export type Catalogue = {
  tables: Table[];
  columns: Column[];
  policies: Policy[];
  foreignKeys: ForeignKey[];
  indexes: Index[];
  enums: string[];
};

/** Reads the catalogue of a database as a superuser, who sees all of it. */
export async function readCatalogue(superUrl: string): Promise<Catalogue> {
  const sql = postgres(superUrl, { max: 1, onnotice: () => {} });
  try {
    return {
      tables: await sql<Table[]>`
        select relname as name, relrowsecurity as "rowSecurity", relforcerowsecurity as forced
        from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm', 'v', 'f') order by 1`,
      columns: await sql<Column[]>`
        select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        order by 1, a.attnum`,
      policies: await sql<Policy[]>`
        select tablename as table, policyname as name, roles::text[] as roles, cmd as command, permissive = 'PERMISSIVE' as permissive,
          qual as using, with_check as check
        from pg_policies where schemaname = 'public' order by 1, 2`,
      foreignKeys: await sql<ForeignKey[]>`
        select k.conname as name, c.relname as table, t.relname as target, k.confdeltype as "onDelete", k.confupdtype as "onUpdate",
          (select array_agg(a.attname::text order by o.n) from unnest(k.conkey) with ordinality o(num, n)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.num) as columns,
          (select array_agg(a.attname::text order by o.n) from unnest(k.confkey) with ordinality o(num, n)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = o.num) as "targetColumns"
        from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
        where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 2, 1`,
      indexes: await sql<Index[]>`
        select i.relname as name, c.relname as table, x.indisunique as unique, x.indpred is not null as partial,
          exists (select 1 from unnest(x.indoption) option where option & 1 = 1) as descending,
          (select array_agg(a.attname::text order by o.n) from unnest(x.indkey::int2[]) with ordinality o(num, n)
            left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = o.num and o.num > 0
            where o.n <= x.indnkeyatts) as columns
        from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
        where c.relnamespace = 'public'::regnamespace order by 2, 1`,
      enums: (
        await sql<
          { name: string }[]
        >`select typname as name from pg_type where typtype = 'e' and typnamespace = 'public'::regnamespace`
      ).map(({ name }) => name),
    };
  } finally {
    await sql.end();
  }
}

/** Tables with a tenant's rows: those with `org_id`, and the tenants' own. */
export function tenantTables({ tables, columns }: Catalogue): string[] {
  const withOrgId = new Set(columns.filter(({ name }) => name === "org_id").map(({ table }) => table));
  return tables.map(({ name }) => name).filter((name) => withOrgId.has(name) || name === "organization");
}
