/** What a request's Host header names: the root site, or the organisation with this host label. */
export type Host = { kind: "root" } | { kind: "tenant"; slug: string };

/** One DNS label as the organisation table allows it for a slug. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
/** `name[:port]` and nothing else; a Host header comes from outside. */
const HOST = /^[a-z0-9.-]+(?::\d{1,5})?$/;
/** Names the root site and is no organisation's. */
const ROOT_LABEL = "www";

/**
 * Reads a Host header, before anything is asked of the database.
 * @param rootUrl address of the root site, such as `https://desk.example.com`; its port counts where the header names one
 * @param header the Host header as it came, or null
 * @returns null for a host that is not ours: another name or port, several labels deep, or no host at all.
 */
export function parseHost(rootUrl: string, header: string | null): Host | null {
  const root = new URL(rootUrl);
  const given = header?.toLowerCase() ?? "";
  if (!HOST.test(given)) return null;
  const url = URL.parse(`${root.protocol}//${given}`);
  if (!url) return null;
  // Not every client names the port; one that names another means another server.
  if (url.port !== "" && url.port !== root.port) return null;
  if (url.hostname === root.hostname || url.hostname === `${ROOT_LABEL}.${root.hostname}`) return { kind: "root" };
  if (!url.hostname.endsWith(`.${root.hostname}`)) return null;
  const slug = url.hostname.slice(0, -root.hostname.length - 1);
  return LABEL.test(slug) && slug !== ROOT_LABEL ? { kind: "tenant", slug } : null;
}
