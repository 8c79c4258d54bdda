import type { ApiRuntime } from "@deskhand/api";
import type { Env } from "../env.ts";

/** What the web process holds from start to end. */
export type Runtime = ApiRuntime & {
  env: Env;
  /** Whether the development build runs. */
  dev: boolean;
  /** Directory of mails sent in the embedded mode. */
  maildir: string;
  close: () => Promise<void>;
};

/*
 * Next bundles modules once for pages, once for routes and once more for the proxy, and the server that carries it is
 * no part of any bundle. They are one process all the same and must share its pools, so the runtime is found by name.
 */
const KEY = Symbol.for("deskhand.web.runtime");
const place: typeof globalThis & { [KEY]?: Runtime } = globalThis;

/** Lends the runtime to this process's pages. */
export function lendRuntime(runtime: Runtime): void {
  place[KEY] = runtime;
}

/** The runtime of this process. */
export function getRuntime(): Runtime {
  const runtime = place[KEY];
  if (!runtime) throw new Error("Pages are served by src/server/main.ts; Next alone has no database");
  return runtime;
}
