import { createApiContext, readStaffAttachment } from "@deskhand/api";
import { DomainError } from "@deskhand/domain/errors";
import { currentUserId } from "./auth.ts";
import { findOrganization } from "./organization.ts";
import { getRuntime } from "./runtime.ts";

/** A file of a ticket. */
export type Attachment = Awaited<ReturnType<typeof readStaffAttachment>>;

/**
 * A file of a ticket, for whoever is signed in on the host asked; null for none, and for one they may not see.
 * @param wanted number of the ticket, id of the file
 */
export async function findAttachment(
  request: Request,
  wanted: { number: number; attachmentId: string },
): Promise<Attachment | null> {
  const organization = await findOrganization(request.headers.get("host"));
  if (!organization) return null;
  const orgId = organization.id;
  const userId = await currentUserId(orgId);
  const requestId = request.headers.get("x-request-id") ?? "";
  try {
    return await readStaffAttachment(createApiContext(getRuntime(), { orgId, userId, requestId }), wanted);
  } catch (error) {
    if (error instanceof DomainError && ABSENT.has(error.code)) return null;
    throw error;
  }
}

/** Whoever is not signed in learns no more than whoever asks for what is not there. */
const ABSENT: ReadonlySet<string> = new Set(["not_found", "forbidden", "unauthenticated"]);
