import { JOB_NAMES, JOBS } from "@deskhand/jobs";
import type { JobName } from "@deskhand/jobs";
import type { JobResult, JobWithMetadata } from "pg-boss";
import { runJob } from "./run-job.ts";
import type { Runtime } from "./runtime.ts";

/** Starts fetching all jobs. Jobs enqueued by this process start at once; those of others are found by polling. */
export async function startWorking(runtime: Runtime): Promise<void> {
  const workers = new Map<JobName, string>();
  for (const name of JOB_NAMES) {
    const { batchSize, concurrency } = JOBS[name].pace;
    const options = {
      batchSize,
      perJobResults: true,
      includeMetadata: true,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: 0.5,
    } as const;
    const id = await runtime.boss.work(name, options, (jobs) => runBatch(runtime, name, jobs, concurrency));
    workers.set(name, id);
  }
  runtime.wake = (job) => {
    const id = workers.get(job);
    if (id !== undefined) runtime.boss.notifyWorker(id);
  };
}

/** Runs a batch, some jobs at a time, and returns a result for each. */
async function runBatch(
  runtime: Runtime,
  name: JobName,
  jobs: JobWithMetadata<unknown>[],
  concurrency: number,
): Promise<JobResult[]> {
  const results: JobResult[] = [];
  const waiting = jobs.values();
  const lane = async () => {
    for (const job of waiting) results.push(await runJob(runtime, name, job));
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return results;
}
