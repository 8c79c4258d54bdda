import { findOrgBySlug, withOrg } from "@deskhand/db";
import { findSession } from "@deskhand/domain/sign-in/session";
import type { FoundSession } from "@deskhand/domain/sign-in/session";
import NextAuth, { CredentialsSignin } from "next-auth";
import { NextRequest } from "next/server.js";
import { authConfig, PASSWORD_PROVIDER } from "./auth-config.ts";
import type { AuthOptions } from "./auth-config.ts";
import { parseHost } from "./host.ts";

export type Auth = {
  /**
   * Answers `/api/auth/*`. 421 for a host that is no organisation's (RFC 9110 15.5.20), 404 for parts of next-auth
   * that we do not offer.
   */
  handle: (request: Request) => Promise<Response>;
  /** Signs in with a password and sets the cookies of the response at hand. False for wrong address or password. */
  signIn: (orgId: string, input: { email: string; password: string }) => Promise<boolean>;
  /** Ends the session of the request at hand and clears its cookies. */
  signOut: (orgId: string) => Promise<void>;
  /** Whose session the cookie's value is in this organisation; null for none, an ended or another organisation's. */
  readSession: (orgId: string, token: string | undefined) => Promise<FoundSession | null>;
};

/** What of next-auth is offered: method and the path below `/api/auth/`. The rest would be pages we have ourselves. */
const OFFERED = new Set(["GET csrf", "GET session", `POST callback/${PASSWORD_PROVIDER}`, "POST signout"]);

/** Fits next-auth to organisations: one configuration for each host, sessions bound to it. */
export function createAuth(options: AuthOptions): Auth {
  return {
    handle: (request) => handle(options, request),
    signIn: async (orgId, { email, password }) => {
      try {
        await NextAuth(authConfig(options, orgId)).signIn(PASSWORD_PROVIDER, {
          email,
          password,
          redirect: false,
          redirectTo: "/",
        });
        return true;
      } catch (error) {
        if (error instanceof CredentialsSignin) return false;
        throw error;
      }
    },
    signOut: async (orgId) => {
      await NextAuth(authConfig(options, orgId)).signOut({ redirect: false, redirectTo: "/" });
    },
    readSession: async (orgId, token) => {
      if (token === undefined || token === "") return null;
      return withOrg(options.db, orgId, (tx) => findSession(tx, { token, now: options.now() }));
    },
  };
}

async function handle(options: AuthOptions, request: Request): Promise<Response> {
  const header = request.headers.get("host");
  const host = parseHost(options.rootUrl, header);
  const orgId = host?.kind === "tenant" ? await findOrgBySlug(options.db, host.slug) : null;
  if (header === null || orgId === null) {
    return new Response("There is no sign-in at this address. Check the name of the organisation.\n", { status: 421 });
  }
  const asked = new URL(request.url);
  const action = asked.pathname.replace(/^\/api\/auth\//, "");
  if (!OFFERED.has(`${request.method} ${action}`)) return new Response("Not found\n", { status: 404 });
  const { handlers } = NextAuth(authConfig(options, orgId));
  const own = onHost(request, new URL(`${asked.pathname}${asked.search}`, origin(options.rootUrl, header)));
  return request.method === "POST" ? handlers.POST(own) : handlers.GET(own);
}

/** The organisation's own origin: next-auth makes its links and compares its redirects with it. */
function origin(rootUrl: string, host: string): string {
  return `${new URL(rootUrl).protocol}//${host.toLowerCase()}`;
}

/** The request as asked of `url`, without the headers by which somebody could name another host. */
function onHost(request: Request, url: URL): NextRequest {
  const own = new NextRequest(url, request);
  for (const name of ["forwarded", "x-forwarded-host", "x-forwarded-proto"]) own.headers.delete(name);
  return own;
}
