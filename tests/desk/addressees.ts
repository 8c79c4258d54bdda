import type { SentMail } from "./start-desk.ts";

/** Everybody who got a mail, by header; Bcc is known to the outbox alone. */
export function addressees({ row }: SentMail): { to: string[]; cc: string[]; bcc: string[] } {
  return { to: row.to.map(addressOf), cc: row.cc.map(addressOf), bcc: row.bcc.map(addressOf) };
}

function addressOf({ address }: { address: string }): string {
  return address;
}
