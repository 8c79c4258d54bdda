export { createBoss } from "./boss.ts";
export { JOB_NAMES, JOBS } from "./catalog.ts";
export type { JobName, JobPayload } from "./catalog.ts";
export { createEnqueue } from "./enqueue.ts";
export type { Enqueue } from "./enqueue.ts";
export { migrateInstance } from "./migrate-instance.ts";
