import type { Ctx } from "../context.ts";
import { fail, notFound } from "../errors.ts";
import { categoryOf } from "../lifecycles/lifecycle.ts";
import { mapStatus } from "../lifecycles/transition.ts";
import { loadQueue } from "../queues/queue.ts";
import type { LoadedQueue } from "../queues/queue.ts";
import { can } from "../rights/can.ts";
import type { NewEntry } from "../transactions/entry.ts";
import { record } from "../transactions/record.ts";
import type { Recorded, TicketChanges } from "../transactions/record.ts";
import { NOBODY_ID } from "../users/fixed-users.ts";
import { datesAfter } from "./dates.ts";
import { lockTicket } from "./load-ticket.ts";
import type { LoadedTicket, TicketKey } from "./load-ticket.ts";
import { mayOwn } from "./may-own.ts";

/**
 * Moves a ticket to another queue: ModifyTicket here, CreateTicket there, the target enabled, the status valid there
 * by the lifecycles' map. An owner who may not own there loses the ticket to Nobody (rt.md 1.7).
 * @throws not_found, forbidden, precondition_failed (`queue.disabled`, `queue.unchanged`, `lifecycle.no_map`)
 */
export async function setQueue(ctx: Ctx, input: { ticket: TicketKey; queue: string }): Promise<Recorded> {
  const here = await lockTicket(ctx, input.ticket, ["ModifyTicket"]);
  const there = await loadQueue(ctx, input.queue);
  const target = { queueId: there.queue.id, roles: here.target.roles };
  if (!can(ctx.actor.grants, "CreateTicket", target)) {
    if (!can(ctx.actor.grants, "SeeQueue", target)) throw notFound("queue");
    throw fail("forbidden", `You may not create tickets in ${there.queue.name}.`, {
      reason: "right.CreateTicket",
      field: "queue",
    });
  }
  if (there.queue.disabledAt !== null)
    throw fail("precondition_failed", `The queue ${there.queue.name} is disabled.`, {
      reason: "queue.disabled",
      field: "queue",
    });
  if (there.queue.id === here.queue.id)
    throw fail("precondition_failed", "The ticket is in that queue already.", {
      reason: "queue.unchanged",
      field: "queue",
    });
  const status = statusThere(ctx, here, there);
  const owner = await ownerThere(ctx, here, there);
  const entries: NewEntry[] = [
    { type: "Set", field: "Queue", oldValue: here.queue.id, newValue: there.queue.id },
    ...status.entries,
    ...owner.entries,
  ];
  return record(ctx, here.ticket, entries, { queueId: there.queue.id, ...status.changes, ...owner.changes });
}

type Part = { entries: NewEntry[]; changes: TicketChanges };

function statusThere(ctx: Ctx, here: LoadedTicket, there: LoadedQueue): Part {
  const status = mapStatus(here.lifecycle, there.lifecycle, here.ticket.status);
  const category = status === null ? null : categoryOf(there.lifecycle, status);
  if (status === null || category === null) {
    throw fail(
      "precondition_failed",
      `There is no mapping for statuses between lifecycle ${here.lifecycle.name} and ${there.lifecycle.name}. Contact your system administrator.`,
      { reason: "lifecycle.no_map", field: "queue" },
    );
  }
  if (status === here.ticket.status) return { entries: [], changes: {} };
  return {
    entries: [{ type: "Status", field: "Status", oldValue: here.ticket.status, newValue: status }],
    changes: { status, statusCategory: category, ...datesAfter(here.ticket, category, ctx.now) },
  };
}

async function ownerThere(ctx: Ctx, { ticket }: LoadedTicket, there: LoadedQueue): Promise<Part> {
  if (ticket.ownerId === NOBODY_ID || (await mayOwn(ctx, ticket.ownerId, { ...ticket, queueId: there.queue.id })))
    return { entries: [], changes: {} };
  const values = { field: "Owner", oldValue: ticket.ownerId, newValue: NOBODY_ID } as const;
  return {
    entries: [
      { type: "Set", ...values },
      { type: "SetWatcher", ...values },
    ],
    changes: { ownerId: NOBODY_ID },
  };
}
