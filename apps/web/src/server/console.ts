import { createApiContext, createConsoleCaller } from "@deskhand/api";
import { TRPCError } from "@trpc/server";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { PATH_HEADER } from "./asked-path.ts";
import { currentUserId } from "./auth.ts";
import { requireOrganization } from "./organization.ts";
import { getRuntime } from "./runtime.ts";

export type ConsoleCaller = ReturnType<typeof createConsoleCaller>;
export type QueueSummary = Awaited<ReturnType<ConsoleCaller["queues"]["list"]>>[number];
export type Me = Awaited<ReturnType<ConsoleCaller["me"]>>;

/**
 * The console's procedures as the person who is signed in, and who that is. Nobody signed in ends on the sign-in page;
 * somebody without access to the console sees what a stranger sees at an address that does not exist.
 * @param slug the organisation's, from the page's path
 */
export const openConsole = cache(async (slug: string): Promise<{ api: ConsoleCaller; me: Me }> => {
  const { id: orgId } = await requireOrganization(slug);
  const [userId, asked] = await Promise.all([currentUserId(orgId), headers()]);
  if (userId === null) redirect(signInPath(asked.get(PATH_HEADER)));
  const requestId = asked.get("x-request-id") ?? "";
  const api = createConsoleCaller(createApiContext(getRuntime(), { orgId, userId, requestId }));
  return { api, me: await orNotFound(api.me()) };
});

/** The queues that the person signed in sees; asked for once a page, by its frame and by what is in it. */
export const listQueues = cache(async (slug: string): Promise<QueueSummary[]> => {
  const { api } = await openConsole(slug);
  return api.queues.list();
});

/** Address of the sign-in page that leads back to `path`. */
function signInPath(path: string | null): string {
  return path === null ? "/auth/sign-in" : `/auth/sign-in?${new URLSearchParams({ next: path }).toString()}`;
}

/**
 * What a procedure answers. What it says is absent or not for this person becomes the 404 page, and so does an address
 * whose parts make no sense to it.
 */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error, ["NOT_FOUND", "FORBIDDEN", "UNAUTHORIZED", "BAD_REQUEST"])) notFound();
    throw error;
  }
}

/** Whether a procedure refused with one of these codes; its message is then safe to show. */
export function isRefusal(error: unknown, codes: readonly TRPCError["code"][]): error is TRPCError {
  return error instanceof TRPCError && codes.includes(error.code);
}
