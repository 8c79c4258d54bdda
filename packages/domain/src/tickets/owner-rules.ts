import type { Right } from "../rights/registry.ts";

/** What decides about a change of owner. `holds` answers for the actor, `mayOwn` for the new owner. */
export type OwnerQuestion = {
  actorId: string;
  ownerId: string;
  nobodyId: string;
  newOwnerId: string;
  /** take: get an unowned ticket; steal: get somebody's; give: to anybody, Nobody included. */
  kind: "take" | "steal" | "give";
  holds: (right: Right) => boolean;
  mayOwn: boolean;
};

export type OwnerDecision =
  | { ok: true }
  | { ok: false; reason: string; message: string; code: "precondition_failed" | "forbidden" };

/** RT's rules of ownership (rt.md 1.7), in its order and its words. */
export function decideOwner(question: OwnerQuestion): OwnerDecision {
  const { actorId, ownerId, nobodyId, newOwnerId, kind, holds, mayOwn } = question;
  if (newOwnerId === ownerId) {
    const mine = ownerId === actorId && kind !== "give";
    return refuse("owner.unchanged", mine ? "You already own this ticket" : "That user already owns that ticket");
  }
  if (newOwnerId !== nobodyId && !mayOwn)
    return refuse("owner.may_not_own", "That user may not own tickets in that queue");
  if (ownerId === nobodyId) {
    const rights: Right[] =
      newOwnerId === actorId ? ["ModifyTicket", "ReassignTicket", "TakeTicket"] : ["ModifyTicket", "ReassignTicket"];
    return rights.some(holds) ? { ok: true } : deny("You may not set the owner of this ticket");
  }
  if (ownerId === actorId) return decideOwn(question);
  if (kind === "take") return refuse("owner.owned", "You can only take tickets that are unowned");
  if (kind === "steal") {
    const allowed = (["ModifyTicket", "ReassignTicket", "StealTicket"] as const).some(holds) && mayOwn;
    return allowed ? { ok: true } : deny("You may not steal this ticket");
  }
  return holds("ReassignTicket")
    ? { ok: true }
    : deny("You can only reassign tickets that you own or that are unowned");
}

/** Who owns a ticket may give it away or let go of it. */
function decideOwn({ holds }: OwnerQuestion): OwnerDecision {
  const allowed = (["ModifyTicket", "ReassignTicket", "TakeTicket", "OwnTicket"] as const).some(holds);
  return allowed ? { ok: true } : deny("You may not set the owner of this ticket");
}

function refuse(reason: string, message: string): OwnerDecision {
  return { ok: false, reason, message, code: "precondition_failed" };
}

function deny(message: string): OwnerDecision {
  return { ok: false, reason: "owner.right_missing", message, code: "forbidden" };
}
