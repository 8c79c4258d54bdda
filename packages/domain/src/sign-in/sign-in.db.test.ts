import { session, user } from "@deskhand/db/schema";
import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { NOW } from "../testing/world.ts";
import { test } from "../testing/fixtures.ts";
import { createSession, endSession, findSession, SESSION_SECONDS } from "./session.ts";
import { setPassword } from "./set-password.ts";
import { signIn } from "./sign-in.ts";

const PASSWORD = "correct horse battery";

const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe("signIn", () => {
  test("takes the right password, however the address is written", async ({ world }) => {
    const userId = world.people.agent;
    await world.as("system", ({ tx, orgId }) => setPassword(tx, { orgId, userId, password: PASSWORD, now: NOW }));
    const answer = await world.as("system", async ({ tx }) => {
      const email = `  AGENT@${world.slug}.Example `;
      return [await signIn(tx, { email, password: PASSWORD }), await signIn(tx, { email, password: `${PASSWORD} ` })];
    });
    expect(answer).toEqual([{ userId }, null]);
  });

  test("knows nobody without a password, unknown, disabled or of another organisation", async ({ world, other }) => {
    const email = `agent@${world.slug}.example`;
    const refused = await world.as("system", async ({ tx, orgId }) => {
      const answers = [
        await signIn(tx, { email, password: "" }),
        await signIn(tx, { email: "x@y.example", password: "" }),
      ];
      await setPassword(tx, { orgId, userId: world.people.agent, password: PASSWORD, now: NOW });
      await tx.update(user).set({ disabledAt: NOW }).where(eq(user.id, world.people.agent));
      return [...answers, await signIn(tx, { email, password: PASSWORD })];
    });
    const elsewhere = await other.as("system", ({ tx }) => signIn(tx, { email, password: PASSWORD }));
    expect([...refused, elsewhere]).toEqual([null, null, null, null]);
  });

  test("a new password takes the place of the old one", async ({ world }) => {
    const userId = world.people.customer;
    const email = "customer@client.example";
    const answer = await world.as("system", async ({ tx, orgId }) => {
      for (const password of ["first one", "second one"]) await setPassword(tx, { orgId, userId, password, now: NOW });
      return [await signIn(tx, { email, password: "first one" }), await signIn(tx, { email, password: "second one" })];
    });
    expect(answer).toEqual([null, { userId }]);
  });

  test("refuses input longer than any address or password", async ({ world }) => {
    const long = "x".repeat(10_000);
    const answer = await world.as("system", ({ tx }) => signIn(tx, { email: long, password: long }));
    expect(answer).toBeNull();
  });
});

describe("sessions", () => {
  test("a token finds its user until its time is over", async ({ world }) => {
    const userId = world.people.agent;
    const found = await world.as("system", async ({ tx, orgId }) => {
      const { token, expiresAt } = await createSession(tx, { orgId, userId, now: NOW });
      expect(expiresAt).toEqual(later(SESSION_SECONDS));
      return [
        await findSession(tx, { token, now: later(SESSION_SECONDS - 1) }),
        await findSession(tx, { token, now: later(SESSION_SECONDS) }),
        await findSession(tx, { token: `${token}x`, now: NOW }),
      ];
    });
    expect(found).toEqual([{ userId, expiresAt: later(SESSION_SECONDS) }, null, null]);
  });

  test("a token is nobody in another organisation", async ({ world, other }) => {
    const { token } = await world.as("system", ({ tx, orgId }) =>
      createSession(tx, { orgId, userId: world.people.agent, now: NOW }),
    );
    expect(await other.as("system", ({ tx }) => findSession(tx, { token, now: NOW }))).toBeNull();
    await other.as("system", ({ tx }) => endSession(tx, token));
    expect(await world.as("system", ({ tx }) => findSession(tx, { token, now: NOW }))).not.toBeNull();
  });

  test("an ended session and one of a disabled user are nobody's", async ({ world }) => {
    const found = await world.as("system", async ({ tx, orgId }) => {
      const ended = await createSession(tx, { orgId, userId: world.people.agent, now: NOW });
      const disabled = await createSession(tx, { orgId, userId: world.people.colleague, now: NOW });
      await endSession(tx, ended.token);
      await tx.update(user).set({ disabledAt: NOW }).where(eq(user.id, world.people.colleague));
      return [await findSession(tx, { ...ended, now: NOW }), await findSession(tx, { ...disabled, now: NOW })];
    });
    expect(found).toEqual([null, null]);
  });

  test("no token stands in the table", async ({ world }) => {
    const kept = await world.as("system", async ({ tx, orgId }) => {
      const { token } = await createSession(tx, { orgId, userId: world.people.agent, now: NOW });
      const rows = await tx.select().from(session);
      return { token, text: JSON.stringify(rows) };
    });
    expect(kept.text).not.toContain(kept.token);
  });

  test("signing in again clears the person's sessions that are over, and those alone", async ({ world }) => {
    const userId = world.people.agent;
    const over = new Date(NOW.getTime() - SESSION_SECONDS * 1000);
    const left = await world.as("system", async ({ tx, orgId }) => {
      for (const now of [over, NOW, NOW]) await createSession(tx, { orgId, userId, now });
      return (await tx.select().from(session)).map(({ createdAt }) => createdAt);
    });
    expect(left).toEqual([NOW, NOW]);
  });
});
