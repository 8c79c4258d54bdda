import type { ServerResponse } from "node:http";
import type { Runtime } from "./runtime.ts";

/** A database that takes longer is of no use to a page either. */
const PATIENCE_MS = 3_000;

/** Answers whether this process can do its work: 200 when the database answers, else 503. */
export async function answerHealth(runtime: Runtime, response: ServerResponse): Promise<void> {
  const healthy = await databaseAnswers(runtime);
  response
    .writeHead(healthy ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify({ status: healthy ? "ok" : "unavailable", database: healthy }));
}

async function databaseAnswers({ db, log }: Runtime): Promise<boolean> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  try {
    await Promise.race([db.execute("select 1"), late]);
    return true;
  } catch (err) {
    log.warn({ err }, "The database does not answer");
    return false;
  } finally {
    clearTimeout(timer);
  }
}
