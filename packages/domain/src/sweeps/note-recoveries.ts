import type { SystemTx } from "@deskhand/db";
import type { JobName } from "@deskhand/jobs";
import { failedJob } from "@deskhand/db/schema";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";

/** When the row that a job is about needs it no more. */
const DONE: Record<JobName, SQL> = {
  "mail.receive": sql`exists (select 1 from inbound_message r where r.org_id = f.org_id and r.id = f.subject_id and r.state <> 'stored')`,
  "scrips.run": sql`exists (select 1 from ticket r where r.org_id = f.org_id and r.id = f.subject_id and r.scrips_done = r.entry_count)`,
  "mail.send": sql`exists (select 1 from outbound_message r where r.org_id = f.org_id and r.id = f.subject_id and r.state = 'sent')`,
};

/** Notes on failed jobs of all organisations that their work has been done since, by whichever try. */
export async function noteRecoveries(tx: SystemTx, now: Date): Promise<void> {
  for (const [job, done] of Object.entries(DONE)) {
    await tx.execute(sql`
      update ${failedJob} f set recovered_at = ${now.toISOString()}::timestamptz
      where f.recovered_at is null and f.job = ${job} and ${done}`);
  }
}
