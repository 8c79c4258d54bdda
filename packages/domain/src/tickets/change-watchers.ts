import type { WatcherRole } from "@deskhand/db/schema";
import { ticketWatcher } from "@deskhand/db/schema";
import { and, eq, or } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { fail } from "../errors.ts";
import { can } from "../rights/can.ts";
import { record } from "../transactions/record.ts";
import type { Recorded } from "../transactions/record.ts";
import { findOrCreateUsers, findUsers } from "../users/find-or-create-user.ts";
import { ownAddressesAmong } from "../users/own-addresses.ts";
import { parseAddresses } from "./content.ts";
import { lockTicket } from "./load-ticket.ts";
import type { LoadedTicket, TicketKey } from "./load-ticket.ts";
import { insertWatchers } from "./watchers.ts";

/**
 * Adds the person behind an address in a role; unknown addresses become unprivileged users. ModifyTicket, or for
 * oneself Watch (requestor, Cc) or WatchAsAdminCc. Somebody who has the role already stays, and nothing is written.
 * @throws not_found, forbidden, invalid_input (`address.*`)
 */
export async function addWatcher(
  ctx: Ctx,
  input: { ticket: TicketKey; role: WatcherRole; address: string },
): Promise<Recorded> {
  const loaded = await lockTicket(ctx, input.ticket, ["ShowTicket"]);
  const [address = ""] = parseAddresses([input.address], "address");
  if ((await ownAddressesAmong(ctx, [address])).has(address)) {
    throw fail("invalid_input", `${address} receives mail for a queue. A queue cannot watch a ticket.`, {
      reason: "address.own",
      field: "address",
    });
  }
  const known = (await findUsers(ctx, [address])).get(address);
  requireWatch(ctx, loaded, input.role, known?.id ?? null);
  const user =
    known ??
    (await findOrCreateUsers(ctx, [{ address, name: null }], "Autocreated when added as a watcher")).get(address);
  if (!user) throw new Error("A user that was just created is not there");
  const added = await insertWatchers(ctx, loaded.ticket.id, [{ role: input.role, userId: user.id }]);
  if (added === 0) return { ticket: loaded.ticket, entries: [] };
  return record(ctx, loaded.ticket, [{ type: "AddWatcher", field: input.role, oldValue: null, newValue: user.id }]);
}

/**
 * Takes a user or group out of a role, with the same rights as adding.
 * @throws not_found, forbidden, precondition_failed (`watcher.absent`)
 */
export async function removeWatcher(
  ctx: Ctx,
  input: { ticket: TicketKey; role: WatcherRole; principalId: string },
): Promise<Recorded> {
  const loaded = await lockTicket(ctx, input.ticket, ["ShowTicket"]);
  requireWatch(ctx, loaded, input.role, input.principalId);
  const removed = await ctx.tx
    .delete(ticketWatcher)
    .where(
      and(
        eq(ticketWatcher.ticketId, loaded.ticket.id),
        eq(ticketWatcher.role, input.role),
        or(eq(ticketWatcher.userId, input.principalId), eq(ticketWatcher.groupId, input.principalId)),
      ),
    )
    .returning({ id: ticketWatcher.id });
  if (removed.length === 0)
    throw fail("precondition_failed", "That person does not have this role here.", { reason: "watcher.absent" });
  return record(ctx, loaded.ticket, [
    { type: "DelWatcher", field: input.role, oldValue: input.principalId, newValue: null },
  ]);
}

function requireWatch(ctx: Ctx, { target }: LoadedTicket, role: WatcherRole, userId: string | null): void {
  if (can(ctx.actor.grants, "ModifyTicket", target)) return;
  const own = role === "admincc" ? "WatchAsAdminCc" : "Watch";
  if (userId === ctx.actor.id && can(ctx.actor.grants, own, target)) return;
  throw fail("forbidden", "You may only add or remove yourself here, or need the right to change tickets.", {
    reason: `right.${own}`,
  });
}
