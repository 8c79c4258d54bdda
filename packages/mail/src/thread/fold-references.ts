const KEEP_FIRST = 4;
const KEEP_LAST = 6;

/**
 * The References of an outgoing message (RFC 5322 3.6.4): the ticket's own pseudo reference first, then those of the
 * message it answers, then that message's id, none twice. Of more than ten the first four and the last six stay, as RT
 * does, so that the field keeps a bounded length and both the ticket and the latest messages remain.
 */
export function foldReferences(ticketRef: string, references: string[], messageId: string | null): string[] {
  const all = [...new Set([ticketRef, ...references, ...(messageId === null ? [] : [messageId])])];
  if (all.length <= KEEP_FIRST + KEEP_LAST) return all;
  return [...all.slice(0, KEEP_FIRST), ...all.slice(-KEEP_LAST)];
}
