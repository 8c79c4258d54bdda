import { sql } from "drizzle-orm";
import type { OrgTx } from "./with-org.ts";

/**
 * Ticket numbers of one organisation: a sequence of its own. A counter in a row would make everybody who creates a
 * ticket wait for the commit of whoever did so before; a sequence hands out numbers without waiting, and leaves a gap
 * where a transaction is rolled back.
 */

/** Makes the current organisation's sequence; once, when the organisation is made. */
export async function startNumbering(tx: OrgTx): Promise<void> {
  await tx.execute(sql`select numbering.start_tickets()`);
}

/** The current organisation's next ticket number, from 1 on. */
export async function nextTicketNumber(tx: OrgTx): Promise<number> {
  const rows = await tx.execute<{ number: number }>(sql`select numbering.next_ticket() as number`);
  if (!rows[0]) throw new Error("The database gave no ticket number");
  return rows[0].number;
}
