import { consoleRouter, createApiContext, createConsoleCaller } from "@deskhand/api";
import { newId } from "@deskhand/db";
import { grant, user } from "@deskhand/db/schema";
import { insertQueue } from "@deskhand/domain/queues/create-queue";
import type { Services } from "@deskhand/domain/context";
import type { Right } from "@deskhand/domain/rights/registry";
import { test } from "@deskhand/domain/testing/fixtures";
import { openTicket } from "@deskhand/domain/testing/tickets";
import { NOW } from "@deskhand/domain/testing/world";
import type { World } from "@deskhand/domain/testing/world";
import { take } from "@deskhand/domain/tickets/set-owner";
import { createLogger } from "@deskhand/log";
import type { TestDatabase } from "@deskhand/testing";
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";

type Caller = ReturnType<typeof createConsoleCaller>;
/** Two tickets of the customer in the first queue, the second one owned by an agent, and a second queue. */
type Ground = { number: number; owned: number; queue: string; agent: string; requestor: string };

/**
 * What a procedure needs and how it is called. `rights` are exactly enough: with one of them less it is refused.
 * `without`: what somebody with none hears, absent (as if the thing did not exist), empty (a list of nothing) or open.
 */
type Row = {
  rights: Right[];
  without: "absent" | "empty" | "open";
  call: (caller: Caller, ground: Ground) => Promise<unknown>;
};

const MATRIX: Record<string, Row> = {
  me: { rights: [], without: "open", call: (caller) => caller.me() },
  "queues.list": { rights: ["SeeQueue"], without: "empty", call: (caller) => caller.queues.list() },
  "tickets.list": {
    rights: ["ShowTicket"],
    without: "empty",
    call: async (caller) => (await caller.tickets.list({ state: "all" })).rows,
  },
  "tickets.get": {
    rights: ["ShowTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.get({ number }),
  },
  "tickets.history": {
    rights: ["ShowTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.history({ number }),
  },
  "tickets.create": {
    rights: ["CreateTicket", "ShowTicket"],
    without: "absent",
    call: (caller, { queue }) => caller.tickets.create({ queue, subject: "New", text: "Text" }),
  },
  "tickets.reply": {
    rights: ["ShowTicket", "ReplyToTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.reply({ number, text: "Hello" }),
  },
  "tickets.comment": {
    rights: ["ShowTicket", "CommentOnTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.comment({ number, text: "Hm" }),
  },
  "tickets.forward": {
    rights: ["ShowTicket", "ForwardMessage"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.forward({ number, to: ["out@other.example"], text: "FYI" }),
  },
  "tickets.setStatus": {
    rights: ["ShowTicket", "ModifyTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.setStatus({ number, status: "open" }),
  },
  "tickets.take": {
    rights: ["ShowTicket", "TakeTicket", "OwnTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.take({ number }),
  },
  "tickets.steal": {
    rights: ["ShowTicket", "StealTicket", "OwnTicket"],
    without: "absent",
    call: (caller, { owned }) => caller.tickets.steal({ number: owned }),
  },
  "tickets.give": {
    rights: ["ShowTicket", "ReassignTicket"],
    without: "absent",
    call: (caller, { number, agent }) => caller.tickets.give({ number, userId: agent }),
  },
  "tickets.setSubject": {
    rights: ["ShowTicket", "ModifyTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.setSubject({ number, subject: "Other" }),
  },
  "tickets.setPriority": {
    rights: ["ShowTicket", "ModifyTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.setPriority({ number, priority: 9 }),
  },
  "tickets.setQueue": {
    rights: ["ShowTicket", "ModifyTicket", "CreateTicket"],
    without: "absent",
    call: (caller, { number, queue }) => caller.tickets.setQueue({ number, queue }),
  },
  "tickets.addWatcher": {
    rights: ["ShowTicket", "ModifyTicket"],
    without: "absent",
    call: (caller, { number }) => caller.tickets.addWatcher({ number, role: "cc", address: "cc@other.example" }),
  },
  "tickets.removeWatcher": {
    rights: ["ShowTicket", "ModifyTicket"],
    without: "absent",
    call: (caller, { number, requestor }) =>
      caller.tickets.removeWatcher({ number, role: "requestor", principalId: requestor }),
  },
  "inbox.list": { rights: ["ShowMail"], without: "absent", call: async (caller) => (await caller.inbox.list({})).rows },
  "failedJobs.list": { rights: ["ShowMail"], without: "absent", call: (caller) => caller.failedJobs.list() },
};

async function lay(world: World): Promise<Ground> {
  const { ticket } = await openTicket(world);
  const { ticket: owned } = await openTicket(world);
  await world.as("agent", (ctx) => take(ctx, { ticket: { id: owned.id } }));
  await world.as("system", async ({ tx }) => {
    await insertQueue(tx, {
      orgId: world.orgId,
      slug: world.slug,
      mailDomain: "localhost",
      key: "second",
      name: "Second",
      description: "",
      lifecycleId: world.lifecycleId,
      sortOrder: 1,
      now: NOW,
    });
    // What everybody may do would hide what a right is needed for.
    await tx.delete(grant).where(eq(grant.right, "CreateTicket"));
  });
  return {
    number: ticket.number,
    owned: owned.number,
    queue: "second",
    agent: world.people.agent,
    requestor: world.people.customer,
  };
}

/** A member of staff with exactly these rights everywhere. */
async function staffWith(world: World, rights: readonly Right[]): Promise<string> {
  const id = newId();
  await world.as("system", async ({ tx }) => {
    const base = { orgId: world.orgId, createdAt: NOW };
    await tx.insert(user).values({ ...base, id, name: "Tess Tester", email: `${id}@tester.example`, privileged: true });
    for (const right of rights) await tx.insert(grant).values({ ...base, id: newId(), right, userId: id });
  });
  return id;
}

function callerOf(database: TestDatabase, services: Services, orgId: string, userId: string | null): Caller {
  const log = createLogger({ name: "test", level: "fatal" });
  return createConsoleCaller(
    createApiContext({ db: database.db, services, now: () => NOW, log }, { orgId, userId, requestId: "test" }),
  );
}

test("every procedure of the console stands in the matrix, and nothing else does", () => {
  // oxlint-disable-next-line eslint/no-underscore-dangle -- the router has no other list of its procedures
  expect(Object.keys(MATRIX).toSorted()).toEqual(Object.keys(consoleRouter._def.procedures).toSorted());
});

describe.for(Object.entries(MATRIX))("%s", ([, { rights, without, call }]) => {
  test("with exactly its rights it works", async ({ world, services, database }) => {
    const ground = await lay(world);
    await expect(
      call(callerOf(database, services, world.orgId, await staffWith(world, rights)), ground),
    ).resolves.toBeDefined();
  });

  test("with one right less it is refused", async ({ world, services, database }) => {
    const ground = await lay(world);
    for (const missing of without === "absent" ? rights : []) {
      const caller = callerOf(
        database,
        services,
        world.orgId,
        await staffWith(
          world,
          rights.filter((right) => right !== missing),
        ),
      );
      await expect(call(caller, ground), `without ${missing}`).rejects.toMatchObject({
        code: expect.stringMatching(/^(FORBIDDEN|NOT_FOUND|PRECONDITION_FAILED)$/),
      });
    }
  });

  test("without rights it is as if there were nothing", async ({ world, services, database }) => {
    const ground = await lay(world);
    const result = call(callerOf(database, services, world.orgId, await staffWith(world, [])), ground);
    if (without === "absent") await expect(result).rejects.toMatchObject({ code: "NOT_FOUND" });
    if (without === "empty") await expect(result).resolves.toEqual([]);
  });

  test("nobody who is not signed in, and no requestor, gets in", async ({ world, services, database }) => {
    const ground = await lay(world);
    await expect(call(callerOf(database, services, world.orgId, null), ground)).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await expect(call(callerOf(database, services, world.orgId, world.people.customer), ground)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("an admin of another organisation finds nothing of this one, by the same ids", async ({
    world,
    other,
    services,
    database,
  }) => {
    const ground = await lay(world);
    const stranger = callerOf(database, services, other.orgId, other.people.admin);
    const result = await Promise.allSettled([call(stranger, ground)]);
    const answer = JSON.stringify(result, (_, value: unknown) => (value instanceof Error ? value.message : value));
    expect(answer).not.toContain("Printer on fire");
    expect(answer).not.toContain(world.slug);
    if (without === "absent" && rights.includes("ShowTicket"))
      expect(result[0]).toMatchObject({ status: "rejected", reason: { code: "NOT_FOUND" } });
  });

  test("a session of this organisation is nobody's in another", async ({ world, other, services, database }) => {
    const ground = await lay(world);
    await expect(call(callerOf(database, services, other.orgId, world.people.admin), ground)).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
  });
});
