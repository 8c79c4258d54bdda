import { describe, expect, test } from "vitest";
import type { Right } from "../rights/registry.ts";
import { decideOwner } from "./owner-rules.ts";
import type { OwnerQuestion } from "./owner-rules.ts";

const ask = (question: Partial<OwnerQuestion>, ...rights: Right[]) =>
  decideOwner({
    actorId: "me",
    ownerId: "nobody",
    nobodyId: "nobody",
    newOwnerId: "me",
    kind: "take",
    mayOwn: true,
    holds: (right) => rights.includes(right),
    ...question,
  });
const message = (decision: ReturnType<typeof ask>) => (decision.ok ? "ok" : decision.message);

describe("an unowned ticket", () => {
  test.each(["ModifyTicket", "ReassignTicket", "TakeTicket"] as const)("is taken with %s", (right) =>
    expect(ask({}, right).ok).toBe(true),
  );
  test("is not taken without a right to", () => expect(ask({}, "OwnTicket").ok).toBe(false));
  test("is not given to others with TakeTicket", () =>
    expect(ask({ newOwnerId: "you", kind: "give" }, "TakeTicket").ok).toBe(false));
  test("is given to others with ModifyTicket", () =>
    expect(ask({ newOwnerId: "you", kind: "give" }, "ModifyTicket").ok).toBe(true));
  test("goes to nobody who may not own there", () =>
    expect(message(ask({ mayOwn: false }, "ModifyTicket"))).toBe("That user may not own tickets in that queue"));
});

describe("somebody else's ticket", () => {
  test("is not taken", () =>
    expect(message(ask({ ownerId: "you" }, "TakeTicket", "ReassignTicket"))).toBe(
      "You can only take tickets that are unowned",
    ));
  test.each(["ModifyTicket", "ReassignTicket", "StealTicket"] as const)("is stolen with %s", (right) =>
    expect(ask({ ownerId: "you", kind: "steal" }, right).ok).toBe(true),
  );
  test("is not stolen without a right to", () =>
    expect(ask({ ownerId: "you", kind: "steal" }, "TakeTicket").ok).toBe(false));
  test("is reassigned with ReassignTicket only", () => {
    const give = { ownerId: "you", newOwnerId: "she", kind: "give" } as const;
    expect(ask(give, "ReassignTicket").ok).toBe(true);
    expect(message(ask(give, "ModifyTicket"))).toBe("You can only reassign tickets that you own or that are unowned");
  });
});

describe("my own ticket", () => {
  test("is not taken again", () =>
    expect(message(ask({ ownerId: "me" }, "TakeTicket"))).toBe("You already own this ticket"));
  test("is let go of", () =>
    expect(ask({ ownerId: "me", newOwnerId: "nobody", kind: "give" }, "OwnTicket").ok).toBe(true));
  test("is given away", () =>
    expect(ask({ ownerId: "me", newOwnerId: "you", kind: "give" }, "ModifyTicket").ok).toBe(true));
});

test("giving it to its owner is refused", () =>
  expect(message(ask({ ownerId: "you", newOwnerId: "you", kind: "give" }, "ReassignTicket"))).toBe(
    "That user already owns that ticket",
  ));
