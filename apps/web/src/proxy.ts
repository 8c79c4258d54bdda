import { randomBytes } from "node:crypto";
import { parseHost } from "@deskhand/auth/host";
import type { Host } from "@deskhand/auth/host";
import { NextResponse } from "next/server";
import type { NextRequest } from "next/server";
import { PATH_HEADER } from "./server/asked-path.ts";
import { contentSecurityPolicy } from "./server/content-security-policy.ts";
import { getRuntime } from "./server/runtime.ts";

/**
 * Turns the host into the first part of the path: `/org/<slug>/...` or `/root/...`. It decides nothing else: whether
 * there is such an organisation and who may see what is asked by every page. The internal prefix asked for from outside
 * gets prefixed again, and there is no page of that name.
 */
export function proxy(request: NextRequest): NextResponse {
  const { dev, env } = getRuntime();
  const host = parseHost(env.ROOT_URL, request.headers.get("host"));
  if (!host) return new NextResponse("There is nothing at this address.\n", { status: 404 });
  const { pathname, search } = request.nextUrl;
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"), dev);
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, `${pathname}${search}`);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);
  const url = request.nextUrl.clone();
  url.pathname = `${prefix(host)}${pathname === "/" ? "" : pathname}`;
  const response = NextResponse.rewrite(url, { request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function prefix(host: Host): string {
  return host.kind === "root" ? "/root" : `/org/${host.slug}`;
}

/*
 * Behind a proxy Next cuts request bodies at 10 MiB without a word, so routes that take or give raw bytes are not
 * behind it; they read the host themselves. Next reads this list from the source: it has to stay a literal.
 */
export const config = {
  matcher: [
    "/((?!api/|REST/1\\.0/NoAuth/mail-gateway$|mailgate/|_next/static/|desk/tickets/[^/]+/attachments/|favicon\\.svg$).*)",
  ],
};
