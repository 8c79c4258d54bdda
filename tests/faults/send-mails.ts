import { setTimeout as delay } from "node:timers/promises";
import { createTransport } from "nodemailer";

const LANES = 8;
const RETRY_MS = 300;
/** Between two mails of one sender, so that there is traffic during every outage: about eight mails a second. */
const PAUSE_MS = 1_000;

/** One mail, of a size that people write. */
export type Mail = { from: string; to: string; subject: string; messageId: string; text: string };

export type SendStats = { accepted: number; retries: number; refused: string[] };

/**
 * Sends mails eight at a time as a mail server does: each is repeated, the same to the byte, until it was accepted or
 * refused for good (5xx). A broken connection and 4xx are tried again.
 * @param stats is kept up to date while mails are sent
 * @param signal ends the repeating
 */
export async function sendMails(
  port: number,
  mails: readonly Mail[],
  stats: SendStats,
  signal: AbortSignal,
): Promise<void> {
  const waiting = mails.values();
  const lane = async () => {
    for (const mail of waiting) {
      await sendUntilAccepted(port, mail, stats, signal);
      await delay(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function sendUntilAccepted(port: number, mail: Mail, stats: SendStats, signal: AbortSignal): Promise<void> {
  const date = new Date();
  while (!signal.aborted) {
    const transport = createTransport({
      host: "127.0.0.1",
      port,
      ignoreTLS: true,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 20_000,
    });
    try {
      await transport.sendMail({ ...mail, date });
      stats.accepted += 1;
      return;
    } catch (error) {
      if (isFinal(error)) {
        stats.refused.push(`${mail.messageId}: ${String(error)}`);
        return;
      }
      stats.retries += 1;
      await delay(RETRY_MS);
    } finally {
      transport.close();
    }
  }
}

function isFinal(error: unknown): boolean {
  return error instanceof Error && "responseCode" in error && Number(error.responseCode) >= 500;
}
