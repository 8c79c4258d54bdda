import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, orgIdColumn, tenant } from "../columns.ts";
import { organization } from "./organization.ts";

/** A job that failed, where the organisation's admins can read it. The queue's own tables stand outside the wall. */
export const failedJob = pgTable(
  "failed_job",
  {
    orgId: orgIdColumn().references(() => organization.id, { onDelete: "cascade" }),
    id: idColumn(),
    job: text().notNull(),
    jobId: uuid().notNull(),
    /** The row that the job was about. */
    subjectId: uuid().notNull(),
    /** Safe to show; the cause stands in the log under the job's id. */
    message: text().notNull(),
    failures: integer().notNull().default(1),
    failedAt: instant().notNull(),
    /** Set when a later try succeeded. */
    recoveredAt: instant(),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("failed_job_job").on(t.orgId, t.job, t.jobId),
    index("failed_job_subject").on(t.orgId, t.job, t.subjectId),
    index("failed_job_time").on(t.orgId, t.failedAt),
    // Across organisations, for the worker's sweep: failures that nobody knows to be over.
    index("failed_job_open")
      .on(t.failedAt)
      .where(sql`recovered_at is null`),
  ],
);
