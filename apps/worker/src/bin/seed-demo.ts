/**
 * Makes the demo organisation of the embedded mode: three queues with their addresses, three people who can sign in,
 * and some thirty requests that went through the same commands people use. Does nothing if it exists.
 */
import { findOrgBySlug, newId, withOrg } from "@deskhand/db";
import type { OrgTx } from "@deskhand/db";
import { groupMember, user } from "@deskhand/db/schema";
import type { Ctx } from "@deskhand/domain/context";
import { createOrganization } from "@deskhand/domain/organizations/create-organization";
import { insertQueue, insertVerifiedAddress } from "@deskhand/domain/queues/create-queue";
import { loadQueue } from "@deskhand/domain/queues/queue";
import { loadActor, systemActor } from "@deskhand/domain/rights/load-actor";
import { runScrips } from "@deskhand/domain/scrips/run-scrips";
import { setPassword } from "@deskhand/domain/sign-in/set-password";
import { comment, reply } from "@deskhand/domain/tickets/add-message";
import { typedContent } from "@deskhand/domain/tickets/content";
import { createTicket } from "@deskhand/domain/tickets/create-ticket";
import { setPriority } from "@deskhand/domain/tickets/set-fields";
import { take } from "@deskhand/domain/tickets/set-owner";
import { setStatus } from "@deskhand/domain/tickets/set-status";
import { findOrCreateUsers } from "@deskhand/domain/users/find-or-create-user";
import { readEnv } from "../env.ts";
import { openRuntime } from "../runtime.ts";
import type { Runtime } from "../runtime.ts";
import type { DemoStep, DemoTicket } from "./demo-ticket.ts";
import { GENERAL_TICKETS } from "./demo-tickets-general.ts";
import { TECHNICAL_TICKETS } from "./demo-tickets-technical.ts";

const SLUG = "acme";
const PASSWORD = "deskhand-demo";
const HOUR_MS = 3_600_000;
const QUEUES = [
  { key: "general", name: "General", description: "Everything that has no better place", address: "support" },
  { key: "security", name: "Security", description: "Reports and questions about security", address: "security" },
  { key: "network", name: "Network", description: "Connections, hosts and their monitoring", address: "network" },
] as const;
const PEOPLE = {
  admin: { name: "Ada Admin", email: "admin@acme.example", privileged: true },
  agent: { name: "Ben Agent", email: "agent@acme.example", privileged: true },
  customer: { name: "Cora Customer", email: "customer@client.example", privileged: false },
} as const;
type Ids = Record<keyof typeof PEOPLE, string>;

async function seed(runtime: Runtime): Promise<void> {
  if (await findOrgBySlug(runtime.db, SLUG)) return;
  const now = runtime.now();
  const orgId = newId();
  const ids: Ids = { admin: newId(), agent: newId(), customer: newId() };
  // One transaction: an interrupted seed leaves nothing, and the next start begins anew.
  await withOrg(runtime.db, orgId, async (tx) => {
    const began = new Date(now.getTime() - 600 * HOUR_MS);
    const { lifecycleId, queue, groups } = await createOrganization(tx, {
      orgId,
      slug: SLUG,
      name: "Acme Support",
      mailDomain: runtime.services.mailDomain,
      now: began,
      queue: QUEUES[0],
    });
    const queueIds = [queue.id];
    for (const [index, { key, name, description }] of QUEUES.slice(1).entries()) {
      const made = await insertQueue(tx, {
        orgId,
        slug: SLUG,
        mailDomain: runtime.services.mailDomain,
        key,
        name,
        description,
        lifecycleId,
        sortOrder: index + 1,
        now: began,
      });
      queueIds.push(made.id);
    }
    await addAddresses(tx, orgId, queueIds, began);
    await addPeople(tx, orgId, ids, groups, began);
    for (const demo of [...GENERAL_TICKETS, ...TECHNICAL_TICKETS].toSorted((a, b) => b.ago - a.ago))
      await liveThrough(runtime, tx, orgId, ids, demo, now);
  });
}

async function addAddresses(tx: OrgTx, orgId: string, queueIds: readonly string[], now: Date): Promise<void> {
  for (const [index, { address }] of QUEUES.entries()) {
    const queueId = queueIds[index];
    if (queueId === undefined) continue;
    await insertVerifiedAddress(tx, { orgId, queueId, address: `${address}@acme.example`, purpose: "correspond", now });
    await insertVerifiedAddress(tx, {
      orgId,
      queueId,
      address: `${address}-comment@acme.example`,
      purpose: "comment",
      now,
    });
  }
}

async function addPeople(
  tx: OrgTx,
  orgId: string,
  ids: Ids,
  groups: { agents: string; admins: string },
  now: Date,
): Promise<void> {
  for (const key of ["admin", "agent", "customer"] as const) {
    await tx.insert(user).values({ orgId, id: ids[key], ...PEOPLE[key], createdAt: now });
    await setPassword(tx, { orgId, userId: ids[key], password: PASSWORD, now });
  }
  await tx.insert(groupMember).values([
    { orgId, id: newId(), groupId: groups.admins, memberUserId: ids.admin },
    { orgId, id: newId(), groupId: groups.agents, memberUserId: ids.agent },
  ]);
}

async function liveThrough(
  runtime: Runtime,
  tx: OrgTx,
  orgId: string,
  ids: Ids,
  demo: DemoTicket,
  now: Date,
): Promise<void> {
  let at = now.getTime() - demo.ago * HOUR_MS;
  const system = systemActor();
  const context = (actor: Ctx["actor"]): Ctx => ({
    tx,
    orgId,
    actor,
    now: new Date(Math.min(at, now.getTime())),
    services: runtime.services,
    depth: 0,
  });
  const requestor = (
    await findOrCreateUsers(
      context(system),
      [{ address: demo.from, name: demo.name }],
      "Autocreated on ticket submission",
    )
  ).get(demo.from);
  if (!requestor) throw new Error("A demo requestor was not created");
  const actorOf = (who: DemoStep["who"]) => loadActor(tx, who === "requestor" ? requestor.id : ids[who]);
  const opened = context(await actorOf("requestor"));
  const { ticket } = await createTicket(opened, {
    queue: await loadQueue(opened, demo.queue),
    subject: demo.subject,
    content: typedContent(demo.subject, demo.text),
    requestors: [{ address: demo.from, name: demo.name }],
    cc: [],
    adminCc: [],
    ownerId: null,
    status: null,
    priority: 0,
  });
  await runScrips(context(system), ticket.id);
  for (const step of demo.steps) {
    at += step.after * HOUR_MS;
    await doStep(context(await actorOf(step.who)), ticket.id, demo.subject, step);
    await runScrips(context(system), ticket.id);
  }
}

async function doStep(ctx: Ctx, id: string, subject: string, step: DemoStep): Promise<void> {
  const key = { ticket: { id } };
  const status = "status" in step ? (step.status ?? null) : null;
  if ("reply" in step)
    await reply(ctx, { ...key, content: typedContent(`Re: ${subject}`, step.reply), cc: [], bcc: [], status });
  else if ("comment" in step)
    await comment(ctx, { ...key, content: typedContent(subject, step.comment), cc: [], bcc: [], status });
  else if ("take" in step) await take(ctx, key);
  else if ("priority" in step) await setPriority(ctx, { ...key, priority: step.priority });
  else await setStatus(ctx, { ...key, status: step.status });
}

const runtime = await openRuntime(readEnv());
try {
  await seed(runtime);
} finally {
  await runtime.close();
}
