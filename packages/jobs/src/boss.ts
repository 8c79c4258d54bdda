import { PgBoss } from "pg-boss";
import type { ConstructorOptions } from "pg-boss";
import { JOB_NAMES, JOBS } from "./catalog.ts";

/** The queue's schema. */
const JOB_SCHEMA = "pgboss";
const GRANTS = `
  grant usage on schema ${JOB_SCHEMA} to deskhand_app, deskhand_system;
  grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to deskhand_app, deskhand_system;
  grant usage on all sequences in schema ${JOB_SCHEMA} to deskhand_app, deskhand_system;
  grant execute on all functions in schema ${JOB_SCHEMA} to deskhand_app, deskhand_system;`;

/**
 * Installs or updates the queue's schema and its queues as `deskhand_owner`; part of migrating. Running it again
 * changes nothing but options that differ.
 */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: JOB_SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  });
  const faults: Error[] = [];
  boss.on("error", (error) => faults.push(error));
  await boss.start();
  try {
    for (const name of JOB_NAMES) {
      const { policy, ...options } = JOBS[name].queue;
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, { policy, ...options });
    }
    await boss.getDb().executeSql(GRANTS);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (faults[0]) throw new Error("The job queue could not be installed", { cause: faults[0] });
}

/**
 * A queue client for a running process. `role` sender: only enqueues (web). worker: also fetches, and keeps the
 * queue's tables tidy. It neither creates nor migrates anything. `onError` receives what goes wrong in the background.
 */
export function createBoss(
  url: string,
  options: { role: "sender" | "worker"; max: number; onError: (error: Error) => void },
): PgBoss {
  const settings: ConstructorOptions = {
    connectionString: url,
    schema: JOB_SCHEMA,
    max: options.max,
    application_name: `deskhand-jobs-${options.role}`,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: options.role === "worker",
    // A worker that was killed leaves its jobs active; they are found and given to others this often.
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    // Rebuilding indexes and watching vacuum need ownership, which running processes never have.
    reindex: false,
    monitorVacuum: false,
  };
  const boss = new PgBoss(settings);
  boss.on("error", options.onError);
  return boss;
}
