import { withOrg } from "@deskhand/db";
import { DomainError } from "@deskhand/domain/errors";
import { loadWaiting } from "@deskhand/domain/inbox/load-waiting";
import { quarantine, settle } from "@deskhand/domain/inbox/settle";
import { understand } from "@deskhand/domain/inbox/understand";
import { asSystem } from "../runtime.ts";
import type { Handler } from "./job.ts";

/** Tries after which a mail that breaks something is set aside, so that it does not come up forever. */
const MAX_TRIES = 4;

/** Understands one stored mail: reads it outside of any transaction, then gives it its outcome in one. */
export const receiveMail: Handler = async (runtime, { orgId, id, retries }) => {
  const waiting = await withOrg(runtime.db, orgId, (tx) => loadWaiting(tx, id));
  if (waiting === null) return;
  try {
    const understood = await understand(runtime.services, waiting.row, [
      `${waiting.slug}.${runtime.services.mailDomain}`,
    ]);
    await asSystem(runtime, orgId, (ctx) => settle(ctx, id, understood));
  } catch (error) {
    const refusal = error instanceof DomainError ? { reason: error.details.reason, detail: error.message } : null;
    if (refusal === null && retries < MAX_TRIES) throw error;
    const { reason, detail } = refusal ?? {
      reason: "processing_failed",
      detail: `Processing failed ${MAX_TRIES + 1} times; the log tells why.`,
    };
    if (refusal === null)
      runtime.log.error({ err: error, orgId, inboundId: id }, "A mail is set aside after repeated failures");
    await asSystem(runtime, orgId, (ctx) => quarantine(ctx, id, reason, detail));
  }
};
