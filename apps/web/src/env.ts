import { databaseEnv, loadEnv, mailEnv, port, processEnv, storageEnv, urlEnv } from "@deskhand/config";
import { z } from "zod";

const schema = z.object({
  ...databaseEnv,
  ...mailEnv,
  ...processEnv,
  ...storageEnv,
  ...urlEnv,
  PORT: port.default(3000),
});

/** Everything the web process reads from its environment. */
export type Env = Readonly<z.output<typeof schema>>;

/**
 * Reads the environment, once, at the start of the process.
 * @throws ConfigError listing every fault
 */
export function readEnv(): Env {
  return loadEnv(schema, process.env);
}

/**
 * Tells React and Next which of their builds to load, and Next to report nothing to its makers; to be called before
 * either is imported.
 */
export function setNodeEnv(mode: "development" | "production"): void {
  Object.assign(process.env, { NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: "1" });
}
