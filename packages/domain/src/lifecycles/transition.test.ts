import { describe, expect, test } from "vitest";
import { DEFAULT_LIFECYCLE } from "./default-lifecycle.ts";
import { categoryOf, Lifecycle } from "./lifecycle.ts";
import type { Lifecycle as LifecycleType } from "./lifecycle.ts";
import { decideTransition, firstActiveFrom, mapStatus, rightFor } from "./transition.ts";

const STATUSES = ["new", "open", "stalled", "resolved", "rejected", "deleted"] as const;

describe("the default lifecycle", () => {
  test("is sound by its own schema", () => {
    expect(Lifecycle.parse(DEFAULT_LIFECYCLE)).toEqual(DEFAULT_LIFECYCLE);
  });

  test.each(STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const)))(
    "%s -> %s is allowed unless it is no change",
    (from, to) => {
      const right = to === "deleted" ? "DeleteTicket" : "ModifyTicket";
      const expected = from === to ? { ok: false, reason: "unchanged" } : { ok: true, status: to, right };
      expect(decideTransition(DEFAULT_LIFECYCLE, from, to)).toMatchObject(expected);
    },
  );

  test("a new ticket may start as new, open or resolved", () => {
    expect(DEFAULT_LIFECYCLE.create).toEqual(["new", "open", "resolved"]);
  });

  test("automation opens to open, from wherever", () => {
    for (const status of STATUSES.filter((one) => one !== "open"))
      expect(firstActiveFrom(DEFAULT_LIFECYCLE, status)).toBe("open");
    expect(firstActiveFrom(DEFAULT_LIFECYCLE, "open")).toBe("stalled");
  });

  test("classes are RT's", () => {
    expect(STATUSES.map((status) => categoryOf(DEFAULT_LIFECYCLE, status))).toEqual([
      "initial",
      "active",
      "active",
      "inactive",
      "inactive",
      "inactive",
    ]);
  });
});

describe("a transition", () => {
  test("names compare without regard to case and are kept in the lifecycle's spelling", () => {
    expect(decideTransition(DEFAULT_LIFECYCLE, "new", " OPEN ")).toMatchObject({ ok: true, status: "open" });
  });

  test("an unknown status is refused in RT's words", () => {
    expect(decideTransition(DEFAULT_LIFECYCLE, "new", "frozen")).toEqual({
      ok: false,
      reason: "unknown_status",
      message: "Status 'frozen' isn't a valid status for this ticket.",
    });
  });

  test("a way that the lifecycle does not have is refused in RT's words", () => {
    const narrow: LifecycleType = { ...DEFAULT_LIFECYCLE, transitions: { new: ["open"] } };
    expect(decideTransition(narrow, "new", "resolved")).toMatchObject({
      ok: false,
      message: "You can't change status from 'new' to 'resolved'.",
    });
  });

  test("the most exact entry says which right is needed", () => {
    const rights = {
      "new -> open": "TakeTicket",
      "* -> open": "OwnTicket",
      "new -> *": "CommentOnTicket",
      "* -> *": "ReplyToTicket",
    } as const;
    const lifecycle: LifecycleType = { ...DEFAULT_LIFECYCLE, rights };
    expect(rightFor(lifecycle, "new", "open")).toBe("TakeTicket");
    expect(rightFor(lifecycle, "stalled", "open")).toBe("OwnTicket");
    expect(rightFor(lifecycle, "new", "deleted")).toBe("CommentOnTicket");
    expect(rightFor(lifecycle, "open", "resolved")).toBe("ReplyToTicket");
    expect(rightFor({ ...lifecycle, rights: {} }, "open", "deleted")).toBe("DeleteTicket");
    expect(rightFor({ ...lifecycle, rights: {} }, "open", "resolved")).toBe("ModifyTicket");
  });
});

describe("a move between lifecycles", () => {
  const there: LifecycleType = { ...DEFAULT_LIFECYCLE, name: "orders" };

  test("keeps the status within one lifecycle", () =>
    expect(mapStatus(DEFAULT_LIFECYCLE, DEFAULT_LIFECYCLE, "stalled")).toBe("stalled"));
  test("needs a map", () => expect(mapStatus(DEFAULT_LIFECYCLE, there, "open")).toBeNull());
  test("follows the map for the statuses it names", () => {
    const here = { ...DEFAULT_LIFECYCLE, maps: { orders: { open: "stalled" } } };
    expect(mapStatus(here, there, "open")).toBe("stalled");
    expect(mapStatus(here, there, "new")).toBeNull();
  });
});
