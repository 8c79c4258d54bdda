import { withOrg } from "@deskhand/db";
import type { Ctx } from "@deskhand/domain/context";
import { DomainError, fail, notFound } from "@deskhand/domain/errors";
import { loadActor } from "@deskhand/domain/rights/load-actor";
import type { ApiContext } from "./context.ts";
import { procedure } from "./trpc.ts";

/**
 * Runs one command of the signed-in member of staff in one transaction of the caller's organisation.
 * @throws unauthenticated without a session or with one of a user who is gone; not_found for people who have no console
 */
export function asStaff<T>({ runtime, caller }: ApiContext, command: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { orgId, userId } = caller;
  if (userId === null) throw signInFirst();
  return withOrg(runtime.db, orgId, async (tx) => {
    const actor = await loadActor(tx, userId).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === "not_found") throw signInFirst();
      throw error;
    });
    if (!actor.privileged) throw notFound("page");
    return command({ tx, orgId, actor, now: runtime.now(), services: runtime.services, depth: 0 });
  });
}

function signInFirst(): DomainError {
  return fail("unauthenticated", "Please sign in first.", { reason: "session.absent" });
}

/** A procedure of the console: its resolver gets `run`, which opens the transaction and knows who acts. */
export const consoleProcedure = procedure.use(({ ctx, next }) =>
  next({ ctx: { ...ctx, run: <T>(command: (domain: Ctx) => Promise<T>) => asStaff(ctx, command) } }),
);
