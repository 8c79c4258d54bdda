import type { JobPayload } from "@deskhand/jobs";
import type { Runtime } from "../runtime.ts";

/** One try of a job. `retries` counts the tries before this one; `last` says that no other will follow. */
export type Attempt = JobPayload & { retries: number; last: boolean };

/** Does a job's work; may run twice for the same row. Throws to be tried again. */
export type Handler = (runtime: Runtime, attempt: Attempt) => Promise<void>;
