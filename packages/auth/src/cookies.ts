import type { NextAuthConfig } from "next-auth";

/**
 * Name of the session's cookie. The prefix binds it to one host over a secure context (RFC 6265bis 4.1.3.2): it has
 * no Domain, so no organisation's host ever receives or sets another's. Browsers take localhost for secure.
 */
export const SESSION_COOKIE = "__Host-deskhand-session";

const options = { httpOnly: true, sameSite: "lax", path: "/", secure: true } as const;

/** All cookies that signing in sets. */
export const COOKIES = {
  sessionToken: { name: SESSION_COOKIE, options },
  csrfToken: { name: "__Host-deskhand-csrf", options },
  callbackUrl: { name: "__Host-deskhand-return", options },
} satisfies NextAuthConfig["cookies"];
