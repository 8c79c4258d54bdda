import { consoleRouter, createApiContext } from "@deskhand/api";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { currentUserId } from "../../../../../server/auth.ts";
import { findOrganization } from "../../../../../server/organization.ts";
import { getRuntime } from "../../../../../server/runtime.ts";
import { isSameOrigin } from "../../../../../server/same-origin.ts";

/** The console's procedures, for the person signed in on the host that was asked. */
async function handle(request: Request): Promise<Response> {
  const organization = await findOrganization(request.headers.get("host"));
  if (!organization) return new Response("There is no organisation at this address.\n", { status: 404 });
  if (request.method === "POST" && !isSameOrigin(request.headers)) {
    return new Response("Changes are made from pages of this host alone.\n", { status: 403 });
  }
  const userId = await currentUserId(organization.id);
  const requestId = request.headers.get("x-request-id") ?? "";
  return fetchRequestHandler({
    endpoint: "/api/trpc/console",
    req: request,
    router: consoleRouter,
    createContext: () => createApiContext(getRuntime(), { orgId: organization.id, userId, requestId }),
  });
}

export { handle as GET, handle as POST };
