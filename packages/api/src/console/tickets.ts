import type { Ctx } from "@deskhand/domain/context";
import { loadQueue } from "@deskhand/domain/queues/queue";
import { comment, reply } from "@deskhand/domain/tickets/add-message";
import { addWatcher, removeWatcher } from "@deskhand/domain/tickets/change-watchers";
import { parseAddresses, typedContent } from "@deskhand/domain/tickets/content";
import { createTicket } from "@deskhand/domain/tickets/create-ticket";
import { forward } from "@deskhand/domain/tickets/forward";
import { getTicket } from "@deskhand/domain/tickets/get-ticket";
import {
  AddWatcherInput,
  CommentInput,
  CreateTicketInput,
  ForwardInput,
  GiveInput,
  RemoveWatcherInput,
  ReplyInput,
  SetPriorityInput,
  SetQueueInput,
  SetStatusInput,
  SetSubjectInput,
  TicketNumber,
} from "@deskhand/domain/tickets/input";
import { listTickets } from "@deskhand/domain/tickets/list-tickets";
import { loadTicket } from "@deskhand/domain/tickets/load-ticket";
import { setPriority, setSubject } from "@deskhand/domain/tickets/set-fields";
import { give, steal, take } from "@deskhand/domain/tickets/set-owner";
import { setQueue } from "@deskhand/domain/tickets/set-queue";
import { setStatus } from "@deskhand/domain/tickets/set-status";
import type { TicketView } from "@deskhand/domain/tickets/view";
import { listHistory } from "@deskhand/domain/transactions/history";
import type { Recorded } from "@deskhand/domain/transactions/record";
import { z } from "zod";
import { consoleProcedure } from "../procedures.ts";
import { router } from "../trpc.ts";

const Key = z.object({ number: TicketNumber });
const key = ({ number }: { number: number }) => ({ number });

/** Every change answers with the ticket as it stands after it. */
async function afterwards(ctx: Ctx, change: Promise<Recorded>): Promise<TicketView> {
  const { ticket } = await change;
  return getTicket(ctx, { id: ticket.id });
}

/** Tickets for the console. */
export const ticketsRouter = router({
  list: consoleProcedure
    .input(
      z.object({
        queue: z.string().max(64).optional(),
        state: z.enum(["open", "closed", "all"]).default("open"),
        cursor: z.string().max(100).optional(),
        limit: z.number().int().min(1).max(100).default(50),
      }),
    )
    .query(({ ctx, input }) =>
      ctx.run((domain) => listTickets(domain, { ...input, queue: input.queue ?? null, cursor: input.cursor ?? null })),
    ),
  get: consoleProcedure.input(Key).query(({ ctx, input }) => ctx.run((domain) => getTicket(domain, key(input)))),
  history: consoleProcedure
    .input(Key.extend({ after: z.number().int().min(0).default(0) }))
    .query(({ ctx, input }) => ctx.run((domain) => listHistory(domain, { ticket: key(input), after: input.after }))),
  create: consoleProcedure
    .input(CreateTicketInput)
    .mutation(({ ctx, input }) => ctx.run((domain) => create(domain, input))),
  reply: consoleProcedure
    .input(ReplyInput)
    .mutation(({ ctx, input }) => ctx.run((domain) => afterwards(domain, answer(domain, input)))),
  comment: consoleProcedure
    .input(CommentInput)
    .mutation(({ ctx, input }) => ctx.run((domain) => afterwards(domain, remark(domain, input)))),
  forward: consoleProcedure
    .input(ForwardInput)
    .mutation(({ ctx, input }) => ctx.run((domain) => afterwards(domain, passOn(domain, input)))),
  setStatus: consoleProcedure
    .input(SetStatusInput)
    .mutation(({ ctx, input }) =>
      ctx.run((domain) => afterwards(domain, setStatus(domain, { ticket: key(input), status: input.status }))),
    ),
  take: consoleProcedure
    .input(Key)
    .mutation(({ ctx, input }) => ctx.run((domain) => afterwards(domain, take(domain, { ticket: key(input) })))),
  steal: consoleProcedure
    .input(Key)
    .mutation(({ ctx, input }) => ctx.run((domain) => afterwards(domain, steal(domain, { ticket: key(input) })))),
  give: consoleProcedure
    .input(GiveInput)
    .mutation(({ ctx, input }) =>
      ctx.run((domain) => afterwards(domain, give(domain, { ticket: key(input), userId: input.userId }))),
    ),
  setSubject: consoleProcedure
    .input(SetSubjectInput)
    .mutation(({ ctx, input }) =>
      ctx.run((domain) => afterwards(domain, setSubject(domain, { ticket: key(input), subject: input.subject }))),
    ),
  setPriority: consoleProcedure
    .input(SetPriorityInput)
    .mutation(({ ctx, input }) =>
      ctx.run((domain) => afterwards(domain, setPriority(domain, { ticket: key(input), priority: input.priority }))),
    ),
  setQueue: consoleProcedure
    .input(SetQueueInput)
    .mutation(({ ctx, input }) =>
      ctx.run((domain) => afterwards(domain, setQueue(domain, { ticket: key(input), queue: input.queue }))),
    ),
  addWatcher: consoleProcedure
    .input(AddWatcherInput)
    .mutation(({ ctx, input }) =>
      ctx.run((domain) => afterwards(domain, addWatcher(domain, { ...input, ticket: key(input) }))),
    ),
  removeWatcher: consoleProcedure
    .input(RemoveWatcherInput)
    .mutation(({ ctx, input }) =>
      ctx.run((domain) => afterwards(domain, removeWatcher(domain, { ...input, ticket: key(input) }))),
    ),
});

async function create(ctx: Ctx, input: z.output<typeof CreateTicketInput>): Promise<TicketView> {
  const people = (texts: readonly string[], field: string) =>
    parseAddresses(texts, field).map((address) => ({ address, name: null }));
  const { ticket } = await createTicket(ctx, {
    queue: await loadQueue(ctx, input.queue),
    subject: input.subject,
    content: typedContent(input.subject, input.text),
    requestors: people(input.requestors, "requestors"),
    cc: people(input.cc, "cc"),
    adminCc: people(input.adminCc, "adminCc"),
    ownerId: input.owner ?? null,
    status: input.status ?? null,
    priority: input.priority ?? 0,
  });
  return getTicket(ctx, { id: ticket.id });
}

async function answer(ctx: Ctx, input: z.output<typeof ReplyInput>): Promise<Recorded> {
  const { ticket } = await loadTicket(ctx, key(input));
  const content = typedContent(`Re: ${ticket.subject}`, input.text);
  return reply(ctx, {
    ticket: key(input),
    content,
    cc: parseAddresses(input.cc, "cc"),
    bcc: parseAddresses(input.bcc, "bcc"),
    status: input.status ?? null,
  });
}

function passOn(ctx: Ctx, input: z.output<typeof ForwardInput>): Promise<Recorded> {
  const addresses = {
    to: parseAddresses(input.to, "to"),
    cc: parseAddresses(input.cc, "cc"),
    bcc: parseAddresses(input.bcc, "bcc"),
  };
  return forward(ctx, { ticket: key(input), entryId: input.entryId ?? null, text: input.text, ...addresses });
}

async function remark(ctx: Ctx, input: z.output<typeof CommentInput>): Promise<Recorded> {
  const { ticket } = await loadTicket(ctx, key(input));
  return comment(ctx, {
    ticket: key(input),
    content: typedContent(ticket.subject, input.text),
    cc: parseAddresses(input.cc, "cc"),
    bcc: [],
    status: input.status ?? null,
  });
}
