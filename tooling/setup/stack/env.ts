import path from "node:path";
import { loadEnv, port, storageEnv } from "@deskhand/config";
import { z } from "zod";
import { ROOT } from "../root.ts";

/** A database of the operator's own is only usable with all of these. */
const WITH_DATABASE_URL = ["DATABASE_SYSTEM_URL", "DATABASE_OWNER_URL", "DESKHAND_SECRET"] as const;

const Env = z
  .object({
    ...storageEnv,
    PORT: port.default(3000),
    WORKER_PORT: port.default(3001),
    SMTP_PORT: port.default(2525),
    ROOT_URL: z.string().optional(),
    DATABASE_URL: z.string().optional(),
    DATABASE_SYSTEM_URL: z.string().optional(),
    DATABASE_OWNER_URL: z.string().optional(),
    DESKHAND_SECRET: z.string().optional(),
  })
  .check(({ value, issues }) => {
    if (value.DATABASE_URL === undefined) return;
    for (const name of WITH_DATABASE_URL) {
      if (value[name] !== undefined) continue;
      const message = "must be given together with DATABASE_URL";
      issues.push({ code: "custom", path: [name], message, input: value });
    }
  });

/** What the set-up itself decides by. The apps parse what they need on their own. */
export type StackEnv = {
  home: string;
  ports: { PORT: number; WORKER_PORT: number; SMTP_PORT: number };
  rootUrl: string;
  /** Null: the embedded PostgreSQL. */
  database: DatabaseUrls | null;
  /** Null: kept in the home. */
  secret: string | null;
};

/** One URL a login. */
export type DatabaseUrls = { appUrl: string; systemUrl: string; ownerUrl: string };

/**
 * Parses the environment of `npm start`.
 *
 * @throws ConfigError listing every fault
 */
export const loadStackEnv = (source: Record<string, string | undefined>): StackEnv => {
  const env = loadEnv(Env, source);
  const { PORT, WORKER_PORT, SMTP_PORT, DATABASE_URL, DATABASE_SYSTEM_URL, DATABASE_OWNER_URL } = env;
  return {
    home: path.resolve(ROOT, env.DESKHAND_HOME),
    ports: { PORT, WORKER_PORT, SMTP_PORT },
    rootUrl: env.ROOT_URL ?? `http://localhost:${PORT}`,
    database:
      DATABASE_URL && DATABASE_SYSTEM_URL && DATABASE_OWNER_URL
        ? { appUrl: DATABASE_URL, systemUrl: DATABASE_SYSTEM_URL, ownerUrl: DATABASE_OWNER_URL }
        : null,
    secret: env.DESKHAND_SECRET ?? null,
  };
};
