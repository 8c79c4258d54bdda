import { newId } from "@deskhand/db";
import { group } from "@deskhand/db/schema";
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import type { Ctx } from "../context.ts";
import { loadActor } from "../rights/load-actor.ts";
import { test } from "../testing/fixtures.ts";
import { NOW } from "../testing/world.ts";
import { addMember } from "./add-member.ts";

const make = async (ctx: Ctx, name: string) => {
  const id = newId();
  await ctx.tx.insert(group).values({ orgId: ctx.orgId, id, name, createdAt: NOW });
  return id;
};

describe("nested groups", () => {
  test("give their rights to members of members, as long as no group in between is disabled", async ({ world }) => {
    const { inner, outer } = await world.as("admin", async (ctx) => {
      const groups = { inner: await make(ctx, "Inner"), outer: await make(ctx, "Outer") };
      await addMember(ctx, { groupId: groups.outer, member: { groupId: groups.inner } });
      await addMember(ctx, { groupId: groups.inner, member: { userId: world.people.customer } });
      return groups;
    });
    const groupsOf = () => world.as("system", async (ctx) => (await loadActor(ctx.tx, world.people.customer)).groupIds);
    expect(await groupsOf()).toEqual(expect.arrayContaining([inner, outer]));
    await world.as("system", (ctx) => ctx.tx.update(group).set({ disabledAt: NOW }).where(eq(group.id, inner)));
    expect(await groupsOf()).not.toEqual(expect.arrayContaining([outer]));
  });

  test("cannot contain themselves, directly or through others", async ({ world }) => {
    const circle = world.as("admin", async (ctx) => {
      const [a, b, c] = [await make(ctx, "A"), await make(ctx, "B"), await make(ctx, "C")];
      await addMember(ctx, { groupId: a, member: { groupId: b } });
      await addMember(ctx, { groupId: b, member: { groupId: c } });
      await addMember(ctx, { groupId: c, member: { groupId: a } });
    });
    await expect(circle).rejects.toMatchObject({ code: "precondition_failed", details: { reason: "group.circle" } });
    const self = world.as("admin", async (ctx) =>
      addMember(ctx, { groupId: world.groups.agents, member: { groupId: world.groups.agents } }),
    );
    await expect(self).rejects.toMatchObject({ details: { reason: "group.circle" } });
  });

  test("are changed by admins only", async ({ world }) => {
    const tried = world.as("agent", (ctx) =>
      addMember(ctx, { groupId: world.groups.admins, member: { userId: world.people.agent } }),
    );
    await expect(tried).rejects.toMatchObject({ code: "forbidden" });
  });
});
