import type { Ctx } from "../context.ts";
import { fail, notFound } from "../errors.ts";
import { can } from "./can.ts";
import type { Target } from "./can.ts";
import { RIGHTS } from "./registry.ts";
import type { Right } from "./registry.ts";

/**
 * Lets the actor pass who holds one of `rights` on the target. Who may not even see the target hears that it does
 * not exist, in the same words as for one that does not.
 * @throws forbidden, or not_found when `seeing` is not held either.
 */
export function requireRight(
  ctx: Ctx,
  rights: readonly Right[],
  target: Target,
  hidden: { seeing: Right; as: "ticket" | "queue" },
): void {
  if (rights.some((right) => can(ctx.actor.grants, right, target))) return;
  if (!can(ctx.actor.grants, hidden.seeing, target)) throw notFound(hidden.as);
  const needed = rights.map((right) => RIGHTS[right].text.toLowerCase()).join(" or ");
  throw fail("forbidden", `You need the right to: ${needed}. Ask an administrator of your organisation.`, {
    reason: `right.${rights[0] ?? "none"}`,
  });
}
