import { readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePorts } from "@deskhand/setup/free-ports";
import { startStack } from "@deskhand/setup/start-stack";
import type { StartedStack } from "@deskhand/setup/start-stack";
import postgres from "postgres";
import { z } from "zod";

const Secrets = z.object({ ownerPassword: z.string(), appPassword: z.string() });

/** The whole product in a home that is thrown away, with a look into its database. */
export type TemporaryStack = StartedStack & {
  ports: { web: number; worker: number; smtp: number };
  /** The database as its owner, who sees all organisations. Queries made while it is down fail. */
  owner: postgres.Sql;
  /** Address of the database for the application's login. */
  appUrl: string;
};

/**
 * Starts everything `npm start` starts on free ports and a temporary home, runs `use`, then stops it and deletes the
 * home, whatever happened.
 * @param onLine receives what the started programs print
 */
export async function withTemporaryStack(
  onLine: (line: string) => void,
  use: (stack: TemporaryStack) => Promise<void>,
): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), "deskhand-stack-"));
  // The database's account passes through here.
  await chmod(home, 0o755);
  try {
    const [web = 0, worker = 0, smtp = 0] = await freePorts(3);
    const stack = await startStack({
      home,
      ports: { PORT: web, WORKER_PORT: worker, SMTP_PORT: smtp },
      env: { LOG_LEVEL: "warn" },
      onLine,
    });
    const urls = databaseUrls(home);
    const owner = postgres(urls.owner, { max: 4, connect_timeout: 5, onnotice: () => {} });
    try {
      await use({ ...stack, ports: { web, worker, smtp }, owner, appUrl: urls.app });
    } finally {
      await owner.end({ timeout: 1 });
      await stack.stop();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

function databaseUrls(home: string): { owner: string; app: string } {
  const { ownerPassword, appPassword } = Secrets.parse(
    JSON.parse(readFileSync(path.join(home, "secrets.json"), "utf8")),
  );
  const port = readFileSync(path.join(home, "postgres-port"), "utf8").trim();
  const url = (login: string, password: string) => `postgres://${login}:${password}@127.0.0.1:${port}/deskhand`;
  return { owner: url("deskhand_owner", ownerPassword), app: url("deskhand_app", appPassword) };
}
