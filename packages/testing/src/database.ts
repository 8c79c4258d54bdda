import { randomUUID } from "node:crypto";
import { createDb } from "@deskhand/db";
import type { Database } from "@deskhand/db";
import { createBoss, createEnqueue } from "@deskhand/jobs";
import type { Enqueue } from "@deskhand/jobs";
import postgres from "postgres";
import type { ProvidedContext } from "vitest";

/** Where the test run's PostgreSQL is; provided by the runner's global set-up. */
export type TestServer = {
  port: number;
  superUrl: string;
  ownerPassword: string;
  appPassword: string;
  systemPassword: string;
};

declare module "vitest" {
  // Only an interface merges with vitest's own.
  interface ProvidedContext {
    pg: TestServer;
  }
}

/** A database of one test file: a clone of the migrated template, seen through the logins that the product uses. */
export type TestDatabase = {
  /** The application's login: row-level security applies. */
  db: Database;
  systemDb: Database;
  urls: { owner: string; app: string; system: string; super: string };
  enqueue: Enqueue;
  close(): Promise<void>;
};

/** Clones the template. Call `close` when the file is done; it drops the clone. */
export async function openTestDatabase(server: ProvidedContext["pg"]): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asSuperuser(server, (sql) => sql`create database ${sql(name)} template deskhand_template owner deskhand_owner`);
  const url = (login: string, password: string) =>
    `postgres://${login}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${name}`;
  const superUrl = new URL(server.superUrl);
  superUrl.pathname = name;
  const urls = {
    owner: url("deskhand_owner", server.ownerPassword),
    app: url("deskhand_app", server.appPassword),
    system: url("deskhand_system", server.systemPassword),
    super: superUrl.href,
  };
  const app = createDb(urls.app, { max: 4, name: "test-app" });
  const system = createDb(urls.system, { max: 2, name: "test-system" });
  const faults: Error[] = [];
  const boss = createBoss(urls.app, { role: "sender", max: 1, onError: (error) => faults.push(error) });
  await boss.start();
  return {
    db: app.db,
    systemDb: system.db,
    urls,
    enqueue: createEnqueue(boss),
    close: async () => {
      await boss.stop({ graceful: false });
      await Promise.all([app.close(), system.close()]);
      await asSuperuser(server, (sql) => sql`drop database ${sql(name)} with (force)`);
      if (faults[0]) throw new Error("The job queue reported an error during the tests", { cause: faults[0] });
    },
  };
}

async function asSuperuser(server: TestServer, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(server.superUrl, { max: 1, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end();
  }
}
