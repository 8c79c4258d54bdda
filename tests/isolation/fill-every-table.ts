import { newId, withOrg } from "@deskhand/db";
import type { Database, OrgTx } from "@deskhand/db";
import {
  failedJob,
  grant,
  group,
  groupMember,
  outboundMessage,
  queueWatcher,
  scrip,
  scripQueue,
  template,
  ticketWatcher,
} from "@deskhand/db/schema";
import type { Services } from "@deskhand/domain/context";
import { routeAddress } from "@deskhand/domain/inbox/route";
import { settle } from "@deskhand/domain/inbox/settle";
import { prepareRaw, storeInbound } from "@deskhand/domain/inbox/store-inbound";
import { understand } from "@deskhand/domain/inbox/understand";
import { loadWaiting } from "@deskhand/domain/inbox/load-waiting";
import { runScrips } from "@deskhand/domain/scrips/run-scrips";
import { createSession } from "@deskhand/domain/sign-in/session";
import { setPassword } from "@deskhand/domain/sign-in/set-password";
import { createWorld, NOW } from "@deskhand/domain/testing/world";
import type { World } from "@deskhand/domain/testing/world";

/**
 * An organisation with at least one row in every table, and one for every foreign key that a row may have. Made through
 * the product's commands where there is one. A test fails for a table that is empty afterwards: add its row here.
 */
export async function fillEveryTable(db: Database, services: Services, slug: string): Promise<World> {
  const world = await createWorld(db, services, slug);
  await receiveMail(db, services, world);
  await withOrg(db, world.orgId, (tx) => addRows(tx, world));
  return world;
}

/** A mail with a file becomes a ticket, whose scrips write a mail. */
async function receiveMail(db: Database, services: Services, world: World): Promise<void> {
  const { orgId, slug } = world;
  const mail = await prepareRaw(services, orgId, Buffer.from(mailTo(slug).replaceAll("\n", "\r\n")));
  const { id } = await world.as("system", async ({ tx, now }) => {
    const routing = await routeAddress({ tx }, `general@${slug}.localhost`);
    if (!routing.ok) throw new Error("The queue has no address");
    const delivery = {
      source: "smtp",
      envelopeFrom: "rita@unknown.example",
      route: routing.route,
      namedTicket: null,
    } as const;
    return storeInbound({ tx, orgId, now, services }, mail, delivery);
  });
  const waiting = await withOrg(db, orgId, (tx) => loadWaiting(tx, id));
  if (waiting === null) throw new Error("The mail that was stored does not wait");
  const understood = await understand(services, waiting.row, []);
  const outcome = await world.as("system", (ctx) => settle(ctx, id, understood));
  await world.as("system", (ctx) => runScrips(ctx, outcome?.ticketId ?? ""));
}

function mailTo(slug: string): string {
  return `From: rita@unknown.example
To: general@${slug}.localhost
Subject: Rows
Message-ID: <rows@${slug}.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain

Hello
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename=a.pdf

%PDF-1.4
--b--
`;
}

async function addRows(tx: OrgTx, { orgId, groups, people, queue }: World): Promise<void> {
  const row = () => ({ orgId, id: newId() });
  const [mail] = await tx.select().from(outboundMessage);
  const [anyScrip] = await tx.select().from(scrip);
  if (!mail || !anyScrip) throw new Error("The organisation has no mail or no scrip");
  const inner = { ...row(), name: "Night shift", createdAt: NOW };
  await tx.insert(group).values(inner);
  await tx.insert(groupMember).values({ ...row(), groupId: groups.agents, memberGroupId: inner.id });
  await tx
    .insert(grant)
    .values({ ...row(), right: "ShowTicket", userId: people.customer, queueId: queue.id, createdAt: NOW });
  await tx.insert(queueWatcher).values([
    { ...row(), queueId: queue.id, role: "cc", userId: people.colleague },
    { ...row(), queueId: queue.id, role: "admincc", groupId: groups.agents },
  ]);
  await tx.insert(ticketWatcher).values({ ...row(), ticketId: mail.ticketId, role: "admincc", groupId: inner.id });
  await tx.insert(scripQueue).values({ ...row(), scripId: anyScrip.id, queueId: queue.id });
  const wording = { name: "Own", language: "en", subject: "", body: "", format: "text" } as const;
  await tx.insert(template).values({ ...row(), ...wording, queueId: queue.id, updatedAt: NOW });
  await tx
    .insert(failedJob)
    .values({ ...row(), job: "mail.send", jobId: newId(), subjectId: mail.id, message: "No way", failedAt: NOW });
  await setPassword(tx, { orgId, userId: people.agent, password: "a password of the tests", now: NOW });
  await createSession(tx, { orgId, userId: people.agent, now: NOW });
}
