import { findOrgByAddress, findOrgByDisabledAddress } from "@deskhand/db";
import { routeAddress } from "@deskhand/domain/inbox/route";
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

/** The organisation behind each accepted recipient of a message under way. */
type Recipients = WeakMap<SMTPServerSession["envelope"], Map<string, string>>;

/**
 * The SMTP listener (RFC 5321). It takes mail for addresses of queues and nothing else, and answers 250 only when the
 * bytes are durable in every organisation that was addressed. Resolves when it listens.
 */
export function serveSmtp(runtime: Runtime, listen: { port: number; host: string }): Promise<SMTPServer> {
  const recipients: Recipients = new WeakMap();
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
      answer(runtime, callback, acceptRecipient(runtime, recipients, address, session));
    },
    onData: (stream, session, callback) => {
      answer(runtime, callback, acceptMessage(runtime, recipients, stream, session));
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
  recipients: Recipients,
  { address }: SMTPServerAddress,
  session: SMTPServerSession,
): Promise<string> {
  if (session.envelope.rcptTo.length >= MAX_RECIPIENTS)
    throw refusal(452, `4.5.3 At most ${MAX_RECIPIENTS} recipients a message. Send the rest again.`);
  const wanted = address.trim().toLowerCase();
  const { base } = splitPlusAddress(wanted);
  const orgId = await findOrgByAddress(runtime.db, base);
  if (orgId === null) {
    throw (await findOrgByDisabledAddress(runtime.db, base)) === null
      ? refusal(550, "5.1.1 There is no such address here.")
      : refusal(550, "5.2.1 This address does not take mail any more.");
  }
  const known = recipients.get(session.envelope) ?? new Map<string, string>();
  recipients.set(session.envelope, known.set(address, orgId));
  return "OK";
}

async function acceptMessage(
  runtime: Runtime,
  recipients: Recipients,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<string> {
  const bytes = await readMessage(stream);
  if (bytes === null) throw refusal(552, `5.3.4 The message is larger than ${MAX_MESSAGE_BYTES} bytes.`);
  const known = recipients.get(session.envelope);
  const { mailFrom, rcptTo } = session.envelope;
  const envelopeFrom = mailFrom ? mailFrom.address.toLowerCase() : "";
  const byOrg = Map.groupBy(
    rcptTo.map(({ address }) => address),
    (address) => known?.get(address),
  );
  const ids: string[] = [];
  for (const [orgId, addresses] of byOrg) {
    if (orgId === undefined) throw refusal(451, "4.3.0 The recipients were lost. Please try again.");
    const stored = await storeFor(runtime, orgId, { addresses, envelopeFrom }, bytes);
    runtime.log.child({ orgId }).info({ via: "smtp", bytes: bytes.length, ids: stored }, "Mail stored");
    ids.push(...stored);
  }
  return `2.0.0 Stored as ${ids.join(" ")}`;
}

/** One transaction an organisation. If a later organisation fails the sender tries again, and this one recognises the mail. */
async function storeFor(
  runtime: Runtime,
  orgId: string,
  envelope: { addresses: readonly string[]; envelopeFrom: string },
  bytes: Uint8Array,
): Promise<string[]> {
  const { services } = runtime;
  const mail = await prepareRaw(services, orgId, bytes);
  return runtime.inOrg(orgId, async (tx) => {
    const ids: string[] = [];
    for (const address of envelope.addresses) {
      const routing = await routeAddress({ tx }, address.trim().toLowerCase());
      if (!routing.ok) throw refusal(451, "4.3.0 A recipient has just been taken away. Please try again.");
      const delivery = {
        source: "smtp",
        envelopeFrom: envelope.envelopeFrom,
        route: routing.route,
        namedTicket: null,
      } as const;
      ids.push((await storeInbound({ tx, orgId, now: runtime.now(), services }, mail, delivery)).id);
    }
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
