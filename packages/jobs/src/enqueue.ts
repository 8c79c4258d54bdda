import type { OrgTx, SystemTx } from "@deskhand/db";
import { sql } from "drizzle-orm";
import { fromDrizzle } from "pg-boss";
import type { PgBoss } from "pg-boss";
import type { JobName, JobPayload } from "./catalog.ts";

/** Puts a job into the queue inside the caller's database transaction: rolled back with it, visible with its commit. */
export type Enqueue = (
  tx: OrgTx | SystemTx,
  job: JobName,
  payload: JobPayload,
  options?: { startAfter?: Date },
) => Promise<void>;

/**
 * The only caller of the queue's `send`. `onEnqueue` is told of each job so that a process can wake its own
 * workers after the commit instead of waiting for the next poll.
 */
export function createEnqueue(boss: PgBoss, onEnqueue: (tx: object, job: JobName) => void = () => {}): Enqueue {
  return async (tx, job, payload, options) => {
    // No id comes back when a job for this row waits already, which is as good.
    await boss.send(job, payload, {
      db: fromDrizzle(tx, sql),
      singletonKey: payload.id,
      ...(options?.startAfter && { startAfter: options.startAfter }),
    });
    onEnqueue(tx, job);
  };
}
