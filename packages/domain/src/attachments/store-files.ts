import type { Services } from "../context.ts";
import type { NewAttachment } from "../transactions/entry.ts";

/** A file with its bytes, as a form or a mail brings it. */
export type IncomingFile = {
  filename: string;
  contentType: string;
  content: Uint8Array;
  contentId: string | null;
  inline: boolean;
};

/**
 * Puts files into the organisation's part of the blob store; called before the transaction that names them opens,
 * because the store may be across the network. If that transaction fails, unreferenced blobs remain and do no harm.
 */
export async function storeFiles(
  services: Pick<Services, "blobs">,
  orgId: string,
  files: readonly IncomingFile[],
): Promise<NewAttachment[]> {
  const stored: NewAttachment[] = [];
  for (const { content, ...file } of files) {
    const { hash, size } = await services.blobs.put(orgId, content);
    stored.push({ ...file, size, contentHash: hash });
  }
  return stored;
}
