import { z } from "zod";

/** Messages complete the sentence "VARIABLE ...", and never repeat the value, which may be a secret. */
const url = (protocol: RegExp, message: string) => z.url({ protocol, error: message });

const postgresUrl = (login: string) =>
  url(/^postgres(ql)?$/, `must be a URL such as postgres://${login}:password@host:5432/deskhand`);

/** A TCP port from 1 to 65535. */
export const port = z.coerce
  .number("must be a port number from 1 to 65535")
  .int("must be a port number from 1 to 65535")
  .min(1, "must be a port number from 1 to 65535")
  .max(65_535, "must be a port number from 1 to 65535");

/** The database of web and job bodies, behind the tenants' wall. */
export const databaseEnv = { DATABASE_URL: postgresUrl("deskhand_app") };

/** The database for sweeps across tenants. The worker's alone. */
export const systemDatabaseEnv = { DATABASE_SYSTEM_URL: postgresUrl("deskhand_system") };

/** Where mail comes from and goes to. */
export const mailEnv = {
  /** Queues have the addresses `<key>@<slug>.<MAIL_DOMAIN>`. */
  MAIL_DOMAIN: z
    .string("must be a domain name such as mail.example.com")
    .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "must be a domain name in small letters, such as mail.example.com")
    .default("localhost"),
  /** Secret part of the mail gateway's path. Without it the gateway serves the embedded mode alone. */
  MAIL_GATEWAY_TOKEN: z
    .string("must be a text")
    .regex(/^[A-Za-z0-9_-]{16,}$/, "must be at least 16 letters, digits, - or _")
    .optional(),
};

/** Where files lie. */
export const storageEnv = { DESKHAND_HOME: z.string("must be a directory").default(".deskhand") };

/** Under which address browsers find us. */
export const urlEnv = {
  ROOT_URL: url(/^https?$/, "must be a URL such as https://desk.example.com").default("http://localhost:3000"),
};

/** What every process needs. */
export const processEnv = {
  DESKHAND_SECRET: z
    .string("must be a random text of at least 32 characters")
    .min(32, "must be at least 32 characters"),
  /** 1: everything on this machine, with the demo's public passwords; served to loopback only. */
  EMBEDDED: z
    .enum(["0", "1"], "must be 0 or 1")
    .default("0")
    .transform((value) => value === "1"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal"], "must be trace, debug, info, warn, error or fatal")
    .default("info"),
};
