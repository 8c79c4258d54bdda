import { openTestDatabase } from "@deskhand/testing";
import type { TestDatabase } from "@deskhand/testing";
import postgres from "postgres";
import { test as base, inject } from "vitest";
import { readCatalogue } from "./read-catalogue.ts";
import type { Catalogue } from "./read-catalogue.ts";

type Fixtures = { database: TestDatabase; superuser: postgres.Sql; catalogue: Catalogue };

/** Tests that look at a migrated database from outside. */
export const test = base.extend<Fixtures>({
  database: [
    async ({}, use) => {
      const database = await openTestDatabase(inject("pg"));
      await use(database);
      await database.close();
    },
    { scope: "file" },
  ],
  superuser: [
    async ({ database }, use) => {
      const sql = postgres(database.urls.super, { max: 2, onnotice: () => {} });
      await use(sql);
      await sql.end();
    },
    { scope: "file" },
  ],
  catalogue: [async ({ database }, use) => use(await readCatalogue(database.urls.super)), { scope: "file" }],
});
