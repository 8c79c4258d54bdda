import type { Role } from "@deskhand/db/schema";
import type { Right } from "./registry.ts";

export type { Role } from "@deskhand/db/schema";

/**
 * A grant that may count for one person. Without `role` it is theirs (as user or through a group); with it, it
 * counts wherever they play that role. Without `queueId` it counts everywhere in the organisation.
 */
export type Grant = { right: Right; queueId: string | null; role: Role | null };
export type Grants = readonly Grant[];

/** What a right is asked on: a queue (null: the organisation) and the roles that the person plays there. */
export type Target = { queueId: string | null; roles: ReadonlySet<Role> };

/** The target of a question about the whole organisation. */
export const ORGANIZATION: Target = { queueId: null, roles: new Set() };

/** Whether `grants` give `right` on `target`. SuperUser gives every right; there are no denials. */
export function can(grants: Grants, right: Right, target: Target): boolean {
  return grants.some(
    (grant) =>
      (grant.right === right || grant.right === "SuperUser") &&
      (grant.queueId === null || grant.queueId === target.queueId) &&
      (grant.role === null || target.roles.has(grant.role)),
  );
}

/** Where a right is held: in every queue or in listed ones, directly or by playing a role. The same rule as `can`, turned round for lists. */
export type Reach = {
  everywhere: boolean;
  queueIds: readonly string[];
  byRole: readonly { role: Role; queueId: string | null }[];
};

/** Turns grants into the places where `right` is held. */
export function reach(grants: Grants, right: Right): Reach {
  const counting = grants.filter((grant) => grant.right === right || grant.right === "SuperUser");
  const direct = counting.filter((grant) => grant.role === null);
  return {
    everywhere: direct.some((grant) => grant.queueId === null),
    queueIds: [...new Set(direct.flatMap((grant) => grant.queueId ?? []))],
    byRole: counting.flatMap(({ role, queueId }) => (role === null ? [] : [{ role, queueId }])),
  };
}
