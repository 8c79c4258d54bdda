import { newId } from "@deskhand/db";
import { createMemoryBlobs, openTestDatabase } from "@deskhand/testing";
import type { TestDatabase } from "@deskhand/testing";
import { test as base, inject } from "vitest";
import type { Services } from "../context.ts";
import { createWorld } from "./world.ts";
import type { World } from "./world.ts";

const TEST_SECRET = "a secret of the tests, long enough to sign";

/** What commands need from a process, over a test database. */
export function testServices(database: TestDatabase): Services {
  return {
    enqueue: database.enqueue,
    blobs: createMemoryBlobs(),
    secret: TEST_SECRET,
    mailDomain: "localhost",
    rootUrl: "http://localhost:3000",
    instanceId: "test",
  };
}

type Fixtures = { database: TestDatabase; services: Services; world: World; other: World };

/** Tests with a database of the file's own; each test gets an organisation of its own (and a second one, to be kept apart). */
export const test = base.extend<Fixtures>({
  database: [
    async ({}, use) => {
      const database = await openTestDatabase(inject("pg"));
      await use(database);
      await database.close();
    },
    { scope: "file" },
  ],
  services: async ({ database }, use) => use(testServices(database)),
  world: async ({ database, services }, use) => use(await createWorld(database.db, services, slug("a"))),
  other: async ({ database, services }, use) => use(await createWorld(database.db, services, slug("b"))),
});

function slug(prefix: string): string {
  return `${prefix}${newId().replaceAll("-", "").slice(-20)}`;
}
