import { expect, test } from "vitest";
import { childEnvs } from "./child-env.ts";
import { loadStackEnv } from "./env.ts";

const urls = { appUrl: "postgres://app", systemUrl: "postgres://system", ownerUrl: "postgres://owner" };

test("without configuration everything is embedded, on the documented ports", () => {
  expect(loadStackEnv({})).toMatchObject({
    home: expect.stringMatching(/\/\.deskhand$/),
    ports: { PORT: 3000, WORKER_PORT: 3001, SMTP_PORT: 2525 },
    rootUrl: "http://localhost:3000",
    database: null,
  });
});

test("the address follows the port", () => {
  expect(loadStackEnv({ PORT: "8080" }).rootUrl).toBe("http://localhost:8080");
});

test("a database of one's own needs all logins and the secret, and says so at once", () => {
  expect(() => loadStackEnv({ DATABASE_URL: "postgres://app" })).toThrow(
    /DATABASE_SYSTEM_URL.*\n.*DATABASE_OWNER_URL.*\n.*DESKHAND_SECRET/,
  );
});

test("each process gets the logins it may hold and no other", () => {
  const env = loadStackEnv({});
  const envs = childEnvs(
    { DATABASE_OWNER_URL: "inherited", PATH: "/bin", npm_lifecycle_event: "start" },
    { env, urls, secret: "s", isEmbedded: true, isDev: false },
  );
  const logins = Object.fromEntries(
    Object.entries(envs).map(([name, child]) => [
      name,
      [child["DATABASE_URL"], child["DATABASE_SYSTEM_URL"], child["DATABASE_OWNER_URL"]],
    ]),
  );
  expect(logins).toEqual({
    web: ["postgres://app", undefined, undefined],
    build: ["postgres://app", undefined, undefined],
    worker: ["postgres://app", "postgres://system", undefined],
    seed: ["postgres://app", "postgres://system", "postgres://owner"],
  });
  expect(envs.web).toMatchObject({ PATH: "/bin", EMBEDDED: "1", NODE_ENV: "production" });
  expect(envs.web).not.toHaveProperty("npm_lifecycle_event");
});
