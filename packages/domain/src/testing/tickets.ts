import type { World } from "./world.ts";
import { loadQueueById } from "../queues/queue.ts";
import { runScrips } from "../scrips/run-scrips.ts";
import { typedContent } from "../tickets/content.ts";
import { createTicket } from "../tickets/create-ticket.ts";
import type { CreatedTicket, NewTicketRequest } from "../tickets/create-ticket.ts";

/** Creates a ticket in the first queue, as the customer unless told otherwise, and leaves its scrips to be run. */
export function openTicket(
  world: World,
  over: Partial<Omit<NewTicketRequest, "queue">> = {},
  who: Parameters<World["as"]>[0] = "customer",
): Promise<CreatedTicket> {
  return world.as(who, async (ctx) =>
    createTicket(ctx, {
      queue: await loadQueueById(ctx, world.queue.id),
      subject: "Printer on fire",
      content: typedContent("Printer on fire", "It burns."),
      requestors: [{ address: "customer@client.example", name: "Cora Customer" }],
      cc: [],
      adminCc: [],
      ownerId: null,
      status: null,
      priority: 0,
      ...over,
    }),
  );
}

/** Runs the scrips of a ticket now, as the worker would. */
export function settleScrips(world: World, ticketId: string): Promise<void> {
  return world.as("system", (ctx) => runScrips(ctx, ticketId));
}
