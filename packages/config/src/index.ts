export { ConfigError } from "./config-error.ts";
export { exitWithParent } from "./exit-with-parent.ts";
export { databaseEnv, mailEnv, port, processEnv, storageEnv, systemDatabaseEnv, urlEnv } from "./fragments.ts";
export { loadEnv } from "./load-env.ts";
