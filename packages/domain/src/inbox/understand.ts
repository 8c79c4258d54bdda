import { classify, parseMessage } from "@deskhand/mail";
import type { ParsedMessage, ParseRefusal, Verdict } from "@deskhand/mail";
import type { inboundMessage } from "@deskhand/db/schema";
import { storeFiles } from "../attachments/store-files.ts";
import type { Services } from "../context.ts";
import { loopMark } from "../outbox/put-message.ts";
import type { NewAttachment } from "../transactions/entry.ts";

export type InboundRow = typeof inboundMessage.$inferSelect;

/** A mail as read, with its files in the blob store; or why it cannot be read. */
export type Understood =
  | { ok: true; message: ParsedMessage; verdict: Verdict; files: NewAttachment[] }
  | { ok: false; reason: ParseRefusal | "bytes_missing"; detail: string };

/**
 * Reads a stored mail: bytes, parts, kind. Runs outside of any transaction, since it reads and writes blobs. Files of
 * mail that makes no ticket are not stored again; its raw bytes are kept.
 */
export async function understand(
  services: Services,
  row: InboundRow,
  ownDomains: readonly string[],
): Promise<Understood> {
  const bytes = row.raw ?? (row.rawHash === null ? null : await services.blobs.get(row.orgId, row.rawHash));
  if (bytes === null)
    return { ok: false, reason: "bytes_missing", detail: "The stored bytes of this mail cannot be found." };
  const parsed = await parseMessage(bytes);
  if (!parsed.ok) return parsed;
  const { message } = parsed;
  const verdict = classify(message, {
    envelopeFrom: row.envelopeFrom,
    instanceId: loopMark({ orgId: row.orgId, services }),
    ownDomains: [...ownDomains],
  });
  const files = verdict.mayCreateTicket ? await storeFiles(services, row.orgId, message.attachments) : [];
  return { ok: true, message, verdict, files };
}
