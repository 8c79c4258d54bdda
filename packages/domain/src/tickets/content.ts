import { newId } from "@deskhand/db";
import type { Ctx } from "../context.ts";
import { fail } from "../errors.ts";
import type { NewAttachment, NewContent } from "../transactions/entry.ts";
import { normalizeAddress } from "../users/addresses.ts";

/** What somebody wrote; its files are in the blob store already. `mail` is what only a mail knows. */
export type IncomingContent = {
  subject: string;
  text: string;
  html: string | null;
  files: readonly NewAttachment[];
  interface: NewContent["interface"];
  mail: Pick<
    NewContent,
    "messageId" | "inReplyTo" | "references" | "from" | "to" | "cc" | "squelch" | "automatic"
  > | null;
};

/** Completes what is written into the history. What was written in the console gets a Message-ID, so that mails about it can refer to it. */
export function toContent(ctx: Ctx, incoming: IncomingContent, oneTime: { cc: string[]; bcc: string[] }): NewContent {
  const composed = {
    messageId: `<${newId()}.entry@${ctx.services.mailDomain}>`,
    inReplyTo: null,
    references: [],
    from: null,
    to: [],
    cc: [],
    squelch: [],
    automatic: false,
  };
  const { mail, files, ...written } = incoming;
  return { ...(mail ?? composed), ...written, oneTimeCc: oneTime.cc, oneTimeBcc: oneTime.bcc, attachments: [...files] };
}

/** A message typed in the console. */
export function typedContent(subject: string, text: string): IncomingContent {
  return { subject, text, html: null, files: [], interface: "web", mail: null };
}

/** Checks addresses a person typed. @throws invalid_input naming the field and the text at fault */
export function parseAddresses(texts: readonly string[], field: string): string[] {
  return texts.map((text) => {
    const address = normalizeAddress(text);
    if (address === null)
      throw fail("invalid_input", `"${text.slice(0, 100)}" is not an e-mail address. Write it like name@example.com.`, {
        reason: "address.malformed",
        field,
      });
    return address;
  });
}
