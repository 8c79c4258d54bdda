import { runScrips } from "@deskhand/domain/scrips/run-scrips";
import { asSystem } from "../runtime.ts";
import type { Handler } from "./job.ts";

/** Runs the scrips over a ticket's new entries. */
export const runTicketScrips: Handler = async (runtime, { orgId, id }) => {
  await asSystem(runtime, orgId, (ctx) => runScrips(ctx, id));
};
