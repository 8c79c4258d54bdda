import type { SendMailOptions } from "nodemailer";
import type { SentMail } from "../desk/start-desk.ts";

/** What a mail program quotes of the mail it answers, under the words of its owner. */
export function quoting(words: string, { message }: SentMail): string {
  const quoted = message.text.split("\n").map((line) => `> ${line}`);
  return [words, "", `On Monday, ${message.from?.name ?? ""} wrote:`, ...quoted].join("\n");
}

/** An answer as a good mail program makes it: to Reply-To, with both references and the subject kept (RFC 5322 3.6.4). */
export function answerTo(sent: SentMail, from: string, words: string): SendMailOptions {
  const { message } = sent;
  return {
    from,
    to: message.replyTo.map(({ address }) => address),
    subject: `Re: ${message.subject}`,
    inReplyTo: message.messageId ?? undefined,
    references: [...message.references, message.messageId ?? ""].join(" "),
    text: quoting(words, sent),
  };
}
