import { newId } from "@deskhand/db";
import { failedJob } from "@deskhand/db/schema";
import { desc, sql } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { can, ORGANIZATION } from "../rights/can.ts";

type JobFailure = { job: string; jobId: string; subjectId: string; message: string };

/** Notes a job's failure where the organisation's admins can read it; more failures of the same job are counted. */
export async function recordJobFailure(ctx: Pick<Ctx, "tx" | "orgId" | "now">, failure: JobFailure): Promise<void> {
  await ctx.tx
    .insert(failedJob)
    .values({ ...failure, orgId: ctx.orgId, id: newId(), failedAt: ctx.now })
    .onConflictDoUpdate({
      target: [failedJob.orgId, failedJob.job, failedJob.jobId],
      set: { failures: sql`${failedJob.failures} + 1`, failedAt: ctx.now, message: failure.message },
    });
}

/** The latest 200 failed jobs, for whoever holds ShowMail. @throws not_found for everybody else */
export async function listFailedJobs(ctx: Ctx): Promise<(typeof failedJob.$inferSelect)[]> {
  if (!can(ctx.actor.grants, "ShowMail", ORGANIZATION)) throw notFound("page");
  return ctx.tx.select().from(failedJob).orderBy(desc(failedJob.failedAt)).limit(200);
}
