import { newId, nextTicketNumber } from "@deskhand/db";
import type { Ctx } from "../context.ts";
import { fail } from "../errors.ts";
import { canonicalStatus, categoryOf } from "../lifecycles/lifecycle.ts";
import type { LoadedQueue } from "../queues/queue.ts";
import { can } from "../rights/can.ts";
import type { Target } from "../rights/can.ts";
import { requireRight } from "../rights/require-right.ts";
import { recordNewTicket } from "../transactions/record.ts";
import type { NewTicket, Recorded } from "../transactions/record.ts";
import { findOrCreateUsers } from "../users/find-or-create-user.ts";
import type { NewPerson } from "../users/find-or-create-user.ts";
import { NOBODY_ID } from "../users/fixed-users.ts";
import { ownAddressesAmong } from "../users/own-addresses.ts";
import { toContent } from "./content.ts";
import type { IncomingContent } from "./content.ts";
import { mayOwn } from "./may-own.ts";
import { cleanSubject } from "./subject.ts";
import { insertWatchers } from "./watchers.ts";
import type { NewWatcher } from "./watchers.ts";

/** Somebody to watch, with their user if the caller knows it. */
type Watching = NewPerson & { userId?: string };

export type NewTicketRequest = {
  queue: LoadedQueue;
  subject: string;
  content: IncomingContent;
  requestors: readonly Watching[];
  cc: readonly Watching[];
  adminCc: readonly Watching[];
  ownerId: string | null;
  status: string | null;
  priority: number;
};

export type CreatedTicket = Recorded & { warnings: string[] };

/**
 * Creates a ticket by RT's rules (rt.md 1.2): CreateTicket on an enabled queue; a status one may create in; the owner
 * decided after the watchers are written, so that a right earned by a role on this very ticket counts, and falling
 * back to Nobody with a warning; AdminCcs only from whoever may change tickets, or oneself with WatchAsAdminCc.
 * @throws not_found, forbidden, invalid_input, precondition_failed
 */
export async function createTicket(ctx: Ctx, request: NewTicketRequest): Promise<CreatedTicket> {
  const { queue } = request.queue;
  const target: Target = { queueId: queue.id, roles: new Set() };
  requireRight(ctx, ["CreateTicket"], target, { seeing: "SeeQueue", as: "queue" });
  if (queue.disabledAt !== null)
    throw fail("precondition_failed", `The queue ${queue.name} is disabled. Choose another one.`, {
      reason: "queue.disabled",
      field: "queue",
    });
  const start = startingStatus(request.queue, request.status);
  const watchers = await watchersFor(ctx, request, target);
  const content = toContent(ctx, request.content, { cc: [], bcc: [] });
  const values: NewTicket = {
    id: newId(),
    number: await nextTicketNumber(ctx.tx),
    queueId: queue.id,
    subject: cleanSubject(request.subject),
    ...start,
    ownerId: NOBODY_ID,
    initialPriority: request.priority,
    finalPriority: 0,
    priority: request.priority,
    startsAt: null,
    startedAt: start.statusCategory === "initial" ? null : ctx.now,
    dueAt: null,
    resolvedAt: start.statusCategory === "inactive" ? ctx.now : null,
    toldAt: null,
  };
  const warnings = [...watchers.warnings];
  const recorded = await recordNewTicket(ctx, values, content, async () => {
    await insertWatchers(ctx, values.id, watchers.rows);
    if (request.ownerId === null || (await mayOwn(ctx, request.ownerId, { ...values, ownerId: request.ownerId })))
      return request.ownerId ?? values.ownerId;
    warnings.push("The chosen owner may not own tickets in that queue, so the ticket has none.");
    return values.ownerId;
  });
  return { ...recorded, warnings };
}

function startingStatus(
  { lifecycle }: LoadedQueue,
  wanted: string | null,
): Pick<NewTicket, "status" | "statusCategory"> {
  const status = wanted === null ? lifecycle.defaults.onCreate : canonicalStatus(lifecycle, wanted);
  const statusCategory = status === null ? null : categoryOf(lifecycle, status);
  if (status === null || statusCategory === null || !lifecycle.create.includes(status)) {
    throw fail(
      "invalid_input",
      `Status '${wanted}' isn't a valid status for a new ticket. Possible: ${lifecycle.create.join(", ")}.`,
      { reason: "status.not_for_create", field: "status" },
    );
  }
  return { status, statusCategory };
}

async function watchersFor(
  ctx: Ctx,
  request: NewTicketRequest,
  target: Target,
): Promise<{ rows: NewWatcher[]; warnings: string[] }> {
  const warnings: string[] = [];
  const wanted = [
    ...request.requestors.map((person) => ({ role: "requestor" as const, person })),
    ...request.cc.map((person) => ({ role: "cc" as const, person })),
    ...request.adminCc.map((person) => ({ role: "admincc" as const, person })),
  ];
  const ids = await userIdsOf(
    ctx,
    wanted.map(({ person }) => person),
  );
  const rows = wanted.flatMap(({ role, person }): NewWatcher[] => {
    const userId = ids.get(person.address);
    if (userId === undefined) warnings.push(`${person.address} receives mail for a queue and cannot be a watcher.`);
    else if (role === "admincc" && !mayAddAdminCc(ctx, userId, target))
      warnings.push(`You may not make ${person.address} an AdminCc.`);
    else return [{ role, userId }];
    return [];
  });
  return { rows, warnings };
}

/** The users of these people by address, without addresses of ours. Who is known by id already need not be looked up. */
async function userIdsOf(ctx: Ctx, people: readonly Watching[]): Promise<Map<string, string>> {
  const known = new Map(people.flatMap(({ address, userId }) => (userId === undefined ? [] : [[address, userId]])));
  const unknown = people.filter(({ address }) => !known.has(address));
  const own = await ownAddressesAmong(
    ctx,
    unknown.map(({ address }) => address),
  );
  const users = await findOrCreateUsers(
    ctx,
    unknown.filter(({ address }) => !own.has(address)),
    AUTOCREATED,
  );
  return new Map([...known, ...[...users].map(([address, { id }]) => [address, id] as const)]);
}

const AUTOCREATED = "Autocreated on ticket submission";

function mayAddAdminCc(ctx: Ctx, userId: string, target: Target): boolean {
  const holds = (right: "ModifyTicket" | "WatchAsAdminCc") => can(ctx.actor.grants, right, target);
  return holds("ModifyTicket") || (userId === ctx.actor.id && holds("WatchAsAdminCc"));
}
