import type { JobName } from "@deskhand/jobs";
import type { Handler } from "./jobs/job.ts";
import { receiveMail } from "./jobs/mail-receive.ts";
import { sendMail } from "./jobs/mail-send.ts";
import { runTicketScrips } from "./jobs/scrips-run.ts";

/** Who does which job; a job without a handler does not compile. */
export const HANDLERS = {
  "mail.receive": receiveMail,
  "scrips.run": runTicketScrips,
  "mail.send": sendMail,
} as const satisfies Record<JobName, Handler>;
