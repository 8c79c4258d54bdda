import { migrate } from "@deskhand/db/migrate";
import { installJobs } from "./boss.ts";

/** Brings a whole database up to date as `deskhand_owner`: our schema, then the job queue's and its queues. */
export async function migrateInstance(ownerUrl: string): Promise<void> {
  await migrate(ownerUrl);
  await installJobs(ownerUrl);
}
