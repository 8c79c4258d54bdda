/**
 * Starts the whole product, sends distinct mails over SMTP eight at a time while worker, database and web are killed
 * with -9 in turn and come back, and checks that every mail became one ticket and was answered once.
 *
 *   node tests/faults/run.ts [--mails=200]
 *
 * Its last line is `N passed, N failed`. It stops by itself and ends only what it started.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { createChecks } from "../stack/checks.ts";
import type { Checks } from "../stack/checks.ts";
import { countWaiting } from "../stack/count-waiting.ts";
import { withTemporaryStack } from "../stack/start-temporary-stack.ts";
import type { TemporaryStack } from "../stack/start-temporary-stack.ts";
import { waitUntil } from "../stack/wait-until.ts";
import { checkHttp } from "./check-http.ts";
import { checkOutcome } from "./check-outcome.ts";
import { killInTurn } from "./kill-in-turn.ts";
import { sendMails } from "./send-mails.ts";
import type { Mail, SendStats } from "./send-mails.ts";

/** The whole run; a mail claimed by a killed worker is taken up again after a minute, which is within it. */
const LIMIT_MS = 600_000;
const SETTLE_MS = 180_000;
/** From this many mails on everything is killed three times, else once. */
const MANY = 100;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function readSize(): number {
  const { values } = parseArgs({ options: { mails: { type: "string", default: "200" } } });
  const size = Number(values.mails);
  if (!Number.isInteger(size) || size < 1) throw new Error("Give a number of mails, such as --mails=200");
  return size;
}

/** Distinct mails from distinct people, about 5 KB each. */
function makeMails(count: number): Mail[] {
  const run = randomUUID();
  return Array.from({ length: count }, (_, index) => ({
    from: `person${index}-${run}@faults.example`,
    to: "general@acme.localhost",
    subject: `Fault ${index} of ${run}`,
    messageId: `<${index}.${run}@faults.example>`,
    text: randomBytes(3_500).toString("base64").replaceAll(/.{70}/g, "$&\n"),
  }));
}

async function findOrg({ owner }: TemporaryStack): Promise<string> {
  const [row] = await owner<{ id: string }[]>`select id from organization where slug = 'acme'`;
  if (!row) throw new Error("The demo organisation is not there");
  return row.id;
}

async function run(stack: TemporaryStack, checks: Checks, size: number, signal: AbortSignal): Promise<void> {
  const orgId = await findOrg(stack);
  await checkHttp(stack, checks, orgId);
  const mails = makeMails(size);
  const stats: SendStats = { accepted: 0, retries: 0, refused: [] };
  const rounds = size >= MANY ? 3 : 1;
  const began = performance.now();
  const [, kills] = await Promise.all([
    sendMails(stack.ports.smtp, mails, stats, signal),
    killInTurn(stack, { rounds, mails: size, accepted: () => stats.accepted, say }),
  ]);
  const sentMs = performance.now() - began;
  checks.check("every mail was accepted", stats.accepted === size && stats.refused.length === 0, stats);
  const isSettled = await waitUntil(async () => (await countWaiting(stack.owner, orgId)) === 0, SETTLE_MS);
  const settledMs = performance.now() - began;
  checks.check("nothing waits any more", isSettled, `settled after ${(settledMs / 1000).toFixed(1)} s`);
  checks.check(
    "worker, database and web were killed and came back",
    Object.values(kills).every((times) => times === rounds),
    kills,
  );
  await checkOutcome(stack, checks, orgId, mails);
  say(
    `${size} mails, ${stats.retries} tries that had to be repeated, accepted in ${(sentMs / 1000).toFixed(1)} s, settled after ${(settledMs / 1000).toFixed(1)} s`,
  );
}

const size = readSize();
const checks = createChecks(say);
const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(name, () => stopping.abort(new Error(`Ended by ${name}`)));
const limit = setTimeout(() => stopping.abort(new Error(`Not done after ${LIMIT_MS / 1000} s`)), LIMIT_MS);
const aborted = new Promise<never>((_, reject) => {
  stopping.signal.addEventListener("abort", () => reject(stopping.signal.reason));
});
const printed: string[] = [];
try {
  await withTemporaryStack(
    (line) => printed.push(line),
    (stack) => Promise.race([run(stack, checks, size, stopping.signal), aborted]),
  );
} catch (error) {
  checks.check(
    "the run came to its end",
    false,
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
} finally {
  clearTimeout(limit);
}
if (checks.failed() > 0) say(`What the product printed last:\n${printed.slice(-60).join("\n")}`);
say(checks.summary());
process.exit(checks.failed() === 0 ? 0 : 1);
