import { createAuth, SESSION_COOKIE } from "@deskhand/auth";
import type { Auth } from "@deskhand/auth";
import { cookies } from "next/headers";
import { getRuntime } from "./runtime.ts";

/** Sign-in with this process's parts. It holds nothing of its own, so it is made anew where it is needed. */
export function getAuth(): Auth {
  const { db, env, log, now } = getRuntime();
  return createAuth({
    db,
    secret: env.DESKHAND_SECRET,
    rootUrl: env.ROOT_URL,
    now,
    onError: (err) => log.error({ err }, "Sign-in failed inside"),
  });
}

/** Who is signed in to the organisation in the request at hand; null for nobody. */
export async function currentUserId(orgId: string): Promise<string | null> {
  const token = (await cookies()).get(SESSION_COOKIE)?.value;
  return (await getAuth().readSession(orgId, token))?.userId ?? null;
}
