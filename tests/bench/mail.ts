import { randomBytes, randomUUID } from "node:crypto";
import { createTransport } from "nodemailer";
import { countWaiting } from "../stack/count-waiting.ts";
import type { TemporaryStack } from "../stack/start-temporary-stack.ts";
import { waitUntil } from "../stack/wait-until.ts";
import type { Lines } from "./lines.ts";
import { percentile } from "./percentile.ts";

const MAILS = 300;
const WARM_UP = 40;
const CONCURRENCIES = [1, 2, 4];
const LEAST_A_SECOND = 40;
const LIMIT_MS = 120_000;

/** Of about 5 KB. */
function text(): string {
  return randomBytes(3_600).toString("base64").replaceAll(/.{70}/g, "$&\n");
}

type Sent = { mails: number; seconds: number; delays: number[] };

/** Mails fully processed a second: stored, ticket made, scrips run, autoreply in the maildir. */
export async function benchMail(stack: TemporaryStack, lines: Lines): Promise<void> {
  const [organization] = await stack.owner<{ id: string }[]>`select id from organization where slug = 'acme'`;
  const orgId = organization?.id ?? "";
  await sendAndWait(stack, orgId, { mails: WARM_UP, concurrency: 2 });
  for (const concurrency of CONCURRENCIES) {
    const { mails, seconds, delays } = await sendAndWait(stack, orgId, { mails: MAILS, concurrency });
    const rate = mails / seconds;
    const [p50, p95] = [percentile(delays, 0.5), percentile(delays, 0.95)];
    lines.add(
      `mails processed a second, ${mails} of 5 KB, ${concurrency} SMTP connections`,
      `${rate.toFixed(1)}/s; from the sender to the answer in the maildir p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`,
      { line: `at least ${LEAST_A_SECOND}/s`, isPass: rate >= LEAST_A_SECOND },
    );
  }
}

/** From the first byte to the moment when the last answer lies in the maildir. */
async function sendAndWait(
  stack: TemporaryStack,
  orgId: string,
  load: { mails: number; concurrency: number },
): Promise<Sent> {
  const run = randomUUID();
  const transport = createTransport({
    host: "127.0.0.1",
    port: stack.ports.smtp,
    ignoreTLS: true,
    pool: true,
    maxConnections: load.concurrency,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const startedAt = new Map<string, number>();
  const waiting = Array.from({ length: load.mails }, (_, index) => index).values();
  const began = Date.now();
  const lane = async () => {
    for (const index of waiting) {
      const from = `b${index}-${run}@bench.example`;
      startedAt.set(from, Date.now());
      await transport.sendMail({ from, to: "general@acme.localhost", subject: `Bench ${index}`, text: text() });
    }
  };
  await Promise.all(Array.from({ length: load.concurrency }, lane));
  transport.close();
  // A cheap question, so that asking does not slow what is measured.
  const isDone = await waitUntil(async () => (await countWaiting(stack.owner, orgId)) === 0, LIMIT_MS);
  if (!isDone) throw new Error(`Not every mail was answered within ${LIMIT_MS / 1000} s`);
  const sent = await answers(stack, run);
  if (sent.length !== load.mails) throw new Error(`${load.mails} mails were sent, ${sent.length} answered`);
  const last = Math.max(...sent.map(({ at }) => at.getTime()));
  return {
    mails: load.mails,
    seconds: (last - began) / 1000,
    delays: sent.map(({ to, at }) => at.getTime() - (startedAt.get(to) ?? began)),
  };
}

function answers({ owner }: TemporaryStack, run: string): Promise<{ to: string; at: Date }[]> {
  return owner<{ to: string; at: Date }[]>`
    select "to"->0->>'address' as to, sent_at as at from outbound_message
    where state = 'sent' and "to"->0->>'address' like ${`%${run}@bench.example`}`;
}
