import { describe, expect, it } from "vitest";
import type { MailKind } from "../message.ts";
import { parseMessage } from "../parse/parse-message.ts";
import { classify } from "./classify.ts";

const ABOUT = { envelopeFrom: null, instanceId: "here", ownDomains: ["acme.example"] };

async function judge(raw: string, about: Partial<typeof ABOUT> | { envelopeFrom: string } = {}) {
  const result = await parseMessage(Buffer.from(raw));
  if (!result.ok) throw new Error(result.detail);
  return classify(result.message, { ...ABOUT, ...about });
}

const PERSON = "From: Jo <jo@client.example>\nSubject: Printer\n";

const CASES: [string, MailKind, string][] = [
  ["a plain mail", "human", `${PERSON}\nIt is on fire.`],
  ["a reply that says Auto-Submitted: no", "human", `${PERSON}Auto-Submitted: no (really)\n\nThanks`],
  [
    "a mail that an Exchange rule of a person forwarded",
    "human",
    `${PERSON}X-MS-Exchange-Inbox-Rules-Loop: jo@client.example\n\nx`,
  ],
  [
    "a subject that has vacation words in its middle",
    "human",
    "From: jo@client.example\nSubject: Cannot set my out of office reply\n\nHow?",
  ],
  [
    "a person who forwards a bounce",
    "human",
    "From: jo@client.example\nSubject: Fwd: Undelivered Mail\n\nWhat does this mean?\n\nUser unknown",
  ],

  ["our own mail coming back", "loop", `${PERSON}X-Deskhand-Instance: here\n\nx`],
  ["mail from one of our own addresses", "loop", "From: support@acme.example\nSubject: x\n\nx"],
  ["another help desk of this kind", "bulk", `${PERSON}X-Deskhand-Instance: elsewhere\n\nx`],
  ["an RT", "bulk", `${PERSON}X-RT-Loop-Prevention: example.com\n\nx`],

  ["an absence note with its mark", "auto_reply", `${PERSON}Auto-Submitted: auto-replied (vacation)\n\nI am away`],
  [
    "an absence note of Exchange",
    "auto_reply",
    `${PERSON}X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: jo@x.example\n\nAway`,
  ],
  ["an absence note with an old header", "auto_reply", `${PERSON}X-Autoreply: yes\n\nAway`],
  ["Precedence: auto_reply", "auto_reply", `${PERSON}Precedence: auto_reply\n\nAway`],
  [
    "an absence note known by its subject alone, in English",
    "auto_reply",
    "From: jo@client.example\nSubject: Automatic reply: Printer\n\nAway",
  ],
  ["in German", "auto_reply", "From: jo@client.example\nSubject: Automatische Antwort: Drucker\n\nWeg"],
  ["in French", "auto_reply", "From: jo@client.example\nSubject: =?utf-8?Q?R=C3=A9ponse_automatique_:_x?=\n\nAbsent"],
  ["in Japanese", "auto_reply", `From: jo@client.example\nSubject: 自動応答: x\n\nx`],

  [
    "a report of a failed delivery",
    "bounce",
    `From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n--b--\n`,
  ],
  [
    "a bounce in words",
    "bounce",
    "From: MAILER-DAEMON (Mail System)\nSubject: failure notice\n\nHi. This is the qmail-send program.\n<a@b.example>: no such user",
  ],
  [
    "a bounce of Exim",
    "bounce",
    "From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: a@b.example\nSubject: x\n\nx",
  ],
  [
    "a report of a successful delivery",
    "delivery_notice",
    "From: postmaster@mx.example\nSubject: Delivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.0.0\n--b--\n",
  ],
  [
    "a complaint of a feedback loop",
    "complaint",
    "From: fbl@isp.example\nSubject: abuse\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n",
  ],
  [
    "a read receipt",
    "receipt",
    `${PERSON}Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nRead.\n--b--\n`,
  ],
  [
    "a challenge",
    "spam_challenge",
    `${PERSON}\nPlease click here to verify that you are not a robot. Powered by Boxbe`,
  ],

  ["a mailing list", "list", `${PERSON}List-Id: <talk.lists.example>\nPrecedence: list\n\nHello all`],
  ["bulk mail", "bulk", `${PERSON}Precedence: bulk\n\nBuy`],
  ["mail that asks for no answers", "bulk", `${PERSON}X-Auto-Response-Suppress: OOF, AutoReply\n\nx`],
  ["a no-reply sender", "bulk", "From: No Reply <no-reply@shop.example>\nSubject: Your order\n\nx"],
  ["mail without a sender", "bulk", "Subject: x\n\nx"],
  ["mail a filter called spam", "bulk", `${PERSON}X-Spam-Flag: YES\n\nx`],

  [
    "Nagios",
    "monitoring",
    "From: nagios@mon.example\nSubject: ** PROBLEM Service Alert: web1/HTTP is CRITICAL **\n\nx",
  ],
  [
    "Icinga",
    "monitoring",
    "From: icinga@mon.example\nAuto-Submitted: auto-generated\nSubject: PROBLEM - web1 is DOWN\n\nx",
  ],
  ["Zabbix", "monitoring", "From: zabbix@mon.example\nSubject: Problem: Disk space is low on web1\n\nx"],
  ["Munin", "monitoring", "From: munin@mon.example\nSubject: munin: example::web1::Disk usage CRITICAL\n\nx"],
  ["Smokeping", "monitoring", "From: smoke@mon.example\nSubject: [SmokeAlert] bigloss raised on web1\n\nx"],
];

describe("classify", () => {
  it.each(CASES)("takes %s for %s", async (_, kind, raw) => {
    expect((await judge(raw)).kind).toBe(kind);
  });

  it("answers people alone", async () => {
    for (const [name, kind, raw] of CASES)
      expect([name, (await judge(raw)).mayAutoReply]).toEqual([name, kind === "human"]);
  });

  it.each(["auto_reply", "bounce", "delivery_notice", "complaint", "receipt", "loop", "spam_challenge"])(
    "lets a %s make nothing and change nothing",
    async (wanted) => {
      const [, , raw] = CASES.find(([, kind]) => kind === wanted) ?? [];
      expect(await judge(raw ?? "")).toMatchObject({ mayCreateTicket: false, mayReopen: false, mayAutoReply: false });
    },
  );

  it.each(["monitoring", "list", "bulk", "human"])("lets %s mail make a ticket", async (wanted) => {
    const [, , raw] = CASES.find(([, kind]) => kind === wanted) ?? [];
    expect((await judge(raw ?? "")).mayCreateTicket).toBe(true);
  });

  it("never answers the null return path, told by the envelope or by Return-Path", async () => {
    expect(await judge(`${PERSON}\nx`, { envelopeFrom: "" })).toMatchObject({
      kind: "bulk",
      marks: ["null return path"],
    });
    expect(await judge(`Return-Path: <>\n${PERSON}\nx`)).toMatchObject({ kind: "bulk", mayAutoReply: false });
    expect(await judge(`Return-Path: <>\n${PERSON}\nx`, { envelopeFrom: "jo@client.example" })).toMatchObject({
      kind: "human",
    });
  });

  it("names every sign it saw", async () => {
    const verdict = await judge(`${PERSON}Precedence: bulk\nAuto-Submitted: auto-generated\n\nx`);
    expect(verdict.marks).toEqual(["auto-submitted: auto-generated", "precedence: bulk"]);
  });
});
