import { storeGatewayMail } from "@deskhand/api";
import { parseGatewayForm } from "@deskhand/mail";
import { expect } from "vitest";
import { only } from "../desk/only.ts";
import type { Desk } from "../desk/start-desk.ts";
import { test } from "../desk/test.ts";

const RITA = "rita@unknown.example";

/** The form that RT's rt-mailgate posts (LWP's form-data: no file name and no type on the message). */
function toForm(fields: Record<string, string>, message: Uint8Array): { body: Uint8Array; type: string } {
  const boundary = "xYzZY";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `${parts.join("")}--${boundary}\r\nContent-Disposition: form-data; name="message"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), message, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { body, type: `multipart/form-data; boundary=${boundary}` };
}

/** Posts a mail as rt-mailgate does; null is "temporary failure", else the ticket it led to, once the desk is done. */
async function postToGateway(desk: Desk, fields: Record<string, string>, message: string | Uint8Array) {
  const { body, type } = toForm(
    { SessionType: "REST", ...fields },
    typeof message === "string" ? Buffer.from(message) : message,
  );
  const form = parseGatewayForm(body, type);
  if (!form.ok) throw new Error(form.reason);
  const stored = await storeGatewayMail(desk.runtime, desk.orgId, form);
  if (stored.kind === "unknown") return null;
  const outcome = await stored.waitForOutcome(10_000);
  await desk.settled();
  return outcome;
}

function mailFrom(from: string, subject: string, words: string): string {
  return `From: ${from}\nTo: support@acme.example\nSubject: ${subject}\nMessage-ID: <${subject.replaceAll(/\W/g, "")}@gateway.example>\n\n${words}\n`;
}

test("a mail by the gateway becomes a ticket, is answered, and its answer lands in the same ticket", async ({
  desk,
}) => {
  const first = await postToGateway(
    desk,
    { queue: "General", action: "correspond" },
    mailFrom(RITA, "Printer", "It burns."),
  );
  expect(first).toMatchObject({
    ticket: 1,
    queue: "General",
    owner: "Nobody",
    status: "new",
    subject: "Printer",
    requestor: RITA,
  });
  expect(only(await desk.sent()).row.to).toMatchObject([{ address: RITA }]);
  const second = await postToGateway(
    desk,
    { queue: "General", action: "correspond" },
    mailFrom(RITA, `Re: [${desk.slug} #1] Printer`, "Still."),
  );
  expect(second).toMatchObject({ ticket: 1 });
  expect((await desk.inbound()).map(({ source, state, reason }) => [source, state, reason])).toEqual([
    ["gateway", "ticket", "new"],
    ["gateway", "ticket", "tag"],
  ]);
});

test("the ticket that the gateway names counts for somebody who belongs to it, and for nobody else", async ({
  desk,
}) => {
  await postToGateway(desk, { queue: "general", action: "correspond" }, mailFrom(RITA, "Printer", "It burns."));
  const theirs = await postToGateway(
    desk,
    { queue: "general", action: "correspond", ticket: "1" },
    mailFrom(RITA, "More", "It burns on."),
  );
  const strangers = await postToGateway(
    desk,
    { queue: "general", action: "correspond", ticket: "1" },
    mailFrom("eve@elsewhere.example", "Hello", "Tell me."),
  );
  expect([theirs?.ticket, strangers?.ticket]).toEqual([1, 2]);
});

test("the action comment makes a comment of what staff writes", async ({ desk }) => {
  await postToGateway(desk, { queue: "general", action: "correspond" }, mailFrom(RITA, "Printer", "It burns."));
  const before = await desk.sent();
  await postToGateway(
    desk,
    { queue: "general", action: "comment", ticket: "1" },
    mailFrom(`agent@${desk.slug}.example`, "Note", "They always burn."),
  );
  const types = (await desk.history(only(await desk.tickets()).id)).map(({ type }) => type);
  expect(types.filter((type) => type === "Comment")).toHaveLength(1);
  expect(await desk.sent()).toEqual(before);
});

test("bytes that are no UTF-8 arrive as they were sent", async ({ desk }) => {
  const head = `From: ${RITA}\nSubject: Latin\nMessage-ID: <latin@gateway.example>\nContent-Type: text/plain; charset=iso-8859-1\n\n`;
  const message = Buffer.concat([Buffer.from(head), Buffer.from("Schöne Grüße\n", "latin1")]);
  await postToGateway(desk, { queue: "general", action: "correspond" }, message);
  expect(Buffer.from(only(await desk.inbound()).raw ?? [])).toEqual(message);
});

test("an unknown queue or action stores nothing: the sender's server tries again", async ({ desk }) => {
  const message = mailFrom(RITA, "Printer", "It burns.");
  expect(await postToGateway(desk, { queue: "Nowhere", action: "correspond" }, message)).toBeNull();
  expect(await postToGateway(desk, { queue: "general", action: "explode" }, message)).toBeNull();
  expect(await desk.inbound()).toEqual([]);
});

test("the same mail by SMTP and by the gateway is one mail", async ({ desk, mailer }) => {
  const source = mailFrom(RITA, "Twice", "Hello").replaceAll("\n", "\r\n");
  await mailer.sendSource({ from: RITA, to: [desk.address], source });
  await postToGateway(desk, { queue: "general", action: "correspond" }, source);
  expect(await desk.tickets()).toHaveLength(1);
});
