import { listMaildir, parseMessage, readMaildir, sanitizeHtml } from "@deskhand/mail";
import type { ParsedMessage } from "@deskhand/mail";
import { notFound } from "next/navigation";
import { getRuntime } from "./runtime.ts";

/** Mails on one page of the outbox. */
const NEWEST = 50;

/** A mail of the outbox in a list. `message` is null if its bytes are no mail. */
export type OutboxRow = { id: string; writtenAt: Date; message: ParsedMessage | null };

/** A mail of the outbox with all that can be shown of it. */
export type OutboxMail = { id: string; message: ParsedMessage | null; html: string | null; source: string };

/** The directory of sent mails. There is one in the embedded mode alone: it holds everybody's mails, without a sign-in. */
function requireMaildir(): string {
  const { env, maildir } = getRuntime();
  if (!env.EMBEDDED) notFound();
  return maildir;
}

/** The newest mails that were sent, newest first. */
export async function listOutbox(): Promise<OutboxRow[]> {
  const maildir = requireMaildir();
  const listed = await listMaildir(maildir, NEWEST);
  return Promise.all(
    listed.map(async ({ id, modifiedAt }) => {
      const raw = await readMaildir(maildir, id);
      return { id, writtenAt: modifiedAt, message: raw && (await readMessage(raw)) };
    }),
  );
}

/** One mail that was sent; ends in the 404 page if there is none of that id. */
export async function requireOutboxMail(id: string): Promise<OutboxMail> {
  const raw = await readMaildir(requireMaildir(), id);
  if (!raw) notFound();
  const message = await readMessage(raw);
  const html = message?.html ?? null;
  return {
    id,
    message,
    html: html === null ? null : sanitizeHtml(html),
    source: new TextDecoder().decode(raw),
  };
}

async function readMessage(raw: Uint8Array): Promise<ParsedMessage | null> {
  const result = await parseMessage(raw);
  return result.ok ? result.message : null;
}
