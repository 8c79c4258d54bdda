import { expect, test } from "vitest";
import type { EntryView } from "../../../../../../../server/ticket.ts";
import { foldChanges } from "./fold-changes.ts";

const START = Date.parse("2026-03-02T09:00:00Z");

function entry(seq: number, kind: EntryView["kind"], actor: string, minute: number): EntryView {
  return {
    id: `e${seq}`,
    seq,
    type: "Set",
    at: new Date(START + minute * 60_000),
    actor: { id: actor, name: actor, isStaff: true },
    summary: "",
    change: null,
    kind,
    content: null,
    attachments: [],
    mail: null,
  };
}

const shape = (entries: readonly EntryView[]): (number | number[])[] =>
  foldChanges(entries).map((item) => (item.kind === "message" ? item.entry.seq : item.entries.map(({ seq }) => seq)));

test("changes of one person within five minutes are one item", () => {
  expect(shape([entry(1, "change", "ben", 0), entry(2, "mail", "ben", 4), entry(3, "change", "ben", 6)])).toEqual([
    [1, 2],
    [3],
  ]);
});

test("changes of two people stay apart, and messages part them", () => {
  expect(
    shape([
      entry(1, "incoming", "ana", 0),
      entry(2, "change", "ben", 1),
      entry(3, "change", "cy", 1),
      entry(4, "comment", "cy", 1),
      entry(5, "change", "cy", 1),
    ]),
  ).toEqual([1, [2], [3], 4, [5]]);
});

test("no entry is lost and none is moved", () => {
  const entries = Array.from({ length: 40 }, (_, seq) =>
    entry(seq, seq % 3 ? "change" : "reply", seq % 2 ? "ben" : "cy", seq),
  );
  expect(shape(entries).flat()).toEqual(entries.map(({ seq }) => seq));
});
