import { findOrgByAddress } from "@deskhand/db";
import { routeAddress } from "@deskhand/domain/inbox/route";
import type { Route } from "@deskhand/domain/inbox/route";
import { prepareRaw, storeInbound } from "@deskhand/domain/inbox/store-inbound";
import { splitPlusAddress } from "@deskhand/mail";
import { SMTPServer } from "smtp-server";
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import type { Runtime } from "../runtime.ts";
import { refusal, SmtpRefusal } from "./refusal.ts";

/** Largest message that is taken, in bytes (announced by SIZE, RFC 1870). */
const MAX_MESSAGE_BYTES = 26_214_400;
/** Recipients of one message; RFC 5321 section 4.5.3.1.8 asks for 100 at least. */
const MAX_RECIPIENTS = 100;
const MAX_CLIENTS = 40;

type Routed = { orgId: string; route: Route };

/**
 * The SMTP listener (RFC 5321). It takes mail for addresses of queues and nothing else, and answers 250 only when the
 * bytes are durable in every organisation that was addressed. Resolves when it listens.
 */
export function serveSmtp(runtime: Runtime, listen: { port: number; host: string }): Promise<SMTPServer> {
  const routes = new WeakMap<SMTPServerSession["envelope"], Map<string, Routed>>();
  const server = new SMTPServer({
    name: runtime.services.mailDomain,
    banner: "Deskhand",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: MAX_MESSAGE_BYTES,
    maxClients: MAX_CLIENTS,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onRcptTo: (address, session, callback) => {
      answer(runtime, callback, acceptRecipient(runtime, routes, address, session));
    },
    onData: (stream, session, callback) => {
      answer(runtime, callback, acceptMessage(runtime, routes, stream, session));
    },
  });
  server.on("error", (err) => runtime.log.warn({ err }, "An SMTP connection failed"));
  return new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(listen.port, listen.host, () => resolve(server));
  });
}

/** Hands a result to the library; what is no refusal of ours is a fault here, and the sender may try again (451). */
function answer(
  runtime: Runtime,
  callback: (error?: Error | null, message?: string) => void,
  result: Promise<string>,
): void {
  result.then(
    (message) => callback(null, message),
    (err: unknown) => {
      if (err instanceof SmtpRefusal) return callback(err);
      runtime.log.error({ err }, "Mail could not be stored; the sender is asked to try again");
      return callback(refusal(451, "4.3.0 The message could not be stored now. Please try again later."));
    },
  );
}

async function acceptRecipient(
  runtime: Runtime,
  routes: WeakMap<SMTPServerSession["envelope"], Map<string, Routed>>,
  { address }: SMTPServerAddress,
  session: SMTPServerSession,
): Promise<string> {
  if (session.envelope.rcptTo.length >= MAX_RECIPIENTS)
    throw refusal(452, `4.5.3 At most ${MAX_RECIPIENTS} recipients a message. Send the rest again.`);
  const wanted = address.trim().toLowerCase();
  const orgId = await findOrgByAddress(runtime.db, splitPlusAddress(wanted).base);
  if (orgId === null) throw refusal(550, "5.1.1 There is no such address here.");
  const routing = await runtime.inOrg(orgId, (tx) => routeAddress({ tx }, wanted));
  if (!routing.ok) {
    throw routing.reason === "disabled"
      ? refusal(550, "5.2.1 This address does not take mail any more.")
      : refusal(550, "5.1.1 There is no such address here.");
  }
  const known = routes.get(session.envelope) ?? new Map<string, Routed>();
  routes.set(session.envelope, known.set(address, { orgId, route: routing.route }));
  return "OK";
}

async function acceptMessage(
  runtime: Runtime,
  routes: WeakMap<SMTPServerSession["envelope"], Map<string, Routed>>,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string> {
  const bytes = await readMessage(stream);
  if (bytes === null) throw refusal(552, `5.3.4 The message is larger than ${MAX_MESSAGE_BYTES} bytes.`);
  const known = routes.get(session.envelope);
  const routed = session.envelope.rcptTo.map(({ address }) => known?.get(address));
  const { mailFrom } = session.envelope;
  const envelopeFrom = mailFrom ? mailFrom.address.toLowerCase() : "";
  const byOrg = Map.groupBy(
    routed.filter((one) => one !== undefined),
    (one) => one.orgId,
  );
  if (byOrg.size === 0) throw refusal(451, "4.3.0 The recipients were lost. Please try again.");
  const ids: string[] = [];
  for (const [orgId, deliveries] of byOrg)
    ids.push(...(await storeFor(runtime, orgId, deliveries, bytes, envelopeFrom)));
  return `2.0.0 Stored as ${ids.join(" ")}`;
}

/** One transaction an organisation. If a later organisation fails the sender tries again, and this one recognises the mail. */
async function storeFor(
  runtime: Runtime,
  orgId: string,
  deliveries: readonly Routed[],
  bytes: Uint8Array,
  envelopeFrom: string,
): Promise<string[]> {
  const { services } = runtime;
  const mail = await prepareRaw(services, orgId, bytes);
  return runtime.inOrg(orgId, async (tx) => {
    const ids: string[] = [];
    for (const { route } of deliveries) {
      const stored = await storeInbound({ tx, orgId, now: runtime.now(), services }, mail, {
        source: "smtp",
        envelopeFrom,
        route,
        namedTicket: null,
      });
      ids.push(stored.id);
    }
    runtime.log.child({ orgId }).info({ via: "smtp", bytes: bytes.length, ids }, "Mail stored");
    return ids;
  });
}

/** The whole message, or null if it is too large; then the rest is read and thrown away, so that the answer reaches the sender. */
async function readMessage(stream: SMTPServerDataStream): Promise<Uint8Array | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size <= MAX_MESSAGE_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size > MAX_MESSAGE_BYTES ? null : Buffer.concat(chunks);
}
