import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { parseHost } from "@deskhand/auth/host";
import { newId } from "@deskhand/db";
import { isForwarded, settleForwarded } from "./forwarded.ts";
import { collapseGatewayPath, loggablePath } from "./gateway-path.ts";
import { answerHealth } from "./health.ts";
import type { Runtime } from "./runtime.ts";

/** Milliseconds. A mail of 25 MB over a slow line takes minutes; headers do not. */
const TIMEOUTS = { requestTimeout: 300_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 };

/** Asked for so often that they would hide the rest. */
const QUIET = /^\/(?:healthz$|_next\/static\/)/;

const FORWARDED_REFUSAL =
  "This Deskhand runs in its embedded mode, whose passwords are public, and is not served through a proxy. " +
  "Set DATABASE_URL, DESKHAND_SECRET and ROOT_URL to run it for others.\n";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The HTTP server around Next: names and logs each request, answers `/healthz`, and settles what Next would get wrong.
 * @param runtime of the process
 * @param page Next's handler, asked for at the first request
 */
export function createWebServer(runtime: Runtime, page: () => Handler): Server {
  return createServer(TIMEOUTS, (request, response) => {
    const requestId = newId();
    request.headers["x-request-id"] = requestId;
    logWhenDone(runtime, { request, response, requestId });
    setHeaders(response, requestId);
    serve(runtime, page, { request, response }).catch((err: unknown) => {
      runtime.log.child({ requestId }).error({ err }, "A request failed");
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
      response.end(`Something went wrong. Tell the operator this number: ${requestId}\n`);
    });
  });
}

type Exchange = { request: IncomingMessage; response: ServerResponse };

async function serve(runtime: Runtime, page: () => Handler, { request, response }: Exchange): Promise<void> {
  const { EMBEDDED: embedded, ROOT_URL: rootUrl } = runtime.env;
  if (embedded && isForwarded(request.headers)) {
    response.writeHead(403, { "content-type": "text/plain; charset=utf-8" }).end(FORWARDED_REFUSAL);
    return;
  }
  settleForwarded(request.headers, rootUrl);
  request.url = collapseGatewayPath(request.url ?? "/");
  if (request.url === "/healthz") return answerHealth(runtime, response);
  return page()(request, response);
}

function setHeaders(response: ServerResponse, requestId: string): void {
  response.setHeader("x-request-id", requestId);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("x-frame-options", "DENY");
}

/** One line a request. `org` is the host label asked for, whether or not there is such an organisation. */
function logWhenDone(runtime: Runtime, { request, response, requestId }: Exchange & { requestId: string }): void {
  const started = performance.now();
  // Next rewrites the request's URL while serving it.
  const path = loggablePath(request.url ?? "/");
  const host = parseHost(runtime.env.ROOT_URL, request.headers.host ?? null);
  response.once("close", () => {
    const fields = {
      method: request.method,
      path,
      status: response.writableFinished ? response.statusCode : 499,
      ms: Math.round(performance.now() - started),
      org: host?.kind === "tenant" ? host.slug : null,
    };
    runtime.log.child({ requestId })[QUIET.test(path) ? "debug" : "info"](fields, "request");
  });
}
