import { createServer } from "node:http";
import type { Server } from "node:http";
import { sql } from "drizzle-orm";
import type { Runtime } from "./runtime.ts";

/**
 * Serves `GET /healthz`: 200 when the database answers, 503 otherwise; anything else is 404. Resolves when it listens.
 */
export function serveHealth(runtime: Runtime, listen: { port: number; host: string }): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: status === 200 }));
    };
    if (request.url === "/healthz") void probe(runtime).then(answer);
    else answer(404);
  });
  server.requestTimeout = 5_000;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(listen.port, listen.host, () => resolve(server));
  });
}

/** Never rejects: what goes wrong is the answer. */
async function probe(runtime: Runtime): Promise<number> {
  try {
    await runtime.db.execute(sql`select 1`);
    return 200;
  } catch (err) {
    runtime.log.warn({ err }, "The database does not answer");
    return 503;
  }
}
