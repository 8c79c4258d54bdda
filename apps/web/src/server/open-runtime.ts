import path from "node:path";
import { assertRole, createDb } from "@deskhand/db";
import { createBoss, createEnqueue } from "@deskhand/jobs";
import { createLogger } from "@deskhand/log";
import { createDiskStore } from "@deskhand/storage";
import type { Env } from "../env.ts";
import type { Runtime } from "./runtime.ts";

/** Connections to the database; a request holds one at a time. */
const POOL_SIZE = 20;

/**
 * Opens pools, job sender, blob store and log. Pages find them through `getRuntime`; they never open any.
 * @throws UnsafeLoginError for a database login that would walk through the walls between organisations
 */
export async function openRuntime(env: Env, dev: boolean): Promise<Runtime> {
  const log = createLogger({ name: "web", level: env.LOG_LEVEL });
  const database = createDb(env.DATABASE_URL, { max: POOL_SIZE, name: "deskhand-web" });
  await assertRole(database.db, "deskhand_app");
  const boss = createBoss(env.DATABASE_URL, {
    role: "sender",
    max: 1,
    onError: (err) => log.error({ err }, "The job queue reported an error"),
  });
  await boss.start();
  const home = path.resolve(env.DESKHAND_HOME);
  return {
    env,
    dev,
    db: database.db,
    log,
    now: () => new Date(),
    services: {
      enqueue: createEnqueue(boss),
      blobs: createDiskStore(path.join(home, "blobs")),
      secret: env.DESKHAND_SECRET,
      mailDomain: env.MAIL_DOMAIN,
      rootUrl: env.ROOT_URL.replace(/\/$/, ""),
      instanceId: new URL(env.ROOT_URL).host,
    },
    maildir: path.join(home, "maildir"),
    close: async () => {
      await boss.stop({ graceful: false });
      await database.close();
    },
  };
}
