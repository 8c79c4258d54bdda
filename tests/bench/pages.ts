import { createDb, newId, withOrg } from "@deskhand/db";
import type { Database } from "@deskhand/db";
import { groupMember, user } from "@deskhand/db/schema";
import type { Ctx, Services } from "@deskhand/domain/context";
import { createOrganization } from "@deskhand/domain/organizations/create-organization";
import { loadActor } from "@deskhand/domain/rights/load-actor";
import { createSession } from "@deskhand/domain/sign-in/session";
import { getTicket } from "@deskhand/domain/tickets/get-ticket";
import { listTickets } from "@deskhand/domain/tickets/list-tickets";
import { listHistory } from "@deskhand/domain/transactions/history";
import { fillTickets } from "../stack/fill-tickets.ts";
import { ask } from "../stack/request.ts";
import type { TemporaryStack } from "../stack/start-temporary-stack.ts";
import type { Lines } from "./lines.ts";
import { percentile } from "./percentile.ts";

/** As a browser sends it; next-auth's own code, where the name is kept, loads under Next alone. */
const SESSION_COOKIE = "__Host-deskhand-session";
const REQUESTS = 200;
const WARM_UP = 30;
const MOST_MS = 60;
/** Ten times the tickets may cost so much more at most. */
const MOST_RATIO = 1.5;
const SMALL = { slug: "bench-small", tickets: 1_000 };
const LARGE = { slug: "bench-large", tickets: 10_000 };

type Organization = { slug: string; tickets: number; orgId: string; agentId: string; cookie: string };
type Times = { p50: number; p95: number };

/** Server time of the list and of a ticket's page for a signed-in agent, and of their questions alone. */
export async function benchPages(stack: TemporaryStack, lines: Lines): Promise<void> {
  const { db, close } = createDb(stack.appUrl, { max: 4, name: "bench" });
  try {
    const small = await makeOrganization(stack, db, SMALL);
    const large = await makeOrganization(stack, db, LARGE);
    const works = {
      "list of a queue": (one: Organization) => () => openPage(stack, one, "/desk/queues/general"),
      "page of a ticket": (one: Organization) => () => openPage(stack, one, `/desk/tickets/${anyNumber(one)}`),
      "list of a queue, its questions alone": (one: Organization) => () => askList(db, one),
      "page of a ticket, its questions alone": (one: Organization) => () => askTicket(db, one),
    };
    for (const [name, work] of Object.entries(works)) {
      const few = await measure(work(small));
      const many = await measure(work(large));
      const ratio = many.p50 / few.p50;
      lines.add(
        `${name}, 10,000 tickets, ${REQUESTS} requests one after another`,
        `p50 ${many.p50.toFixed(1)} ms, p95 ${many.p95.toFixed(1)} ms`,
        {
          line: `p95 under ${MOST_MS} ms`,
          isPass: many.p95 < MOST_MS,
        },
      );
      lines.add(
        `${name}, 10,000 tickets against 1,000`,
        `${ratio.toFixed(2)} times the p50 of ${few.p50.toFixed(1)} ms`,
        {
          line: `at most ${MOST_RATIO}`,
          isPass: ratio <= MOST_RATIO,
        },
      );
    }
  } finally {
    await close();
  }
}

async function measure(work: () => Promise<number>): Promise<Times> {
  const times: number[] = [];
  for (let count = 0; count < WARM_UP + REQUESTS; count += 1) {
    const ms = await work();
    if (count >= WARM_UP) times.push(ms);
  }
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

async function makeOrganization(
  stack: TemporaryStack,
  db: Database,
  { slug, tickets }: { slug: string; tickets: number },
): Promise<Organization> {
  const orgId = newId();
  const agentId = newId();
  const now = new Date();
  const token = await withOrg(db, orgId, async (tx) => {
    const queue = { key: "general", name: "General", description: "" };
    const { groups } = await createOrganization(tx, { orgId, slug, name: slug, mailDomain: "localhost", now, queue });
    await tx.insert(user).values({
      orgId,
      id: agentId,
      name: "Ben Agent",
      email: `agent@${slug}.example`,
      privileged: true,
      createdAt: now,
    });
    await tx.insert(groupMember).values({ orgId, id: newId(), groupId: groups.agents, memberUserId: agentId });
    return (await createSession(tx, { orgId, userId: agentId, now })).token;
  });
  await fillTickets(stack.owner, orgId, { tickets, mostMessages: 9, textLength: 1_500 });
  return { slug, tickets, orgId, agentId, cookie: `${SESSION_COOKIE}=${token}` };
}

/** Any ticket, so that no page is asked for twice in a row. */
function anyNumber({ tickets }: Organization): number {
  return 1 + Math.floor(Math.random() * tickets);
}

async function openPage({ ports }: TemporaryStack, { slug, cookie }: Organization, path: string): Promise<number> {
  const { status, ms } = await ask(ports.web, { host: `${slug}.localhost:${ports.web}`, path, headers: { cookie } });
  // A deleted ticket's page is a page too.
  if (status !== 200) throw new Error(`${path} of ${slug} answers ${status}`);
  return ms;
}

async function timed(
  db: Database,
  { orgId, agentId }: Organization,
  work: (ctx: Ctx) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  await withOrg(db, orgId, async (tx) =>
    work({ tx, orgId, actor: await loadActor(tx, agentId), now: new Date(), services: NO_SERVICES, depth: 0 }),
  );
  return performance.now() - began;
}

function askList(db: Database, one: Organization): Promise<number> {
  return timed(db, one, (ctx) => listTickets(ctx, { queue: "general", state: "open", cursor: null, limit: 50 }));
}

function askTicket(db: Database, one: Organization): Promise<number> {
  const key = { number: anyNumber(one) };
  return timed(db, one, async (ctx) => {
    await getTicket(ctx, key);
    await listHistory(ctx, { ticket: key, after: 0 });
  });
}

function refuse(): never {
  throw new Error("Looking needs no services");
}

/** Looking at things enqueues nothing and stores nothing. */
const NO_SERVICES: Services = {
  enqueue: refuse,
  blobs: { put: refuse, get: refuse },
  secret: "",
  mailDomain: "localhost",
  rootUrl: "http://localhost",
  instanceId: "bench",
};
