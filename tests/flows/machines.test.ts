import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect } from "vitest";
import { only } from "../desk/only.ts";
import { test } from "../desk/test.ts";
import type { Desk, SentMail } from "../desk/start-desk.ts";

const MAILS = path.join(import.meta.dirname, "mails");

/** A mail of `mails/` with what depends on the ticket it answers filled in. */
async function readMail(name: string, desk: Desk, answered?: SentMail): Promise<string> {
  const source = await readFile(path.join(MAILS, name), "utf8");
  return source
    .replaceAll("{queue}", desk.address)
    .replaceAll("{slug}", desk.slug)
    .replaceAll("{message-id}", answered?.row.messageId ?? "")
    .replaceAll("{reply-to}", answered?.row.replyTo ?? "");
}

describe.for([
  ["out-of-office.eml", "auto_reply", "rita@unknown.example"],
  ["out-of-office-german.eml", "auto_reply", "rita@unknown.example"],
  ["bounce.eml", "bounce", ""],
  ["bounce-without-report.eml", "bounce", ""],
  ["read-receipt.eml", "receipt", "rita@unknown.example"],
] as const)("%s", ([file, kind, envelopeFrom]) => {
  test("changes nothing, is answered by nobody, and is kept with its reason", async ({ desk, mailer }) => {
    await mailer.send({ from: "rita@unknown.example", subject: "Printer", text: "It burns." });
    const before = { tickets: await desk.tickets(), sent: await desk.sent() };
    const answered = only(before.sent);
    await mailer.sendSource({
      from: envelopeFrom,
      to: [answered.row.replyTo],
      source: await readMail(file, desk, answered),
    });
    expect(await desk.tickets()).toEqual(before.tickets);
    expect(await desk.sent()).toEqual(before.sent);
    expect((await desk.inbound()).at(-1)).toMatchObject({ state: "ignored", reason: kind, ticketId: null });
  });
});

describe.for([
  ["nagios.eml", "nagios@monitor.example", "** PROBLEM Service Alert: db1/Disk Space is CRITICAL **"],
  ["cacti.eml", "cacti@monitor.example", "WARNING: router1 - Traffic [eth0] went above threshold of 900 with 941.3"],
  ["smokeping.eml", "smokeping@monitor.example", "[SmokeAlert] lossdetect Backbone.Zurich"],
] as const)("%s", ([file, from, subject]) => {
  test("makes a ticket, and its machine gets no answer", async ({ desk, mailer }) => {
    await mailer.sendSource({ from, to: [desk.address], source: await readMail(file, desk) });
    expect(only(await desk.tickets())).toMatchObject({ subject, status: "new" });
    expect(await desk.outbox()).toEqual([]);
    expect(only(await desk.inbound())).toMatchObject({ state: "ticket", trace: { kind: "monitoring" } });
  });
});

test("our own mail that comes back makes no ticket", async ({ desk, mailer }) => {
  await mailer.send({ from: "rita@unknown.example", subject: "Printer", text: "It burns." });
  const { source } = only(await desk.sent());
  await mailer.sendSource({ from: "forwarder@unknown.example", to: [desk.address], source });
  expect(await desk.tickets()).toHaveLength(1);
  expect((await desk.inbound()).at(-1)).toMatchObject({ state: "ignored", reason: "loop" });
});
