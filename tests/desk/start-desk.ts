import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { newId, withOrg } from "@deskhand/db";
import { inboundMessage, outboundMessage, ticket, ticketTransaction } from "@deskhand/db/schema";
import type { Ctx } from "@deskhand/domain/context";
import { loadActor, systemActor } from "@deskhand/domain/rights/load-actor";
import { createWorld } from "@deskhand/domain/testing/world";
import type { World } from "@deskhand/domain/testing/world";
import { parseMessage } from "@deskhand/mail";
import type { ParsedMessage } from "@deskhand/mail";
import { openTestDatabase } from "@deskhand/testing";
import type { TestDatabase, TestServer } from "@deskhand/testing";
import { startWorker } from "@deskhand/worker/start-worker";
import type { StartedWorker } from "@deskhand/worker/start-worker";
import { asc, eq, sql } from "drizzle-orm";
import { vi } from "vitest";

/** The real worker, with its SMTP listener, over a database of the file's own. */
export type RunningDesk = StartedWorker & { database: TestDatabase; home: string };

/** A mail that went out: the row that decided it, and what lies in the maildir. */
export type SentMail = { row: typeof outboundMessage.$inferSelect; message: ParsedMessage; source: string };

/** An organisation on a running desk, seen from outside: mail in, mail out, tickets. */
export type Desk = Awaited<ReturnType<typeof openDesk>>;

const SETTLED_MS = 20_000;
const POLL_MS = 15;

/** Starts a worker as `apps/worker` does, on free ports and a temporary home. */
export async function startDesk(server: TestServer): Promise<RunningDesk> {
  const database = await openTestDatabase(server);
  const home = await mkdtemp(path.join(tmpdir(), "deskhand-flow-"));
  const worker = await startWorker({
    DATABASE_URL: database.urls.app,
    DATABASE_SYSTEM_URL: database.urls.system,
    DESKHAND_SECRET: "a secret of the flows, long enough to sign",
    DESKHAND_HOME: home,
    MAIL_DOMAIN: "localhost",
    MAIL_GATEWAY_TOKEN: undefined,
    ROOT_URL: "http://localhost:3000",
    EMBEDDED: true,
    LOG_LEVEL: "fatal",
    WORKER_PORT: 0,
    SMTP_PORT: 0,
  });
  return {
    ...worker,
    database,
    home,
    stop: async () => {
      await worker.stop();
      await database.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Makes an organisation on a running desk. */
export async function openDesk(running: RunningDesk) {
  const { db, services } = running.runtime;
  const slug = `d${newId().replaceAll("-", "").slice(-16)}`;
  const world: World = await createWorld(db, services, slug);
  const read = <T>(fn: Parameters<typeof withOrg<T>>[2]) => withOrg(db, world.orgId, fn);
  const inbound = () => read((tx) => tx.select().from(inboundMessage).orderBy(asc(inboundMessage.id)));
  const outbox = () => read((tx) => tx.select().from(outboundMessage).orderBy(asc(outboundMessage.id)));
  const tickets = () => read((tx) => tx.select().from(ticket).orderBy(asc(ticket.number)));
  /** Resolves when nothing of this organisation waits for the worker any more. */
  const settled = () =>
    vi.waitUntil(async () => (await read(countWaiting)) === 0, { timeout: SETTLED_MS, interval: POLL_MS });
  return {
    world,
    orgId: world.orgId,
    slug,
    runtime: running.runtime,
    home: running.home,
    database: running.database,
    smtpPort: running.smtpPort,
    /** The queue's address and the address for comments. */
    address: `general@${slug}.localhost`,
    commentAddress: `general-comment@${slug}.localhost`,
    read,
    inbound,
    outbox,
    tickets,
    settled,
    /** A person or automation acts; resolves when everything that follows from it is done. */
    act: async <T>(who: keyof World["people"] | "system", fn: (ctx: Ctx) => Promise<T>): Promise<T> => {
      const { inOrg, now } = running.runtime;
      const result = await inOrg(world.orgId, async (tx) => {
        const actor = await (who === "system" ? systemActor() : loadActor(tx, world.people[who]));
        return fn({ tx, orgId: world.orgId, actor, now: now(), services, depth: 0 });
      });
      await settled();
      return result;
    },
    /** Every mail that left, oldest first. */
    sent: async (): Promise<SentMail[]> => {
      const rows = await outbox();
      return Promise.all(rows.filter((row) => row.state === "sent").map((row) => readSent(running.home, row)));
    },
    history: (ticketId: string) =>
      read((tx) =>
        tx
          .select()
          .from(ticketTransaction)
          .where(eq(ticketTransaction.ticketId, ticketId))
          .orderBy(asc(ticketTransaction.seq)),
      ),
  };
}

async function countWaiting(tx: Parameters<Parameters<typeof withOrg>[2]>[0]): Promise<number> {
  const [row] = await tx.execute<{ waiting: number }>(sql`select (
    (select count(*) from inbound_message where state = 'stored')
    + (select count(*) from ticket where scrips_done < entry_count)
    + (select count(*) from outbound_message where state in ('pending', 'sending')))::int as waiting`);
  return row?.waiting ?? 0;
}

async function readSent(home: string, row: typeof outboundMessage.$inferSelect): Promise<SentMail> {
  const bytes = await readFile(path.join(home, "maildir", "new", row.id));
  const parsed = await parseMessage(bytes);
  if (!parsed.ok) throw new Error(`A mail of ours cannot be read: ${parsed.detail}`);
  return { row, message: parsed.message, source: bytes.toString("utf8") };
}
