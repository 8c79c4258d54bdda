import { once } from "node:events";
import type { Server } from "node:http";
import path from "node:path";
import { ConfigError, exitWithParent } from "@deskhand/config";
import { UnsafeLoginError } from "@deskhand/db";
import { readEnv, setNodeEnv } from "../env.ts";
import { openRuntime } from "./open-runtime.ts";
import { lendRuntime } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { structureConsole } from "./structured-console.ts";
import { createWebServer } from "./web-server.ts";

/** Directory of the app: where Next finds its build. */
const DIRECTORY = path.resolve(import.meta.dirname, "../..");
/** Requests at hand may take this long once the process is asked to stop. */
const STOP_MS = 10_000;

async function start(dev: boolean): Promise<void> {
  setNodeEnv(dev ? "development" : "production");
  const runtime = await openRuntime(readEnv(), dev);
  lendRuntime(runtime);
  const { env, log } = runtime;
  if (!dev) structureConsole(log);
  const { default: next } = await import("next");
  const server = createWebServer(runtime, () => app.getRequestHandler());
  const app = next({ dev, dir: DIRECTORY, port: env.PORT, httpServer: server, turbopack: dev });
  await app.prepare();
  const stop = stopOnce(server, runtime, () => app.close());
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, stop);
  exitWithParent();
  // The demo's passwords are public: nobody else on the network may reach it.
  server.listen(env.PORT, env.EMBEDDED ? "127.0.0.1" : undefined);
  await once(server, "listening");
  log.info({ port: env.PORT, embedded: env.EMBEDDED }, "listening");
}

/** Lets the requests at hand end, then closes the rest. */
function stopOnce(server: Server, runtime: Runtime, closeApp: () => Promise<void>): () => void {
  return () => {
    const deadline = setTimeout(() => server.closeAllConnections(), STOP_MS);
    server.close(() => {
      clearTimeout(deadline);
      Promise.all([closeApp(), runtime.close()]).then(
        () => process.exit(0),
        (err: unknown) => {
          runtime.log.error({ err }, "The process did not stop in good order");
          process.exit(1);
        },
      );
    });
    server.closeIdleConnections();
  };
}

try {
  await start(process.argv.includes("--dev"));
} catch (error) {
  const known = error instanceof ConfigError || error instanceof UnsafeLoginError;
  process.stderr.write(`${known ? error.message : `Deskhand's web process could not start: ${describe(error)}`}\n`);
  process.exit(1);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
