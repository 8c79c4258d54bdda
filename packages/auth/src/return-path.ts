/** Only used to resolve paths; no request ever goes there. */
const NOWHERE = "http://return.invalid";

/**
 * Where to send somebody after signing in: a path of this very host, so that a prepared link can't lead astray.
 * @param wanted path, query and hash as asked for; anything from outside
 * @param fallback the path for everything that is not such a path, or that answers no page (`/api/`)
 */
export function safeReturnPath(wanted: string | null | undefined, fallback: string): string {
  // Browsers take a backslash for a slash, so "/\evil.example" would leave the host as "//evil.example" does.
  if (!wanted?.startsWith("/") || /^\/[/\\]/.test(wanted)) return fallback;
  const url = URL.parse(wanted, NOWHERE);
  if (!url || url.origin !== NOWHERE || url.pathname.startsWith("//")) return fallback;
  return /^\/api(?:\/|$)/.test(url.pathname) ? fallback : `${url.pathname}${url.search}${url.hash}`;
}
