import { listFailedJobs } from "@deskhand/domain/failed-jobs/failed-jobs";
import { listInbound } from "@deskhand/domain/inbox/list-inbound";
import { describeMe } from "@deskhand/domain/organizations/describe-me";
import { listQueues } from "@deskhand/domain/queues/list-queues";
import { z } from "zod";
import { consoleProcedure } from "../procedures.ts";
import { createCallerFactory, router } from "../trpc.ts";
import { ticketsRouter } from "./tickets.ts";

/** Everything the staff console calls. The portal has a router of its own, with nothing of this in it. */
export const consoleRouter = router({
  me: consoleProcedure.query(({ ctx }) => ctx.run(describeMe)),
  queues: router({ list: consoleProcedure.query(({ ctx }) => ctx.run(listQueues)) }),
  tickets: ticketsRouter,
  inbox: router({
    list: consoleProcedure
      .input(
        z.object({
          state: z.enum(["stored", "ticket", "ignored", "duplicate", "quarantined"]).optional(),
          cursor: z.uuid().optional(),
        }),
      )
      .query(({ ctx, input }) =>
        ctx.run((domain) => listInbound(domain, { state: input.state ?? null, cursor: input.cursor ?? null })),
      ),
  }),
  failedJobs: router({ list: consoleProcedure.query(({ ctx }) => ctx.run(listFailedJobs)) }),
});

/** Calls the console's procedures in the server's own process: `createConsoleCaller(context).tickets.get({ number })`. */
export const createConsoleCaller = createCallerFactory(consoleRouter);
