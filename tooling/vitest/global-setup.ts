import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { bootstrapDatabase, startEmbeddedPostgres } from "@deskhand/db/embedded";
import { migrate } from "@deskhand/db/migrate";
import postgres from "postgres";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- only an interface merges with vitest's own
  interface ProvidedContext {
    pg: { port: number; superUrl: string; ownerPassword: string; appPassword: string; systemPassword: string };
  }
}

const TEMPLATE = "deskhand_template";

/** Nothing of a test run is worth a disk's flush. */
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "128MB",
};

/**
 * Starts one PostgreSQL for a project's run and makes the migrated database that each test file clones.
 *
 * @param project receives `pg`: port, superuser's URL and the passwords of the three logins
 * @returns stops and deletes it
 */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const home = await mkdtemp(path.join(tmpdir(), "deskhand-test-"));
  // mkdtemp closes the directory to everybody else, the database's account included; what is secret in it has its own mode.
  await chmod(home, 0o755);
  const server = await startEmbeddedPostgres({ home, settings: SETTINGS });
  const teardown = async (): Promise<void> => {
    await server.destroy();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server.superUrl, server.ownerUrl, server.secrets);
  } catch (error) {
    await teardown();
    throw error;
  }
  const { ownerPassword, appPassword, systemPassword } = server.secrets;
  provide("pg", { port: server.port, superUrl: server.superUrl, ownerPassword, appPassword, systemPassword });
  return teardown;
};

const makeTemplate = async (
  superUrl: string,
  ownerUrl: string,
  passwords: Parameters<typeof bootstrapDatabase>[1],
): Promise<void> => {
  await bootstrapDatabase(superUrl, passwords, TEMPLATE);
  const templateUrl = new URL(ownerUrl);
  templateUrl.pathname = TEMPLATE;
  await migrate(templateUrl.href);
  const sql = postgres(superUrl, { max: 1 });
  try {
    // Cloning fails while anybody is connected to the template, so nobody may.
    await sql`alter database ${sql(TEMPLATE)} with is_template true allow_connections false`;
  } finally {
    await sql.end();
  }
};
