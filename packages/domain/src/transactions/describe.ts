import type { EntryRow } from "./record.ts";

/**
 * One English sentence about an entry, for mails to staff and as the console's fallback. `nameOf` turns the id of a
 * user, group or queue into its name.
 */
export function describe(entry: EntryRow, nameOf: (id: string) => string): string {
  const who = nameOf(entry.createdBy);
  const named = (value: string | null) => (value === null ? "nobody" : nameOf(value));
  switch (entry.type) {
    case "Create":
      return `${who} created the ticket`;
    case "Correspond":
      return `${who} replied`;
    case "Comment":
      return `${who} commented`;
    case "Status":
      return `${who} changed the status from ${entry.oldValue} to ${entry.newValue}`;
    case "Set":
      return describeSet(entry, who, named);
    case "SetWatcher":
      return `${who} changed the ${entry.field?.toLowerCase()} from ${named(entry.oldValue)} to ${named(entry.newValue)}`;
    case "AddWatcher":
      return `${who} added ${named(entry.newValue)} as ${entry.field}`;
    case "DelWatcher":
      return `${who} removed ${named(entry.oldValue)} as ${entry.field}`;
    case "Forward Ticket":
      return `${who} forwarded the ticket to ${entry.data}`;
    case "Forward Transaction":
      return `${who} forwarded a message to ${entry.data}`;
    case "EmailRecord":
      return `${who} sent a mail`;
    case "CommentEmailRecord":
      return `${who} sent a mail about a comment`;
    case "SystemError":
      return `Something failed: ${entry.data}`;
  }
}

function describeSet(entry: EntryRow, who: string, named: (value: string | null) => string): string {
  switch (entry.field) {
    case "Owner":
      if (entry.newValue === entry.createdBy) return `${who} took the ticket`;
      return `${who} gave the ticket from ${named(entry.oldValue)} to ${named(entry.newValue)}`;
    case "Queue":
      return `${who} moved the ticket from ${named(entry.oldValue)} to ${named(entry.newValue)}`;
    case null:
    default:
      return `${who} changed the ${entry.field?.toLowerCase()} from "${entry.oldValue}" to "${entry.newValue}"`;
  }
}
