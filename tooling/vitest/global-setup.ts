import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { bootstrapDatabase, startEmbeddedPostgres, type EmbeddedPostgres } from "@deskhand/db/embedded";
import { migrateInstance } from "@deskhand/jobs";
import type { TestServer } from "@deskhand/testing";
import postgres from "postgres";
import type { TestProject } from "vitest/node";

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
  const removeHome = (): Promise<void> => rm(home, { recursive: true, force: true });
  try {
    const server = await startEmbeddedPostgres({ home, settings: SETTINGS });
    await makeTemplate(server);
    const { ownerPassword, appPassword, systemPassword } = server.secrets;
    const pg: TestServer = { port: server.port, superUrl: server.superUrl, ownerPassword, appPassword, systemPassword };
    provide("pg", pg);
    return async () => {
      await server.destroy();
      await removeHome();
    };
  } catch (error) {
    // A server that runs by now ends with this process, which is about to.
    await removeHome();
    throw error;
  }
};

const makeTemplate = async ({ superUrl, ownerUrl, secrets }: EmbeddedPostgres): Promise<void> => {
  await bootstrapDatabase(superUrl, secrets, TEMPLATE);
  const templateUrl = new URL(ownerUrl);
  templateUrl.pathname = TEMPLATE;
  await migrateInstance(templateUrl.href);
  const sql = postgres(superUrl, { max: 1 });
  try {
    // Cloning fails while anybody is connected to the template, so nobody may.
    await sql`alter database ${sql(TEMPLATE)} with is_template true allow_connections false`;
  } finally {
    await sql.end();
  }
};
