import { withOrg } from "@deskhand/db";
import { readAttachment } from "@deskhand/domain/attachments/read-attachment";
import { DomainError } from "@deskhand/domain/errors";
import { loadActor } from "@deskhand/domain/rights/load-actor";
import { currentUserId } from "./auth.ts";
import { findOrganization } from "./organization.ts";
import { getRuntime } from "./runtime.ts";

/** A file of a ticket. */
export type Attachment = { filename: string; contentType: string; bytes: Uint8Array };

/**
 * A file of a ticket, for whoever is signed in on the host asked; null for none, and for one they may not see.
 * @param number of the ticket
 * @param attachmentId of the file
 */
export async function findAttachment(
  request: Request,
  { number, attachmentId }: { number: number; attachmentId: string },
): Promise<Attachment | null> {
  const organization = await findOrganization(request.headers.get("host"));
  if (!organization) return null;
  const orgId = organization.id;
  const userId = await currentUserId(orgId);
  if (userId === null) return null;
  const { db, now, services } = getRuntime();
  try {
    return await withOrg(db, orgId, async (tx) => {
      const actor = await loadActor(tx, userId);
      return readAttachment({ tx, orgId, actor, now: now(), services, depth: 0 }, { number, attachmentId });
    });
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

/** Raster images: the only files that are shown instead of saved. An SVG is a program. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** A file as an answer: saved under its name, or shown if it is a raster image; never run. */
export function attachmentResponse({ filename, contentType, bytes }: Attachment): Response {
  const shown = SHOWN.has(contentType);
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "content-type": shown ? contentType : "application/octet-stream",
      "content-disposition": contentDisposition(shown ? "inline" : "attachment", filename),
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=3600",
    },
  });
}

/** The header with a name in any script (RFC 6266, RFC 8187), and its ASCII likeness for old clients. */
export function contentDisposition(kind: "inline" | "attachment", filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
