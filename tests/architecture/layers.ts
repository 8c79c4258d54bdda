/**
 * Who may import whom: the layers of the product as data. A package that is not listed must not exist; one that is
 * missing in a row must not be imported by it, and neither may its package.json name it.
 */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  web: ["api", "auth", "ui", "query-language", "domain", "db", "jobs", "mail", "storage", "config", "log"],
  worker: ["domain", "jobs", "mail", "db", "storage", "config", "log"],
  cli: ["mail", "domain", "db", "config"],
  api: ["domain", "auth", "db", "log"],
  auth: ["domain", "db"],
  domain: ["query-language", "jobs", "mail", "storage", "db"],
  jobs: ["db"],
  "query-language": ["db"],
  testing: ["db", "jobs", "mail"],
  mail: [],
  ui: [],
  db: [],
  storage: [],
  config: [],
  log: [],
};

/** What of the web app may be imported only under src/server: none of it may come near a browser. */
export const WEB_SERVER_ONLY: readonly string[] = ["domain", "db", "jobs", "mail", "storage", "config", "log"];

/** The one file outside of src/server that parses the environment, as in every app. */
export const WEB_ENV_FILE = "src/env.ts";
