import { createHash, randomBytes, randomUUID } from "node:crypto";
import { connect } from "node:net";
import path from "node:path";
import { createDiskStore } from "@deskhand/storage";
import type { Checks } from "../stack/checks.ts";
import { ask } from "../stack/request.ts";
import type { Answer } from "../stack/request.ts";
import type { TemporaryStack } from "../stack/start-temporary-stack.ts";

const GATEWAY = "/REST/1.0/NoAuth/mail-gateway";
const BOUNDARY = "----rt-mailgate-boundary";

type Form = { queue: string; action: string; message: Uint8Array };

/** The form that RT's rt-mailgate posts: no file name on the message part. */
function toForm({ queue, action, message }: Form): Buffer {
  const field = (name: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`;
  const head = `${field("SessionType")}REST\r\n${field("queue")}${queue}\r\n${field("action")}${action}\r\n${field("message")}`;
  return Buffer.concat([Buffer.from(head), message, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

const TYPE = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };

function mailOf(subject: string, body: string): Buffer {
  return Buffer.from(
    `From: gina@gateway.example\nTo: support@acme.example\nSubject: ${subject}\nMessage-ID: <${randomUUID()}@gateway.example>\n\n${body}\n`,
  );
}

/** Bad and unusual requests, each with its defined answer. */
export async function checkHttp(stack: TemporaryStack, checks: Checks, orgId: string): Promise<void> {
  const host = `acme.localhost:${stack.ports.web}`;
  const post = (form: Form, at = GATEWAY): Promise<Answer> =>
    ask(stack.ports.web, { host, path: at, method: "POST", headers: TYPE, body: toForm(form) });
  await checkGateway(checks, post);
  await checkLargeMail(stack, checks, { orgId, post });
  await checkCutMail(stack, checks, host);
  await checkHiddenPaths(stack, checks, host);
}

type Post = (form: Form, at?: string) => Promise<Answer>;

async function checkGateway({ check }: Checks, post: Post): Promise<void> {
  const message = mailOf("By the gateway", "Hello");
  const stored = await post({ queue: "General", action: "correspond", message });
  check(
    "the gateway stores a mail and tells of its ticket",
    /^ok\nTicket: \d+\nQueue: General\n/.test(stored.body),
    firstLines(stored),
  );
  const doubled = await post(
    { queue: "General", action: "correspond", message: mailOf("Slashes", "Hello") },
    `//REST//1.0/NoAuth/mail-gateway`,
  );
  check(
    "doubled slashes lead to the gateway",
    doubled.status === 200 && doubled.body.startsWith("ok\n"),
    firstLines(doubled),
  );
  const unknown = await post({ queue: "Nowhere", action: "correspond", message });
  check("an unknown queue is a temporary failure", unknown.body.startsWith("temporary failure"), firstLines(unknown));
  const action = await post({ queue: "General", action: "explode", message });
  check("an unknown action is a temporary failure", action.body.startsWith("temporary failure"), firstLines(action));
  const secret = await post({ queue: "General", action: "correspond", message }, `/mailgate/guessed${GATEWAY}`);
  check("a guessed secret opens no gateway", secret.status === 404, firstLines(secret));
}

async function checkLargeMail(
  { owner, home }: TemporaryStack,
  { check }: Checks,
  { orgId, post }: { orgId: string; post: Post },
): Promise<void> {
  const message = mailOf("12 MB", randomBytes(9_000_000).toString("base64").replaceAll(/.{76}/g, "$&\n"));
  const answer = await post({ queue: "General", action: "correspond", message });
  const [row] = await owner<{ size: number; hash: string }[]>`
    select size, raw_hash as hash from inbound_message where org_id = ${orgId} and source = 'gateway' order by id desc limit 1`;
  const bytes = row ? await createDiskStore(path.join(home, "blobs")).get(orgId, row.hash) : null;
  const isWhole = bytes !== null && sha256(bytes) === sha256(message);
  check(
    "a mail of 12 MB arrives whole by the gateway",
    answer.body.startsWith("ok\n") && isWhole,
    `${message.length} bytes sent, ${row?.size} stored`,
  );
}

/** A client that promises more than it sends and hangs up. */
async function checkCutMail({ owner, ports }: TemporaryStack, { check }: Checks, host: string): Promise<void> {
  const subject = `Cut ${randomUUID()}`;
  const body = toForm({ queue: "General", action: "correspond", message: mailOf(subject, "x".repeat(100_000)) });
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: "127.0.0.1", port: ports.web }, () => {
      const head = `POST ${GATEWAY} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ${TYPE["content-type"]}\r\nContent-Length: ${body.length}\r\n\r\n`;
      socket.write(head);
      socket.end(body.subarray(0, body.length - 50_000));
    });
    socket.once("error", reject);
    socket.once("close", () => resolve());
    socket.resume();
  });
  const rows = await owner`select 1 from inbound_message where convert_from(raw, 'UTF8') like ${`%${subject}%`}`;
  check("a mail that was cut on its way is not stored", rows.length === 0, `${rows.length} stored`);
}

async function checkHiddenPaths({ ports }: TemporaryStack, { check }: Checks, tenant: string): Promise<void> {
  const root = `localhost:${ports.web}`;
  const paths: [string, string][] = [
    [tenant, "/org/acme/desk"],
    [tenant, "/org/acme"],
    [tenant, "/root/outbox"],
    [tenant, "/outbox"],
    [root, "/org/acme/desk"],
    [root, "/root"],
    [root, "/desk"],
    [`nobody.localhost:${ports.web}`, "/desk"],
    ["elsewhere.example", "/"],
  ];
  const answers = await Promise.all(
    paths.map(async ([host, at]) => `${(await ask(ports.web, { host, path: at })).status} ${host}${at}`),
  );
  check(
    "guessed internal routes and unknown hosts are 404",
    answers.every((answer) => answer.startsWith("404")),
    answers.filter((answer) => !answer.startsWith("404")),
  );
  const forwarded = await ask(ports.web, { host: tenant, path: "/", headers: { "x-forwarded-for": "192.0.2.1" } });
  check("the embedded mode is not served through a proxy", forwarded.status === 403, forwarded.status);
}

function firstLines({ status, body }: Answer): string {
  return `${status} ${body.split("\n").slice(0, 2).join(" / ").slice(0, 100)}`;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
