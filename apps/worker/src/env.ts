import {
  databaseEnv,
  loadEnv,
  mailEnv,
  port,
  processEnv,
  storageEnv,
  systemDatabaseEnv,
  urlEnv,
} from "@deskhand/config";
import { z } from "zod";

const schema = z.object({
  ...databaseEnv,
  ...systemDatabaseEnv,
  ...mailEnv,
  ...processEnv,
  ...storageEnv,
  ...urlEnv,
  WORKER_PORT: port.default(3001),
  SMTP_PORT: port.default(2525),
});

/** Everything the worker reads from its environment. */
export type Env = Readonly<z.output<typeof schema>>;

/** Reads the environment, once, at the start of the process. @throws ConfigError listing every fault */
export function readEnv(): Env {
  return loadEnv(schema, process.env);
}
