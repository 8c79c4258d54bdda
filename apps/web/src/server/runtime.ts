import path from "node:path";
import type { ApiRuntime } from "@deskhand/api";
import { assertRole, createDb } from "@deskhand/db";
import { createBoss, createEnqueue } from "@deskhand/jobs";
import { createLogger } from "@deskhand/log";
import { createDiskStore } from "@deskhand/storage";
import type { Env } from "../env.ts";

/** What the web process holds from start to end. */
export type Runtime = ApiRuntime & {
  env: Env;
  /** Whether the development build runs. */
  dev: boolean;
  /** Directory of mails sent in the embedded mode. */
  maildir: string;
  close: () => Promise<void>;
};

/** Connections to the database; a request holds one at a time. */
const POOL_SIZE = 20;

/*
 * Next bundles modules once for pages, once for routes and once more for the proxy, and the server that carries it is
 * no part of any bundle. They are one process all the same and must share its pools, so the runtime is found by name.
 */
const KEY = Symbol.for("deskhand.web.runtime");
const place: typeof globalThis & { [KEY]?: Runtime } = globalThis;

/**
 * Opens pools, job sender, blob store and log, and lends them to this process's pages.
 * @throws UnsafeLoginError for a database login that would walk through the walls between organisations
 */
export async function openRuntime(env: Env, dev: boolean): Promise<Runtime> {
  const log = createLogger({ name: "web", level: env.LOG_LEVEL });
  const { db, close } = createDb(env.DATABASE_URL, { max: POOL_SIZE, name: "deskhand-web" });
  await assertRole(db, "deskhand_app");
  const boss = createBoss(env.DATABASE_URL, {
    role: "sender",
    max: 1,
    onError: (err) => log.error({ err }, "The job queue reported an error"),
  });
  await boss.start();
  const home = path.resolve(env.DESKHAND_HOME);
  const runtime: Runtime = {
    env,
    dev,
    db,
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
      await close();
    },
  };
  place[KEY] = runtime;
  return runtime;
}

/** The runtime of this process. */
export function getRuntime(): Runtime {
  const runtime = place[KEY];
  if (!runtime) throw new Error("Pages are served by src/server/main.ts; Next alone has no database");
  return runtime;
}
