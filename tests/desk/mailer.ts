import { randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";
import type { SendMailOptions, SentMessageInfo } from "nodemailer";
import type { Desk } from "./start-desk.ts";

/** Somebody's mail program, speaking SMTP to the desk's listener. */
export type Mailer = ReturnType<typeof createMailer>;

/** Header lines and a body, as they stand in a mailbox. */
export type SourceMail = { from: string; to: string[]; source: string | Uint8Array };

/** Opens a mail program that writes to a desk. Each call resolves when the desk has done all that follows from the mail. */
export function createMailer(desk: Pick<Desk, "smtpPort" | "settled" | "address">) {
  const transport = createTransport({
    host: "127.0.0.1",
    port: desk.smtpPort,
    secure: false,
    ignoreTLS: true,
    disableFileAccess: true,
  });
  const settle = async (info: SentMessageInfo) => {
    await desk.settled();
    return info;
  };
  return {
    close: () => transport.close(),
    /** Sends a mail written by parts; to the desk's queue and with a Message-ID of its own if nothing else is said. */
    send: async (mail: SendMailOptions) =>
      settle(await transport.sendMail({ to: desk.address, messageId: `<${randomUUID()}@client.example>`, ...mail })),
    /** Sends bytes as they are; `from` "" is the null return path. Line ends become CRLF. */
    sendSource: async ({ from, to, source }: SourceMail) => {
      const raw = typeof source === "string" ? source.replaceAll(/\r?\n/g, "\r\n") : Buffer.from(source);
      return settle(await transport.sendMail({ envelope: { from, to }, raw }));
    },
  };
}
