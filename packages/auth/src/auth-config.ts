import { withOrg } from "@deskhand/db";
import type { Database } from "@deskhand/db";
import { createSession, endSession, findSession, SESSION_SECONDS } from "@deskhand/domain/sign-in/session";
import { signIn } from "@deskhand/domain/sign-in/sign-in";
import { CredentialsSignin } from "next-auth";
import type { NextAuthConfig } from "next-auth";
import type { JWT } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { COOKIES } from "./cookies.ts";
import { safeReturnPath } from "./return-path.ts";

/** What signing in needs of the running process. */
export type AuthOptions = {
  db: Database;
  /** Signs the token against cross-site requests; at least 32 characters. */
  secret: string;
  /** Address of the root site; organisations live one label below. */
  rootUrl: string;
  now: () => Date;
  /** Told of what goes wrong inside; a wrong password is not. */
  onError: (error: Error) => void;
};

/** The one way to sign in so far: its name stands in `/api/auth/callback/password`. */
export const PASSWORD_PROVIDER = "password";

type Codec = NonNullable<NextAuthConfig["jwt"]>;

/**
 * Keeps sessions as rows. To next-auth they look like its JWT strategy, whose "JWT" here is an opaque token: writing
 * one makes the row, reading one finds it. (Its database strategy refuses to start with passwords alone.)
 */
function sessionRows({ db, now }: AuthOptions, orgId: string): Pick<Codec, "encode" | "decode"> {
  return {
    encode: async ({ token }) => {
      // Reading a session writes it again; the row stays.
      if (typeof token?.["token"] === "string") return token["token"];
      const userId = token?.sub;
      if (userId === undefined) throw new Error("A session was asked for without a user");
      const made = await withOrg(db, orgId, (tx) => createSession(tx, { orgId, userId, now: now() }));
      return made.token;
    },
    decode: async ({ token }): Promise<JWT | null> => {
      if (token === undefined || token === "") return null;
      const found = await withOrg(db, orgId, (tx) => findSession(tx, { token, now: now() }));
      return found && { sub: found.userId, token, expires: found.expiresAt.toISOString() };
    },
  };
}

/** next-auth's settings for one organisation. Nothing of it is valid for another one. */
export function authConfig(options: AuthOptions, orgId: string): NextAuthConfig {
  const { db, secret } = options;
  return {
    basePath: "/api/auth",
    secret,
    // The host has been checked against the root site's before next-auth sees a request.
    trustHost: true,
    useSecureCookies: true,
    cookies: COOKIES,
    pages: { signIn: "/auth/sign-in", signOut: "/auth/sign-in", error: "/auth/sign-in" },
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS, ...sessionRows(options, orgId) },
    providers: [
      Credentials({
        id: PASSWORD_PROVIDER,
        credentials: { email: {}, password: {} },
        authorize: async ({ email, password }) => {
          if (typeof email !== "string" || typeof password !== "string") return null;
          const found = await withOrg(db, orgId, (tx) => signIn(tx, { email, password }));
          return found && { id: found.userId };
        },
      }),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${safeReturnPath(path, "/")}`;
      },
      // A new object: what next-auth hands over holds the token, and the answer is readable by scripts.
      session: ({ token }) => ({ user: { id: token.sub ?? "" }, expires: String(token["expires"]) }),
    },
    events: {
      signOut: async (message) => {
        const token = "token" in message ? message.token?.["token"] : undefined;
        if (typeof token === "string") await withOrg(db, orgId, (tx) => endSession(tx, token));
      },
    },
    logger: {
      error: (error) => {
        if (!isOrdinary(error)) options.onError(error);
      },
      warn: () => {},
      debug: () => {},
    },
  };
}

/** A wrong password, and a cookie whose session is over: next-auth takes both for errors. */
function isOrdinary(error: Error): boolean {
  if (error instanceof CredentialsSignin) return true;
  const cause = error.cause;
  const inner = typeof cause === "object" && cause !== null && "err" in cause ? cause.err : undefined;
  return error.name === "JWTSessionError" && inner instanceof Error && inner.message === "Invalid JWT";
}
