import type { IncomingHttpHeaders } from "node:http";

/** Headers by which a proxy in front tells who asked for what. From anybody else they are lies. */
const FORWARDED = /^(?:forwarded|x-forwarded-.*)$/;

/** Whether a request came through a proxy. */
export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => FORWARDED.test(name));
}

/**
 * Makes the Host header the only one that names a host, and the configured address the only one that names a scheme:
 * Next and next-auth would believe what the forwarding headers say.
 */
export function settleForwarded(headers: IncomingHttpHeaders, rootUrl: string): void {
  for (const name of Object.keys(headers)) {
    if (FORWARDED.test(name) && name !== "x-forwarded-for") delete headers[name];
  }
  headers["x-forwarded-proto"] = new URL(rootUrl).protocol.slice(0, -1);
}
