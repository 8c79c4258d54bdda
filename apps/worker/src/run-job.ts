import { withOrg } from "@deskhand/db";
import { DomainError, ERRORS } from "@deskhand/domain/errors";
import { recordJobFailure } from "@deskhand/domain/failed-jobs/failed-jobs";
import type { JobName } from "@deskhand/jobs";
import type { JobResult, JobWithMetadata } from "pg-boss";
import { z } from "zod";
import { HANDLERS } from "./handlers.ts";
import type { Attempt } from "./jobs/job.ts";
import type { Runtime } from "./runtime.ts";

const Payload = z.object({ orgId: z.uuid(), id: z.uuid() });

/**
 * The one wrapper around every job: parses the payload, runs the handler, logs, and notes failures where the
 * organisation's admins can read them. Never throws: each job of a batch has its own result.
 */
export async function runJob(runtime: Runtime, name: JobName, job: JobWithMetadata<unknown>): Promise<JobResult> {
  const payload = Payload.safeParse(job.data);
  if (!payload.success) {
    runtime.log.error({ job: name, jobId: job.id }, "A job carries no organisation and row; it is dropped");
    return { id: job.id, status: "failed" };
  }
  const { orgId, id } = payload.data;
  const log = runtime.log.child({ orgId, jobId: job.id });
  const started = performance.now();
  const attempt: Attempt = { orgId, id, retries: job.retryCount, last: job.retryCount >= job.retryLimit };
  try {
    await HANDLERS[name](runtime, attempt);
    log.debug({ job: name, id, ms: Math.round(performance.now() - started) }, "Job done");
    return { id: job.id, status: "completed" };
  } catch (error) {
    log.error({ err: error, job: name, id, retries: job.retryCount }, "Job failed");
    await noteFailure(runtime, name, job.id, attempt, error);
    const hopeless = error instanceof DomainError && !ERRORS[error.code].retry;
    return { id: job.id, status: hopeless ? "completed" : "failed", output: { failed: true } };
  }
}

async function noteFailure(
  runtime: Runtime,
  job: JobName,
  jobId: string,
  { orgId, id }: Attempt,
  error: unknown,
): Promise<void> {
  const message =
    error instanceof DomainError ? error.message : "An internal error. The log tells more under the job's id.";
  try {
    await withOrg(runtime.db, orgId, (tx) =>
      recordJobFailure({ tx, orgId, now: runtime.now() }, { job, jobId, subjectId: id, message }),
    );
  } catch (cause) {
    // Most likely the database is away, which is also why the job failed; the retry will tell.
    runtime.log.error({ err: cause, orgId, jobId }, "A failed job could not be noted");
  }
}
