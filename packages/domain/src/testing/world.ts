import { newId, withOrg } from "@deskhand/db";
import type { Database, OrgTx } from "@deskhand/db";
import { groupMember, user } from "@deskhand/db/schema";
import type { Actor, Ctx, Services } from "../context.ts";
import { createOrganization } from "../organizations/create-organization.ts";
import type { CreatedOrganization } from "../organizations/create-organization.ts";
import { loadActor, systemActor } from "../rights/load-actor.ts";

/** Tests' time, a Monday. */
export const NOW = new Date("2026-11-23T09:00:00.000Z");

/** An organisation with people in it, for tests. */
export type World = CreatedOrganization & {
  orgId: string;
  slug: string;
  people: { admin: string; agent: string; colleague: string; customer: string; stranger: string };
  /** Runs `fn` as a person (by key or user id) or as automation, in one transaction of the application's login. */
  as<T>(
    who: keyof World["people"] | "system" | { userId: string },
    fn: (ctx: Ctx) => Promise<T>,
    now?: Date,
  ): Promise<T>;
};

/**
 * Makes an organisation as sign-up does, with an admin, two agents and two requestors who are known by address
 * (`admin@<slug>.example`, `agent@...`, `colleague@...`, `customer@client.example`, `stranger@elsewhere.example`).
 */
export async function createWorld(db: Database, services: Services, slug: string): Promise<World> {
  const orgId = newId();
  const people = { admin: newId(), agent: newId(), colleague: newId(), customer: newId(), stranger: newId() };
  const created = await withOrg(db, orgId, async (tx) => {
    const queue = { key: "general", name: "General", description: "" };
    const organization = await createOrganization(tx, {
      orgId,
      slug,
      name: `${slug} Ltd`,
      mailDomain: services.mailDomain,
      now: NOW,
      queue,
    });
    await insertPeople(tx, orgId, slug, people, organization.groups);
    return organization;
  });
  const as: World["as"] = (who, fn, now = NOW) =>
    withOrg(db, orgId, async (tx) =>
      fn({ tx, orgId, actor: await actorFor(tx, who, people), now, services, depth: 0 }),
    );
  return { ...created, orgId, slug, people, as };
}

async function actorFor(tx: OrgTx, who: Parameters<World["as"]>[0], people: World["people"]): Promise<Actor> {
  if (who === "system") return systemActor();
  return loadActor(tx, typeof who === "string" ? people[who] : who.userId);
}

async function insertPeople(
  tx: OrgTx,
  orgId: string,
  slug: string,
  people: World["people"],
  groups: CreatedOrganization["groups"],
): Promise<void> {
  const base = { orgId, createdAt: NOW };
  await tx.insert(user).values([
    { ...base, id: people.admin, name: "Ada Admin", email: `admin@${slug}.example`, privileged: true },
    { ...base, id: people.agent, name: "Ben Agent", email: `agent@${slug}.example`, privileged: true },
    { ...base, id: people.colleague, name: "Cleo Colleague", email: `colleague@${slug}.example`, privileged: true },
    { ...base, id: people.customer, name: "Cora Customer", email: "customer@client.example" },
    { ...base, id: people.stranger, name: "Sam Stranger", email: "stranger@elsewhere.example" },
  ]);
  await tx.insert(groupMember).values([
    { orgId, id: newId(), groupId: groups.admins, memberUserId: people.admin },
    { orgId, id: newId(), groupId: groups.agents, memberUserId: people.agent },
    { orgId, id: newId(), groupId: groups.agents, memberUserId: people.colleague },
  ]);
}
