import { withOrg } from "@deskhand/db";
import { routeQueue } from "@deskhand/domain/inbox/route";
import type { Routing } from "@deskhand/domain/inbox/route";
import { findOutcome } from "@deskhand/domain/inbox/find-outcome";
import type { InboundOutcome } from "@deskhand/domain/inbox/find-outcome";
import { prepareRaw, storeInbound } from "@deskhand/domain/inbox/store-inbound";
import type { ApiRuntime } from "./context.ts";

/** What RT's mail gateway sends. */
export type GatewayMail = { queue: string | null; action: string | null; ticket: string | null; message: Uint8Array };
export type GatewayOutcome =
  | { kind: "stored"; waitForOutcome: (ms: number) => Promise<InboundOutcome | null> }
  | { kind: "unknown" };

const POLL_MS = 50;

/**
 * Takes a mail from RT's gateway (rt.md 4.1) for an organisation: stored durably when this resolves. An unknown queue
 * or action is `unknown`, for which the sender's mail server tries again later. `waitForOutcome` looks until the mail
 * has its outcome or the time is up.
 */
export async function storeGatewayMail(runtime: ApiRuntime, orgId: string, mail: GatewayMail): Promise<GatewayOutcome> {
  const purpose =
    mail.action === null || mail.action === "correspond" ? "correspond" : mail.action === "comment" ? "comment" : null;
  if (purpose === null) return { kind: "unknown" };
  const { db, services } = runtime;
  const raw = await prepareRaw(services, orgId, mail.message);
  const namedTicket = mail.ticket !== null && /^\d{1,9}$/.test(mail.ticket) ? Number(mail.ticket) : null;
  const id = await withOrg(db, orgId, async (tx) => {
    const routing: Routing = await routeQueue({ tx }, mail.queue, purpose);
    if (!routing.ok) return null;
    const context = { tx, orgId, now: runtime.now(), services };
    return (
      await storeInbound(context, raw, { source: "gateway", envelopeFrom: null, route: routing.route, namedTicket })
    ).id;
  });
  if (id === null) return { kind: "unknown" };
  runtime.log.child({ orgId }).info({ via: "gateway", bytes: mail.message.length, id }, "Mail stored");
  return { kind: "stored", waitForOutcome: (ms) => waitForOutcome(runtime, orgId, id, ms) };
}

async function waitForOutcome(
  runtime: ApiRuntime,
  orgId: string,
  id: string,
  ms: number,
): Promise<InboundOutcome | null> {
  const until = performance.now() + ms;
  for (;;) {
    const outcome = await withOrg(runtime.db, orgId, (tx) => findOutcome(tx, id));
    if (outcome.settled) return outcome.ticket;
    if (performance.now() >= until) return null;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
