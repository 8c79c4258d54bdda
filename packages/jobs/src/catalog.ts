import type { Queue } from "pg-boss";

/** How a job's worker fetches: rows at a time, and how many run at once in one process. */
type Pace = { batchSize: number; concurrency: number };
type JobDefinition = { queue: Omit<Queue, "name">; pace: Pace };

// One waiting job a row is enough: `short` keeps a second one with the same key out of the queue, so that sweeps and
// bursts of entries on one ticket do not pile up jobs.
const ONCE = { policy: "short" } as const;
const RETRY_SOON = { retryLimit: 8, retryDelay: 1, retryBackoff: true, retryDelayMax: 300 } as const;
const KEEP = { expireInSeconds: 60, retentionSeconds: 14 * 86_400, deleteAfterSeconds: 3_600 } as const;

/**
 * Every job there is. The row is the truth and the job its wake-up, so a payload is only `{ orgId, id }`:
 * - mail.receive: understand one stored inbound message
 * - scrips.run: run the scrips over a ticket's new entries
 * - mail.send: send one outbound message
 */
export const JOBS = {
  "mail.receive": { queue: { ...ONCE, ...RETRY_SOON, ...KEEP }, pace: { batchSize: 16, concurrency: 8 } },
  "scrips.run": { queue: { ...ONCE, ...RETRY_SOON, ...KEEP }, pace: { batchSize: 16, concurrency: 8 } },
  "mail.send": {
    queue: { ...ONCE, ...KEEP, retryLimit: 40, retryDelay: 2, retryBackoff: true, retryDelayMax: 1_800 },
    pace: { batchSize: 16, concurrency: 8 },
  },
} as const satisfies Record<string, JobDefinition>;

export type JobName = keyof typeof JOBS;
export const JOB_NAMES = Object.keys(JOBS).filter((name): name is JobName => name in JOBS);

/** What a job carries: never content, because the queue's tables stand outside the wall between tenants. */
export type JobPayload = { orgId: string; id: string };
