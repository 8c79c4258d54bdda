import { findAttachment } from "@deskhand/domain/attachments/find-attachment";
import { notFound } from "@deskhand/domain/errors";
import type { ApiContext } from "./context.ts";
import { asStaff } from "./procedures.ts";

/**
 * A file of a ticket for a member of staff: permission is asked in one transaction, the bytes are read after it.
 * @throws unauthenticated, not_found
 */
export async function readStaffAttachment(
  context: ApiContext,
  input: { number: number; attachmentId: string },
): Promise<{ filename: string; contentType: string; bytes: Uint8Array }> {
  const { filename, contentType, contentHash } = await asStaff(context, (ctx) => findAttachment(ctx, input));
  const bytes = await context.runtime.services.blobs.get(context.caller.orgId, contentHash);
  if (bytes === null) throw notFound("attachment");
  return { filename, contentType, bytes };
}
