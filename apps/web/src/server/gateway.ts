import { createHash, timingSafeEqual } from "node:crypto";
import { storeGatewayMail } from "@deskhand/api";
import { parseGatewayForm } from "@deskhand/mail";
import { findOrganization } from "./organization.ts";
import type { Organization } from "./organization.ts";
import { readBody } from "./read-body.ts";
import { getRuntime } from "./runtime.ts";

/** Of the whole form, in bytes: one mail and a few words. */
const MAX_BYTES = 25 * 1024 * 1024;
/** How long the answer waits for the ticket in the embedded mode. */
const OUTCOME_MS = 5_000;

/** RT's words for "try again later"; its client then keeps the mail and does. */
const TEMPORARY_FAILURE = "temporary failure - operation unsuccessful\n";

/**
 * Answers RT's mail gateway (`rt-mailgate`): takes one mail for a queue and says `ok` once it is stored.
 * @param organization whose queue it is
 */
export async function acceptGatewayMail(request: Request, organization: Organization): Promise<Response> {
  const body = await readBody(request, MAX_BYTES);
  if (body.kind === "too_large") return say(413, "The form is larger than 25 MiB and was not taken.\n");
  // What was cut on its way is not stored, so that the sender keeps and repeats it.
  if (body.kind === "incomplete") return say(200, TEMPORARY_FAILURE);
  const form = parseGatewayForm(body.bytes, request.headers.get("content-type") ?? "");
  if (!form.ok) return say(400, `The form can't be read. ${form.reason}\n`);
  const runtime = getRuntime();
  const stored = await storeGatewayMail(runtime, organization.id, form);
  if (stored.kind === "unknown") return say(200, TEMPORARY_FAILURE);
  const outcome = runtime.env.EMBEDDED ? await stored.waitForOutcome(OUTCOME_MS) : null;
  if (!outcome) return say(200, "ok\n");
  const lines = [
    `Ticket: ${outcome.ticket}`,
    `Queue: ${outcome.queue}`,
    `Owner: ${outcome.owner}`,
    `Status: ${outcome.status}`,
    `Subject: ${outcome.subject}`,
    `Requestor: ${outcome.requestor}`,
  ];
  return say(200, `ok\n${lines.join("\n")}\n`);
}

/**
 * Whose gateway a request may use without a secret in its path: the host's organisation in the embedded mode, which is
 * served to this machine alone. Otherwise nobody's.
 */
export async function openGateway(request: Request): Promise<Organization | null> {
  return getRuntime().env.EMBEDDED ? organizationOrDemo(request.headers.get("host")) : null;
}

/** Names under which every program on this machine finds it; those under localhost do not resolve for all. */
const THIS_MACHINE = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;
const DEMO_SLUG = "acme";

/** The organisation of a host; for a client that can only name this machine, the embedded mode's demo organisation. */
function organizationOrDemo(host: string | null): Promise<Organization | null> {
  const { env } = getRuntime();
  const isDemo = env.EMBEDDED && host !== null && THIS_MACHINE.test(host);
  return findOrganization(isDemo ? `${DEMO_SLUG}.${new URL(env.ROOT_URL).host}` : host);
}

/**
 * Whose gateway a secret opens: `<token>` on an organisation's host, `<slug>.<token>` on any.
 * @param secret the part of the path after `/mailgate/`
 */
export async function secretGateway(request: Request, secret: string): Promise<Organization | null> {
  const { env } = getRuntime();
  if (env.MAIL_GATEWAY_TOKEN === undefined) return null;
  const dot = secret.indexOf(".");
  if (!isSameSecret(secret.slice(dot + 1), env.MAIL_GATEWAY_TOKEN)) return null;
  if (dot === -1) return organizationOrDemo(request.headers.get("host"));
  return findOrganization(`${secret.slice(0, dot)}.${new URL(env.ROOT_URL).host}`);
}

/** Compares in a time that tells neither the length nor the first difference. */
function isSameSecret(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash("sha256").update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** A gateway's answer: one for whoever may not use it, whatever the reason. */
export const NO_GATEWAY = "There is no mail gateway at this address.\n";

/** A plain answer in the gateway's form. */
export function say(status: number, text: string): Response {
  return new Response(text, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}
