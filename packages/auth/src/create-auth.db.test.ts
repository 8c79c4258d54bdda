import { findOrgBySlug, withOrg } from "@deskhand/db";
import { session } from "@deskhand/db/schema";
import { setPassword } from "@deskhand/domain/sign-in/set-password";
import { test as base } from "@deskhand/domain/testing/fixtures";
import { NOW } from "@deskhand/domain/testing/world";
import type { World } from "@deskhand/domain/testing/world";
import { describe, expect } from "vitest";
import { SESSION_COOKIE } from "./cookies.ts";
import { createAuth } from "./create-auth.ts";
import type { Auth } from "./create-auth.ts";

const PASSWORD = "deskhand-demo";

type Fixtures = { auth: Auth; faults: Error[] };

const test = base.extend<Fixtures>({
  faults: async ({}, use) => use([]),
  auth: async ({ database, faults, world }, use) => {
    await world.as("system", ({ tx, orgId }) =>
      setPassword(tx, { orgId, userId: world.people.agent, password: PASSWORD, now: NOW }),
    );
    const { db } = database;
    await use(
      createAuth({
        db,
        secret: "s".repeat(32),
        rootUrl: "http://localhost:3000",
        now: () => NOW,
        onError: (e) => faults.push(e),
      }),
    );
  },
});

/** A browser's request to a host; cookies as `name=value`. */
function ask(host: string, path: string, init: { cookies?: string[]; form?: Record<string, string> } = {}): Request {
  const headers = new Headers({ host, cookie: (init.cookies ?? []).join("; ") });
  const body = init.form && { method: "POST", body: new URLSearchParams(init.form) };
  return new Request(`http://127.0.0.1:3000/api/auth/${path}`, { headers, ...body });
}

/** The cookies an answer sets, as a browser sends them back. */
function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
}

const hostOf = (world: World) => `${world.slug}.localhost:3000`;

async function signInAs(auth: Auth, world: World, password = PASSWORD, returnTo = "/desk"): Promise<Response> {
  const host = hostOf(world);
  const csrf = await auth.handle(ask(host, "csrf"));
  const body: unknown = await csrf.json();
  const csrfToken = typeof body === "object" && body !== null && "csrfToken" in body ? String(body.csrfToken) : "";
  const form = { csrfToken, email: `agent@${world.slug}.example`, password, callbackUrl: returnTo };
  return auth.handle(ask(host, "callback/password", { cookies: cookiesOf(csrf), form }));
}

const sessionCookie = (response: Response) =>
  cookiesOf(response).find((cookie) => cookie.startsWith(`${SESSION_COOKIE}=`));

describe("the host", () => {
  test("421 for a host that is no organisation's, without a word of what there is", async ({ auth, world }) => {
    for (const host of ["localhost:3000", "evil.example", "nobody.localhost:3000", `${world.slug}.localhost:1`]) {
      const response = await auth.handle(ask(host, "session"));
      expect(response.status).toBe(421);
      expect(await response.text()).not.toContain(world.slug);
    }
  });

  test("forwarding headers name no host", async ({ auth, world }) => {
    const request = ask(hostOf(world), "csrf");
    request.headers.set("x-forwarded-host", "evil.example");
    expect((await auth.handle(request)).headers.getSetCookie().join()).not.toContain("evil.example");
  });

  test("parts of next-auth that are not ours are absent", async ({ auth, world }) => {
    for (const path of ["signin", "signout", "providers", "error", "verify-request", "signin/password", ""]) {
      expect((await auth.handle(ask(hostOf(world), path))).status).toBe(404);
    }
  });
});

describe("signing in", () => {
  test("gives a host-only, secure cookie whose session is the person's", async ({ auth, world, faults }) => {
    const response = await signInAs(auth, world);
    expect(response.headers.get("location")).toBe(`http://${hostOf(world)}/desk`);
    const line = response.headers.getSetCookie().find((cookie) => cookie.startsWith(SESSION_COOKIE)) ?? "";
    for (const part of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]) expect(line).toContain(part);
    expect(line).not.toContain("Domain");
    const token = sessionCookie(response)?.split("=")[1];
    expect(await auth.readSession(world.orgId, token)).toMatchObject({ userId: world.people.agent });
    expect(faults).toEqual([]);
  });

  test("a wrong password and an unknown address get no session", async ({ auth, world, faults }) => {
    expect(sessionCookie(await signInAs(auth, world, "wrong"))).toBeUndefined();
    expect(faults).toEqual([]);
  });

  test("is refused without the token against cross-site requests", async ({ auth, world }) => {
    const form = { email: `agent@${world.slug}.example`, password: PASSWORD };
    expect(sessionCookie(await auth.handle(ask(hostOf(world), "callback/password", { form })))).toBeUndefined();
  });

  test("leads to this host alone", async ({ auth, world }) => {
    for (const bad of [
      "https://evil.example/",
      "//evil.example",
      "/\\evil.example",
      `http://${hostOf(world)}//evil.example`,
    ]) {
      const location = (await signInAs(auth, world, PASSWORD, bad)).headers.get("location") ?? "";
      expect(new URL(location, `http://${hostOf(world)}`).host).toBe(hostOf(world));
    }
  });

  test("always makes a new session: a planted one is not adopted", async ({ auth, world }) => {
    const [first, second] = [await signInAs(auth, world), await signInAs(auth, world)].map(sessionCookie);
    expect(first).toBeDefined();
    expect(first).not.toBe(second);
  });
});

describe("a session", () => {
  test("shows scripts who it is and until when, never its token", async ({ auth, world }) => {
    const cookie = sessionCookie(await signInAs(auth, world)) ?? "";
    const response = await auth.handle(ask(hostOf(world), "session", { cookies: [cookie] }));
    const body: unknown = await response.json();
    expect(body).toEqual({ user: { id: world.people.agent }, expires: expect.any(String) });
  });

  test("reading it makes no second one", async ({ auth, world, database }) => {
    const cookie = sessionCookie(await signInAs(auth, world)) ?? "";
    const response = await auth.handle(ask(hostOf(world), "session", { cookies: [cookie] }));
    expect(sessionCookie(response)).toBe(cookie);
    expect(await withOrg(database.db, world.orgId, (tx) => tx.select().from(session))).toHaveLength(1);
  });

  test("a cookie copied to another organisation's host is nobody's", async ({ auth, world, other, database }) => {
    const cookie = sessionCookie(await signInAs(auth, world)) ?? "";
    expect(await findOrgBySlug(database.db, other.slug)).toBe(other.orgId);
    const response = await auth.handle(ask(hostOf(other), "session", { cookies: [cookie] }));
    expect(await response.json()).toBeNull();
    expect(await auth.readSession(other.orgId, cookie.split("=")[1])).toBeNull();
  });

  test("ends with signing out", async ({ auth, world }) => {
    const signedIn = await signInAs(auth, world);
    const cookie = sessionCookie(signedIn) ?? "";
    const csrf = await auth.handle(ask(hostOf(world), "csrf"));
    const body: unknown = await csrf.json();
    const csrfToken = typeof body === "object" && body !== null && "csrfToken" in body ? String(body.csrfToken) : "";
    const cookies = [cookie, ...cookiesOf(csrf)];
    await auth.handle(ask(hostOf(world), "signout", { cookies, form: { csrfToken } }));
    expect(await auth.readSession(world.orgId, cookie.split("=")[1])).toBeNull();
  });
});
