import { peopleIn } from "./plan-state.ts";
import type { Person, PlanEntry, PlanState } from "./plan-state.ts";

/** Whom a notification is for (RT's argument of Notify). */
export type Audience = "Requestor" | "Cc" | "Owner" | "AdminCc" | "OtherRecipients" | "Addressees";
export type Notification = {
  audience: readonly Audience[];
  purpose: "correspond" | "comment";
  notifyActor: boolean;
  adminCcOnlyIfUnowned?: boolean;
};
export type Recipients = { to: Person[]; cc: Person[]; bcc: Person[] };

/** Why somebody who was meant is not mailed; shown in previews. */
export type Suppressed = {
  person: Person;
  reason: "actor" | "squelched" | "own_address" | "automatic" | "requestor_of_comment";
};

/**
 * Who gets a notification about an entry, in which header, by RT's rules (rt.md 3.3): requestors To; Ccs of the
 * ticket Cc, of the queue Cc or To; the owner To or Bcc; AdminCcs Bcc; one-time recipients as named. Then the actor,
 * our own addresses, squelched people and, for what a machine wrote, everybody but staff are taken out. A comment
 * never goes to a requestor, whatever other role they have.
 */
export function computeRecipients(
  state: PlanState,
  entry: PlanEntry,
  notification: Notification,
): Recipients & { suppressed: Suppressed[] } {
  const meant = meantRecipients(state, entry, notification);
  const seen = new Set<string>();
  const suppressed: Suppressed[] = [];
  const keep = ({ person, oneTime }: Meant): boolean => {
    if (seen.has(person.address)) return false;
    seen.add(person.address);
    const reason = whySuppressed(state, entry, notification, { person, oneTime });
    if (reason !== null) suppressed.push({ person, reason });
    return reason === null;
  };
  const filter = (people: readonly Meant[]) => people.filter(keep).map(({ person }) => person);
  return { to: filter(meant.to), cc: filter(meant.cc), bcc: filter(meant.bcc), suppressed };
}

type Meant = { person: Person; oneTime: boolean };

function meantRecipients(
  state: PlanState,
  entry: PlanEntry,
  { audience, adminCcOnlyIfUnowned }: Notification,
): Record<keyof Recipients, Meant[]> {
  const to: Meant[] = [];
  const cc: Meant[] = [];
  const bcc: Meant[] = [];
  const watching = (people: readonly Person[]): Meant[] => people.map((person) => ({ person, oneTime: false }));
  const owner = state.owners.get(state.ticket.ownerId);
  if (audience.includes("Requestor")) to.push(...watching(peopleIn(state, "requestor")));
  if (audience.includes("Cc")) {
    cc.push(...watching(peopleIn(state, "cc", "ticket")));
    (to.length > 0 ? cc : to).push(...watching(peopleIn(state, "cc", "queue")));
  }
  if (audience.includes("Owner") && owner) (to.length > 0 ? bcc : to).push({ person: owner, oneTime: false });
  if (audience.includes("AdminCc") && !(adminCcOnlyIfUnowned && owner))
    bcc.push(...watching(peopleIn(state, "admincc")));
  const people = (addresses: readonly string[]) =>
    addresses.map((address) => ({ person: state.others.get(address) ?? stranger(address), oneTime: true }));
  // Whom a forwarding names: To for this one mail, like its Cc and Bcc.
  if (audience.includes("Addressees") && entry.content) to.push(...people(entry.content.to));
  if ((audience.includes("OtherRecipients") || audience.includes("Addressees")) && entry.content) {
    cc.push(...people(entry.content.oneTimeCc));
    bcc.push(...people(entry.content.oneTimeBcc));
  }
  return { to, cc, bcc };
}

function stranger(address: string): Person {
  return { id: address, name: address, address, privileged: false };
}

function whySuppressed(
  state: PlanState,
  entry: PlanEntry,
  notification: Notification,
  { person, oneTime }: Meant,
): Suppressed["reason"] | null {
  const { address } = person;
  if (state.ownAddresses.has(address)) return "own_address";
  if (
    notification.purpose === "comment" &&
    peopleIn(state, "requestor").some((requestor) => requestor.address === address)
  )
    return "requestor_of_comment";
  if (oneTime) return null;
  if (!notification.notifyActor && entry.actor.address === address) return "actor";
  if (entry.content?.squelch.includes(address)) return "squelched";
  return entry.content?.automatic && !person.privileged ? "automatic" : null;
}
