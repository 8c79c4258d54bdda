import { splitPlusAddress } from "@deskhand/mail";
import { queueAddress } from "@deskhand/db/schema";
import { inArray } from "drizzle-orm";
import type { Ctx } from "../context.ts";

/**
 * Which of these addresses receive mail for a queue of the organisation, with or without a plus part. They are never
 * made watchers and never mailed: a queue that watches a queue is a loop.
 */
export async function ownAddressesAmong(ctx: Pick<Ctx, "tx">, addresses: readonly string[]): Promise<Set<string>> {
  const bases = new Map([...new Set(addresses)].map((address) => [address, splitPlusAddress(address).base]));
  if (bases.size === 0) return new Set();
  const rows = await ctx.tx
    .select({ address: queueAddress.address })
    .from(queueAddress)
    .where(inArray(queueAddress.address, [...bases.values()]));
  const own = new Set(rows.map((row) => row.address));
  return new Set([...bases].flatMap(([address, base]) => (own.has(base) ? [address] : [])));
}
