import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import { databaseEnv, mailEnv, port, processEnv, storageEnv, systemDatabaseEnv, urlEnv } from "./fragments.ts";
import { loadEnv } from "./load-env.ts";

const everything = z.object({
  ...databaseEnv,
  ...systemDatabaseEnv,
  ...mailEnv,
  ...storageEnv,
  ...urlEnv,
  ...processEnv,
  PORT: port.default(3000),
});

const usable = {
  DATABASE_URL: "postgres://deskhand_app:pw@127.0.0.1:5432/deskhand",
  DATABASE_SYSTEM_URL: "postgresql://deskhand_system:pw@127.0.0.1:5432/deskhand",
  DESKHAND_SECRET: "s".repeat(32),
};

const faultsOf = (source: Record<string, string | undefined>): readonly string[] => {
  try {
    loadEnv(everything, source);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
};

describe("loadEnv", () => {
  test("fills in the defaults of the embedded mode", () => {
    expect(loadEnv(everything, usable)).toEqual({
      ...usable,
      MAIL_DOMAIN: "localhost",
      DESKHAND_HOME: ".deskhand",
      ROOT_URL: "http://localhost:3000",
      EMBEDDED: false,
      LOG_LEVEL: "info",
      PORT: 3000,
    });
  });

  test("lists every fault at once, by variable", () => {
    const faults = faultsOf({ DATABASE_URL: "mysql://x", DESKHAND_SECRET: "short", PORT: "99999" });
    expect(faults).toEqual([
      "DATABASE_URL must be a URL such as postgres://deskhand_app:password@host:5432/deskhand",
      "DATABASE_SYSTEM_URL is missing: it must be a URL such as " +
        "postgres://deskhand_system:password@host:5432/deskhand",
      "DESKHAND_SECRET must be at least 32 characters",
      "PORT must be a port number from 1 to 65535",
    ]);
  });

  test("takes an empty variable for an absent one", () => {
    expect(loadEnv(everything, { ...usable, MAIL_GATEWAY_TOKEN: "", PORT: "" }).PORT).toBe(3000);
  });

  test.each(["0", "-1", "3.5", "http", "65536"])("refuses %s as a port", (value) => {
    expect(faultsOf({ ...usable, PORT: value })).toEqual(["PORT must be a port number from 1 to 65535"]);
  });

  test("never repeats a value, which may be a secret", () => {
    const secret = "hunter2-hunter2";
    for (const name of ["DATABASE_URL", "DESKHAND_SECRET", "MAIL_GATEWAY_TOKEN", "EMBEDDED", "ROOT_URL"]) {
      expect(faultsOf({ ...usable, [name]: secret }).join("\n")).not.toContain(secret);
    }
  });

  test("gives a result that cannot be changed", () => {
    expect(Object.isFrozen(loadEnv(everything, usable))).toBe(true);
  });
});
