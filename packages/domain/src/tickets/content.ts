import { newId } from "@deskhand/db";
import type { Ctx } from "../context.ts";
import { fail } from "../errors.ts";
import type { NewAttachment, NewContent } from "../transactions/entry.ts";
import { normalizeAddress } from "../users/addresses.ts";

/** A file with its bytes, as a form or a mail brings it. */
export type IncomingFile = { filename: string; contentType: string; content: Uint8Array; contentId: string | null; inline: boolean };

/** What somebody wrote, with its files still in hand. `mail` is what only a mail knows. */
export type IncomingContent = {
  text: string;
  html: string | null;
  files: readonly IncomingFile[];
  interface: "email" | "web" | "api";
  subject: string;
  mail: Pick<NewContent, "messageId" | "inReplyTo" | "references" | "from" | "to" | "cc" | "squelch" | "automatic"> | null;
};

const NO_MAIL = { messageId: null, inReplyTo: null, references: [], from: null, to: [], cc: [], squelch: [], automatic: false };

/**
 * Puts the files into the blob store and returns what is written into the history. The bytes are durable before the
 * rows that name them; a rolled back transaction leaves at most an unreferenced blob.
 */
export async function prepareContent(ctx: Ctx, incoming: IncomingContent, oneTime: { cc: string[]; bcc: string[] }): Promise<NewContent> {
  const attachments: NewAttachment[] = [];
  for (const file of incoming.files) {
    const { hash, size } = await ctx.services.blobs.put(ctx.orgId, file.content);
    const { filename, contentType, contentId, inline } = file;
    attachments.push({ filename, contentType, contentId, inline, size, contentHash: hash });
  }
  return {
    ...(incoming.mail ?? { ...NO_MAIL, messageId: composedMessageId(ctx) }),
    subject: incoming.subject,
    text: incoming.text,
    html: incoming.html,
    interface: incoming.interface,
    oneTimeCc: oneTime.cc,
    oneTimeBcc: oneTime.bcc,
    attachments,
  };
}

/** A Message-ID for what was written in the console, so that mails about it refer to one message. */
function composedMessageId(ctx: Ctx): string {
  return `<${newId()}.entry@${ctx.services.mailDomain}>`;
}

/** Checks addresses a person typed. @throws invalid_input naming the field and the text at fault */
export function parseAddresses(texts: readonly string[], field: string): string[] {
  return texts.map((text) => {
    const address = normalizeAddress(text);
    if (address === null) throw fail("invalid_input", `"${text.slice(0, 100)}" is not an e-mail address. Write it like name@example.com.`, { reason: "address.malformed", field });
    return address;
  });
}
