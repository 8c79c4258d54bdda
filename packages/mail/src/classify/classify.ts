import type { MailKind, ParsedMessage, Verdict } from "../message.ts";
import { RULES } from "./rules.ts";
import { gatherEvidence } from "./signs.ts";

type Powers = Omit<Verdict, "kind" | "marks">;

const NOTHING: Powers = { mayCreateTicket: false, mayAutoReply: false, mayReopen: false };

/** What mail of each kind may do. Automatic is not unwanted: monitoring makes tickets, it is just never answered. */
const POWERS: Readonly<Record<MailKind, Powers>> = {
  human: { mayCreateTicket: true, mayAutoReply: true, mayReopen: true },
  monitoring: { mayCreateTicket: true, mayAutoReply: false, mayReopen: true },
  list: { mayCreateTicket: true, mayAutoReply: false, mayReopen: true },
  bulk: { mayCreateTicket: true, mayAutoReply: false, mayReopen: false },
  auto_reply: NOTHING,
  bounce: NOTHING,
  delivery_notice: NOTHING,
  complaint: NOTHING,
  receipt: NOTHING,
  loop: NOTHING,
  spam_challenge: NOTHING,
};

/**
 * Decides what kind of sender wrote a message and what it may do: make a ticket, be answered automatically, reopen a
 * closed ticket (RFC 3834). The first rule that stands names the kind, every rule that stands leaves its mark.
 *
 * @param about.envelopeFrom the SMTP sender, "" for the null return path, null to go by Return-Path
 * @param about.ownDomains domains whose addresses are all ours: what comes from there is our own mail coming back
 */
export function classify(
  message: ParsedMessage,
  about: { envelopeFrom: string | null; instanceId: string; ownDomains: string[] },
): Verdict {
  const evidence = gatherEvidence(message, about);
  const found = RULES.flatMap(({ kind, sign }) => {
    const mark = sign(evidence);
    return mark === null ? [] : [{ kind, mark }];
  });
  const kind = found[0]?.kind ?? "human";
  return { kind, ...POWERS[kind], marks: [...new Set(found.map(({ mark }) => mark))] };
}
