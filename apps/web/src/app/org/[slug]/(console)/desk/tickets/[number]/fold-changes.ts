import type { EntryView } from "../../../../../../../server/ticket.ts";

/** One item of the stream: a message, or changes that one person made in one go. */
export type StreamItem =
  | { kind: "message"; entry: EntryView }
  | { kind: "changes"; entries: [EntryView, ...EntryView[]] };

/** Changes further apart are told apart. */
const FOLD_MS = 5 * 60 * 1000;

/** The history as it is shown: messages whole, and runs of changes by one actor within five minutes as one. */
export function foldChanges(entries: readonly EntryView[]): StreamItem[] {
  const stream: StreamItem[] = [];
  for (const entry of entries) {
    if (entry.kind !== "change" && entry.kind !== "mail") {
      stream.push({ kind: "message", entry });
      continue;
    }
    const last = stream.at(-1);
    if (last?.kind === "changes" && belongs(entry, last.entries[0])) last.entries.push(entry);
    else stream.push({ kind: "changes", entries: [entry] });
  }
  return stream;
}

function belongs(entry: EntryView, first: EntryView): boolean {
  return entry.actor.id === first.actor.id && entry.at.getTime() - first.at.getTime() <= FOLD_MS;
}
