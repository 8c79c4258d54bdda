export { bootstrapDatabase } from "./bootstrap-database.ts";
export { isPortFree } from "./port.ts";
export { startEmbeddedPostgres, type EmbeddedPostgres } from "./start-embedded-postgres.ts";
