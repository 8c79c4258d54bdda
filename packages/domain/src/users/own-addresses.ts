import { findOrgByAddress } from "@deskhand/db";
import type { Ctx } from "../context.ts";

/**
 * Which of these addresses receive mail for a queue of this instance. They are never made watchers: a queue that
 * watches a queue is a loop.
 */
export async function ownAddressesAmong(ctx: Pick<Ctx, "tx">, addresses: readonly string[]): Promise<Set<string>> {
  const own = new Set<string>();
  for (const address of new Set(addresses)) {
    const [local = "", domain = ""] = address.split("@");
    if (await findOrgByAddress(ctx.tx, `${local.split("+")[0]}@${domain}`)) own.add(address);
  }
  return own;
}
