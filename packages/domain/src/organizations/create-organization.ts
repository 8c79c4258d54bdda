import { newId, startNumbering } from "@deskhand/db";
import type { OrgTx } from "@deskhand/db";
import { grant, group, lifecycle, organization, scrip, template, user } from "@deskhand/db/schema";
import { DEFAULT_LIFECYCLE } from "../lifecycles/default-lifecycle.ts";
import { insertQueue } from "../queues/create-queue.ts";
import type { QueueRow } from "../queues/queue.ts";
import { STAFF_RIGHTS } from "../rights/registry.ts";
import type { Right } from "../rights/registry.ts";
import { NOBODY_ID, SYSTEM_ID, SYSTEM_NAME } from "../users/fixed-users.ts";
import { DEFAULT_SCRIPS } from "./default-scrips.ts";
import { DEFAULT_TEMPLATES } from "./default-templates.ts";

export type NewOrganization = {
  orgId: string;
  slug: string;
  name: string;
  mailDomain: string;
  now: Date;
  queue: { key: string; name: string; description: string };
};
export type CreatedOrganization = { lifecycleId: string; queue: QueueRow; groups: { agents: string; admins: string } };

/**
 * Makes an organisation that works at once: fixed users, system groups, Agents and Admins with their rights, the
 * default lifecycle, scrips and templates, and a first queue with its addresses. `tx` must be bound to the new id.
 */
export async function createOrganization(tx: OrgTx, input: NewOrganization): Promise<CreatedOrganization> {
  const { orgId, slug, name, mailDomain, now } = input;
  const base = { orgId, createdAt: now };
  await tx.insert(organization).values({ id: orgId, slug, name, createdAt: now });
  await startNumbering(tx);
  await tx.insert(user).values([
    { ...base, id: NOBODY_ID, kind: "nobody", name: "Nobody" },
    { ...base, id: SYSTEM_ID, kind: "system", name: SYSTEM_NAME, privileged: true },
  ]);
  const groups = await insertGroups(tx, base);
  await insertGrants(tx, base, groups);
  const lifecycleId = newId();
  await tx
    .insert(lifecycle)
    .values({ ...base, id: lifecycleId, name: DEFAULT_LIFECYCLE.name, definition: DEFAULT_LIFECYCLE });
  await insertAutomation(tx, base);
  const queue = await insertQueue(tx, { orgId, slug, mailDomain, now, lifecycleId, sortOrder: 0, ...input.queue });
  return { lifecycleId, queue, groups };
}

type Base = { orgId: string; createdAt: Date };
type Groups = { everyone: string; agents: string; admins: string };

async function insertGroups(tx: OrgTx, base: Base): Promise<Groups> {
  const groups: Groups = { everyone: newId(), agents: newId(), admins: newId() };
  await tx.insert(group).values([
    { ...base, id: groups.everyone, kind: "everyone", name: "Everyone" },
    { ...base, id: newId(), kind: "privileged", name: "Privileged" },
    { ...base, id: newId(), kind: "unprivileged", name: "Unprivileged" },
    { ...base, id: groups.agents, name: "Agents", description: "People who answer requests" },
    { ...base, id: groups.admins, name: "Admins", description: "People who may do everything" },
  ]);
  return groups;
}

/** What a new organisation starts with: strangers may write, requestors and Ccs follow their request, staff works. */
async function insertGrants(tx: OrgTx, base: Base, groups: Groups): Promise<void> {
  const requestorRights: Right[] = ["ShowTicket", "ReplyToTicket"];
  await tx
    .insert(grant)
    .values([
      { ...base, id: newId(), right: "CreateTicket", groupId: groups.everyone },
      ...(["requestor", "cc"] as const).flatMap((role) =>
        requestorRights.map((right) => ({ ...base, id: newId(), right, role })),
      ),
      ...STAFF_RIGHTS.map((right) => ({ ...base, id: newId(), right, groupId: groups.agents })),
      { ...base, id: newId(), right: "SuperUser", groupId: groups.admins },
    ]);
}

async function insertAutomation(tx: OrgTx, base: Base): Promise<void> {
  await tx.insert(scrip).values(
    DEFAULT_SCRIPS.map((one, index) => ({
      ...base,
      ...one,
      id: newId(),
      description: `${one.condition} ${one.action}`,
      sortOrder: index + 1,
    })),
  );
  await tx.insert(template).values(
    Object.entries(DEFAULT_TEMPLATES).map(([name, wording]) => ({
      ...wording,
      orgId: base.orgId,
      id: newId(),
      name,
      language: "en",
      format: "html" as const,
      updatedAt: base.createdAt,
    })),
  );
}
