import path from "node:path";
import { assertRole, createDb, withOrg } from "@deskhand/db";
import type { Database, OrgTx } from "@deskhand/db";
import type { Ctx, Services } from "@deskhand/domain/context";
import { systemActor } from "@deskhand/domain/rights/load-actor";
import { createBoss, createEnqueue } from "@deskhand/jobs";
import type { JobName } from "@deskhand/jobs";
import { createLogger } from "@deskhand/log";
import type { Logger } from "@deskhand/log";
import { createMaildirTransport } from "@deskhand/mail";
import type { Transport } from "@deskhand/mail";
import { createDiskStore } from "@deskhand/storage";
import type { PgBoss } from "pg-boss";
import type { Env } from "./env.ts";

/** What the worker process holds from start to end. */
export type Runtime = {
  db: Database;
  systemDb: Database;
  boss: PgBoss;
  services: Services;
  transport: Transport;
  log: Logger;
  now: () => Date;
  /** Called after a commit with the jobs it enqueued, so that they start at once. */
  wake: (job: JobName) => void;
  /** Runs `fn` in a transaction of one organisation, then wakes whoever works on the jobs it enqueued. */
  inOrg: <T>(orgId: string, fn: (tx: OrgTx) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
};

/** Connections for job bodies and the SMTP listener. */
const POOL_SIZE = 16;

/**
 * Opens pools, job queue, blob store and transport.
 * @throws UnsafeLoginError for a database login that would walk through the walls between organisations
 */
export async function openRuntime(env: Env): Promise<Runtime> {
  const log = createLogger({ name: "worker", level: env.LOG_LEVEL });
  const app = createDb(env.DATABASE_URL, { max: POOL_SIZE, name: "deskhand-worker" });
  const system = createDb(env.DATABASE_SYSTEM_URL, { max: 2, name: "deskhand-worker-system" });
  await assertRole(app.db, "deskhand_app");
  await assertRole(system.db, "deskhand_system");
  const boss = createBoss(env.DATABASE_SYSTEM_URL, {
    role: "worker",
    max: 6,
    onError: (err) => log.error({ err }, "The job queue reported an error"),
  });
  await boss.start();
  const home = path.resolve(env.DESKHAND_HOME);
  const enqueued = new WeakMap<object, Set<JobName>>();
  const runtime: Runtime = {
    db: app.db,
    systemDb: system.db,
    boss,
    log,
    now: () => new Date(),
    transport: createMaildirTransport(path.join(home, "maildir")),
    services: {
      enqueue: createEnqueue(boss, (tx, job) => enqueued.get(tx)?.add(job)),
      blobs: createDiskStore(path.join(home, "blobs")),
      secret: env.DESKHAND_SECRET,
      mailDomain: env.MAIL_DOMAIN,
      rootUrl: env.ROOT_URL.replace(/\/$/, ""),
      instanceId: new URL(env.ROOT_URL).host,
    },
    wake: () => {},
    inOrg: async (orgId, fn) => {
      const jobs = new Set<JobName>();
      const result = await withOrg(app.db, orgId, (tx) => {
        enqueued.set(tx, jobs);
        return fn(tx);
      });
      for (const job of jobs) runtime.wake(job);
      return result;
    },
    close: async () => {
      await boss.stop({ graceful: true, timeout: 10_000 });
      await Promise.all([app.close(), system.close()]);
    },
  };
  return runtime;
}

/** Runs a command as automation of an organisation, in one transaction. */
export function asSystem<T>(runtime: Runtime, orgId: string, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  return runtime.inOrg(orgId, (tx) =>
    fn({ tx, orgId, actor: systemActor(), now: runtime.now(), services: runtime.services, depth: 0 }),
  );
}
