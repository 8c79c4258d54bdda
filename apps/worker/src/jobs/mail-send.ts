import { claimMail, composeClaimed, markFailed, markSent } from "@deskhand/domain/outbox/send";
import { asSystem } from "../runtime.ts";
import type { Handler } from "./job.ts";

/** Sends one mail: claim, send with no transaction open, mark. A crash in between leads to the same mail again, with the same id. */
export const sendMail: Handler = async (runtime, { orgId, id, last }) => {
  const claimed = await asSystem(runtime, orgId, (ctx) => claimMail(ctx, id));
  if (claimed === null) return;
  try {
    const { providerId } = await runtime.transport.send(await composeClaimed(runtime.services, claimed));
    await asSystem(runtime, orgId, (ctx) => markSent(ctx, id, providerId));
  } catch (error) {
    const message = error instanceof Error ? error.message : "unknown error";
    await asSystem(runtime, orgId, (ctx) => markFailed(ctx, id, { message, final: last }));
    throw error;
  }
};
