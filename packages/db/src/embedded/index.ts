export { bootstrapDatabase, type LoginPasswords } from "./bootstrap-database.ts";
export { isPortFree } from "./port.ts";
export { createSecrets, type EmbeddedSecrets } from "./secrets.ts";
export type { ServerExit } from "./server.ts";
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from "./start-embedded-postgres.ts";
