import { randomUUID } from "node:crypto";
import { createDb, findOrgByAddress, findOrgBySlug, withOrg, withSystem } from "@deskhand/db";
import type { Database } from "@deskhand/db";
import { grant, inboundMessage, outboundMessage, ticket } from "@deskhand/db/schema";
import type { Ctx } from "@deskhand/domain/context";
import { listFailedJobs } from "@deskhand/domain/failed-jobs/failed-jobs";
import { findOutcome } from "@deskhand/domain/inbox/find-outcome";
import { listInbound } from "@deskhand/domain/inbox/list-inbound";
import { loadWaiting } from "@deskhand/domain/inbox/load-waiting";
import { routeAddress } from "@deskhand/domain/inbox/route";
import { settle } from "@deskhand/domain/inbox/settle";
import { prepareRaw, storeInbound } from "@deskhand/domain/inbox/store-inbound";
import { understand } from "@deskhand/domain/inbox/understand";
import { claimMail, markSent } from "@deskhand/domain/outbox/send";
import { listQueues } from "@deskhand/domain/queues/list-queues";
import { loadActor, systemActor } from "@deskhand/domain/rights/load-actor";
import { runScrips } from "@deskhand/domain/scrips/run-scrips";
import { createSession, findSession } from "@deskhand/domain/sign-in/session";
import { signIn } from "@deskhand/domain/sign-in/sign-in";
import { findLostWork } from "@deskhand/domain/sweeps/find-lost-work";
import { testServices } from "@deskhand/domain/testing/fixtures";
import { createWorld } from "@deskhand/domain/testing/world";
import type { World } from "@deskhand/domain/testing/world";
import { reply } from "@deskhand/domain/tickets/add-message";
import { typedContent } from "@deskhand/domain/tickets/content";
import { getTicket } from "@deskhand/domain/tickets/get-ticket";
import { listTickets } from "@deskhand/domain/tickets/list-tickets";
import { listHistory } from "@deskhand/domain/transactions/history";
import { newId } from "@deskhand/db";
import { desc, eq } from "drizzle-orm";
import postgres from "postgres";
import { expect } from "vitest";
import { fillTickets } from "../stack/fill-tickets.ts";
import { test as base } from "./test.ts";

/** One organisation that is large among small ones. */
const LARGE = { tickets: 20_000, mostMessages: 3, textLength: 200 };
const SMALL = { tickets: 500, mostMessages: 3, textLength: 200 };
const SMALL_ONES = 5;

/** What one of the works below may read of a table: pages of a list and what is shown with them, and no more. */
const MOST_ROWS = 1_500;

/** Tables that grow with use; none of the product's questions may read a large part of one. */
const GROWING = [
  "ticket",
  "ticket_transaction",
  "entry_placement",
  "entry_content",
  "ticket_watcher",
  "outbound_message",
  "inbound_message",
  "attachment",
  "user",
];

type Data = {
  world: World;
  tooManyRows: (work: (db: Database) => Promise<unknown>) => Promise<Record<string, number>>;
};

const test = base.extend<{ data: Data }>({
  data: [
    async ({ database, superuser }, use) => {
      const services = testServices(database);
      const owner = postgres(database.urls.owner, { max: 1, onnotice: () => {} });
      const world = await createWorld(database.db, services, "large");
      await fillTickets(owner, world.orgId, LARGE);
      for (let index = 0; index < SMALL_ONES; index += 1) {
        const small = await createWorld(database.db, services, `small-${index}`);
        await fillTickets(owner, small.orgId, SMALL);
      }
      await owner.end();
      await use({ world, tooManyRows: (work) => rowsRead(database.urls.app, superuser, work) });
    },
    { scope: "file" },
  ],
});

/**
 * Runs work over connections of its own as the application's login.
 * @returns how many rows of each growing table PostgreSQL looked at, of those where it were too many
 */
async function rowsRead(
  url: string,
  superuser: postgres.Sql,
  work: (db: Database) => Promise<unknown>,
): Promise<Record<string, number>> {
  const count = async () =>
    new Map(
      (
        await superuser<{ name: string; rows: number }[]>`
          select t.relname as name, (t.seq_tup_read + sum(i.idx_tup_read))::int as rows
          from pg_stat_user_tables t join pg_stat_user_indexes i using (relid)
          where t.relname = any(${GROWING}) group by t.relname, t.seq_tup_read`
      ).map(({ name, rows }) => [name, rows]),
    );
  const before = await count();
  const { db, close } = createDb(url, { max: 2, name: "test-plans" });
  try {
    await work(db);
  } finally {
    // A connection reports what it did when it ends.
    await close();
    await connectionsEnd(superuser);
  }
  const read = [...(await count())].map(([name, rows]) => [name, rows - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(read.filter(([, rows]) => rows > MOST_ROWS));
}

/** Waits for the connections under test to be gone, and looks at the counters anew. */
async function connectionsEnd(superuser: postgres.Sql): Promise<void> {
  for (;;) {
    const open =
      await superuser`select 1 from pg_stat_activity where application_name = 'test-plans' and datname = current_database()`;
    if (open.length === 0) break;
  }
  await superuser`select pg_stat_clear_snapshot()`;
}

/** Acts as somebody of the large organisation. */
function as<T>(
  db: Database,
  world: World,
  who: keyof World["people"] | "system" | { userId: string },
  fn: (ctx: Ctx) => Promise<T>,
  services: Ctx["services"],
): Promise<T> {
  return withOrg(db, world.orgId, async (tx) => {
    const actor =
      who === "system" ? systemActor() : await loadActor(tx, typeof who === "string" ? world.people[who] : who.userId);
    return fn({ tx, orgId: world.orgId, actor, now: new Date(), services, depth: 0 });
  });
}

test("the counters notice a question without an index", async ({ data }) => {
  const read = await data.tooManyRows((db) =>
    withOrg(db, data.world.orgId, (tx) => tx.select().from(ticket).where(eq(ticket.subject, "no index"))),
  );
  expect(read["ticket"]).toBeGreaterThanOrEqual(LARGE.tickets);
});

test("lists, pages of them and counts of queues read few rows, whoever asks", async ({ data, database }) => {
  const services = testServices(database);
  const { world } = data;
  const restricted = await addQueueReader(database.db, world);
  const requestor = await someRequestor(database.db, world);
  for (const who of ["admin", "agent", "customer", { userId: requestor }, { userId: restricted }] as const) {
    const read = await data.tooManyRows((db) =>
      as(
        db,
        world,
        who,
        async (ctx) => {
          for (const state of ["open", "closed", "all"] as const) {
            const page = await listTickets(ctx, { queue: null, state, cursor: null, limit: 50 });
            await listTickets(ctx, { queue: null, state, cursor: page.nextCursor, limit: 50 });
          }
        },
        services,
      ),
    );
    expect([who, read]).toEqual([who, {}]);
  }
  const inQueue = await data.tooManyRows((db) =>
    as(
      db,
      world,
      "agent",
      async (ctx) => {
        await listTickets(ctx, { queue: "general", state: "open", cursor: null, limit: 50 });
        await listQueues(ctx);
      },
      services,
    ),
  );
  expect(inQueue).toEqual({});
});

test("a ticket's page reads few rows, whoever opens it", async ({ data, database }) => {
  const services = testServices(database);
  for (const who of ["admin", "agent"] as const) {
    const read = await data.tooManyRows((db) =>
      as(
        db,
        data.world,
        who,
        async (ctx) => {
          await getTicket(ctx, { number: 12_345 });
          await listHistory(ctx, { ticket: { number: 12_345 }, after: 0 });
        },
        services,
      ),
    );
    expect([who, read]).toEqual([who, {}]);
  }
});

test("what admins look at reads few rows", async ({ data, database }) => {
  const read = await data.tooManyRows((db) =>
    as(
      db,
      data.world,
      "admin",
      async (ctx) => {
        const page = await listInbound(ctx, { state: null, cursor: null });
        await listInbound(ctx, { state: "quarantined", cursor: page.nextCursor });
        await listFailedJobs(ctx);
      },
      testServices(database),
    ),
  );
  expect(read).toEqual({});
});

test("signing in and the questions before a tenant is known read few rows", async ({ data }) => {
  const { world } = data;
  const read = await data.tooManyRows(async (db) => {
    await findOrgBySlug(db, world.slug);
    await findOrgByAddress(db, `general@${world.slug}.localhost`);
    await withOrg(db, world.orgId, async (tx) => {
      await signIn(tx, { email: "requestor77@bulk.example", password: "wrong" });
      const { token } = await createSession(tx, { orgId: world.orgId, userId: world.people.agent, now: new Date() });
      await findSession(tx, { token, now: new Date() });
      await loadActor(tx, world.people.agent);
    });
  });
  expect(read).toEqual({});
});

test("the whole way of an answer by mail reads few rows: stored, threaded, filed, scrips, sent", async ({
  data,
  database,
}) => {
  const { world } = data;
  const services = testServices(database);
  const read = await data.tooManyRows(async (db) => {
    const mail = await prepareRaw(services, world.orgId, answerFrom(await sentBefore(db, world)));
    const id = await as(
      db,
      world,
      "system",
      async ({ tx, orgId, now }) => {
        const routing = await routeAddress({ tx }, `general@${world.slug}.localhost`);
        if (!routing.ok) throw new Error("The queue has no address");
        const delivery = {
          source: "smtp",
          envelopeFrom: "requestor1@bulk.example",
          route: routing.route,
          namedTicket: null,
        } as const;
        return (await storeInbound({ tx, orgId, now, services }, mail, delivery)).id;
      },
      services,
    );
    const waiting = await withOrg(db, world.orgId, (tx) => loadWaiting(tx, id));
    if (!waiting) throw new Error("The mail does not wait");
    const understood = await understand(services, waiting.row, []);
    const outcome = await as(db, world, "system", (ctx) => settle(ctx, id, understood), services);
    await as(
      db,
      world,
      "agent",
      (ctx) =>
        reply(ctx, {
          ticket: { id: outcome?.ticketId ?? "" },
          content: typedContent("Re", "Hello"),
          cc: [],
          bcc: [],
          status: null,
        }),
      services,
    );
    await as(db, world, "system", (ctx) => runScrips(ctx, outcome?.ticketId ?? ""), services);
    await withOrg(db, world.orgId, (tx) => findOutcome(tx, id));
    const [written] = await withOrg(db, world.orgId, (tx) =>
      tx
        .select()
        .from(outboundMessage)
        .where(eq(outboundMessage.ticketId, outcome?.ticketId ?? "")),
    );
    await as(
      db,
      world,
      "system",
      async (ctx) => {
        await claimMail(ctx, written?.id ?? "");
        await markSent(ctx, written?.id ?? "", "provider");
      },
      services,
    );
  });
  expect(read).toEqual({});
});

test("the sweep for lost work reads few rows", async ({ data, database }) => {
  const read = await data.tooManyRows(async () => {
    const { db, close } = createDb(database.urls.system, { max: 1, name: "test-plans" });
    try {
      await withSystem(db, (tx) => findLostWork(tx, new Date()));
    } finally {
      await close();
    }
  });
  expect(read).toEqual({});
});

/** Somebody who may see one queue and nothing else. */
async function addQueueReader(db: Database, { orgId, people, queue }: World): Promise<string> {
  const row = { orgId, id: newId(), userId: people.stranger, queueId: queue.id, createdAt: new Date() };
  await withOrg(db, orgId, (tx) => tx.insert(grant).values([{ ...row, right: "ShowTicket" }]));
  return people.stranger;
}

async function someRequestor(db: Database, { orgId }: World): Promise<string> {
  const [row] = await withOrg(db, orgId, (tx) =>
    tx.select({ id: ticket.createdBy }).from(ticket).orderBy(desc(ticket.number)).limit(1),
  );
  return row?.id ?? "";
}

/** Identifiers that an answer refers to: one of ours and one of theirs. */
async function sentBefore(db: Database, { orgId }: World): Promise<string[]> {
  return withOrg(db, orgId, async (tx) => {
    const [ours] = await tx
      .select({ id: outboundMessage.messageId })
      .from(outboundMessage)
      .orderBy(desc(outboundMessage.id))
      .limit(1);
    const [theirs] = await tx
      .select({ id: inboundMessage.messageId })
      .from(inboundMessage)
      .orderBy(desc(inboundMessage.id))
      .limit(1);
    return [ours?.id, theirs?.id].flatMap((id) => id ?? []);
  });
}

function answerFrom(references: readonly string[]): Uint8Array {
  const head = [
    "From: requestor1@bulk.example",
    "Subject: Re: [large #12345] Request",
    `Message-ID: <${randomUUID()}@bulk.example>`,
    `References: ${references.join(" ")}`,
  ];
  return Buffer.from([...head, "", "Hello", ""].join("\r\n"));
}
