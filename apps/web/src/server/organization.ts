import { parseHost } from "@deskhand/auth/host";
import { findOrgBySlug, withOrg } from "@deskhand/db";
import { organization } from "@deskhand/db/schema";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getRuntime } from "./runtime.ts";

/** The organisation whose host was asked. */
export type Organization = { id: string; slug: string; name: string };

/**
 * The organisation that a Host header names, or null. For routes that stand outside the proxy.
 * @param header the Host header as it came
 */
export async function findOrganization(header: string | null): Promise<Organization | null> {
  const { db, env } = getRuntime();
  const host = parseHost(env.ROOT_URL, header);
  if (host?.kind !== "tenant") return null;
  const id = await findOrgBySlug(db, host.slug);
  if (id === null) return null;
  const [found] = await withOrg(db, id, (tx) => tx.select({ name: organization.name }).from(organization));
  return found ? { id, slug: host.slug, name: found.name } : null;
}

const organizationOfRequest = cache(async () => findOrganization((await headers()).get("host")));

/**
 * The organisation of the page at hand; ends in the 404 page if there is none. The host decides: a path that reached
 * the page by another way than the host's own rewrite is not found.
 * @param slug the rewritten path's
 */
export async function requireOrganization(slug: string): Promise<Organization> {
  const found = await organizationOfRequest();
  if (found?.slug !== slug) notFound();
  return found;
}
