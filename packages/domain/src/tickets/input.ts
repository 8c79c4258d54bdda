import { z } from "zod";

/** Inputs of the ticket commands; the console's forms, the API and the seed use the same ones. */
export const TicketNumber = z.number().int().positive().max(2_147_483_647);
const Body = z.string().max(1_000_000, "The text is longer than 1,000,000 characters; attach it as a file instead.");
const Addresses = z.array(z.string().max(320)).max(100, "At most 100 addresses at once.").default([]);
const StatusName = z.string().min(1).max(64);

export const CreateTicketInput = z.object({
  queue: z.string().min(1).max(64),
  subject: z.string().max(2_000),
  text: Body,
  requestors: Addresses,
  cc: Addresses,
  adminCc: Addresses,
  owner: z.uuid().optional(),
  status: StatusName.optional(),
  priority: z.number().int().min(0).max(1_000_000).optional(),
});
export type CreateTicketInput = z.infer<typeof CreateTicketInput>;

export const ReplyInput = z.object({
  number: TicketNumber,
  text: Body,
  cc: Addresses,
  bcc: Addresses,
  status: StatusName.optional(),
});
export type ReplyInput = z.infer<typeof ReplyInput>;

/** A comment has no recipients among requestors; its one-time Cc is for colleagues. */
export const CommentInput = z.strictObject({
  number: TicketNumber,
  text: Body,
  cc: Addresses,
  status: StatusName.optional(),
});
export type CommentInput = z.infer<typeof CommentInput>;

/** Without `entryId` the whole correspondence is forwarded. */
export const ForwardInput = z.object({
  number: TicketNumber,
  entryId: z.uuid().optional(),
  to: Addresses,
  cc: Addresses,
  bcc: Addresses,
  text: Body,
});

export const SetStatusInput = z.object({ number: TicketNumber, status: StatusName });
export const GiveInput = z.object({ number: TicketNumber, userId: z.uuid() });
export const SetSubjectInput = z.object({ number: TicketNumber, subject: z.string().max(2_000) });
export const SetPriorityInput = z.object({ number: TicketNumber, priority: z.number().int().min(0).max(1_000_000) });
export const SetQueueInput = z.object({ number: TicketNumber, queue: z.string().min(1).max(64) });
const WatcherRoleName = z.enum(["requestor", "cc", "admincc"]);
export const AddWatcherInput = z.object({ number: TicketNumber, role: WatcherRoleName, address: z.string().max(320) });
export const RemoveWatcherInput = z.object({ number: TicketNumber, role: WatcherRoleName, principalId: z.uuid() });
