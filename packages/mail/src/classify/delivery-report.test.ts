import { describe, expect, it } from "vitest";
import { parseMessage } from "../parse/parse-message.ts";
import { readDeliveryReport } from "./delivery-report.ts";

async function report(raw: string) {
  const result = await parseMessage(Buffer.from(raw));
  if (!result.ok) throw new Error(result.detail);
  return readDeliveryReport(result.message);
}

function machine(fields: string): string {
  return `From: MAILER-DAEMON@mx.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n${fields}\n--b\nContent-Type: message/rfc822\n\nSubject: ours\nMessage-ID:\n <ours@acme.example>\n\nx\n--b--\n`;
}

function words(text: string): string {
  return `From: MAILER-DAEMON@mx.example\nTo: support@acme.example\nSubject: failure notice\n\n${text}`;
}

describe("readDeliveryReport", () => {
  it("reads each recipient of a machine-readable report and the message it is about", async () => {
    const found = await report(
      machine(
        "Final-Recipient: rfc822; Gone@b.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1\n User unknown\n\nFinal-Recipient: rfc822; slow@b.example\nAction: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; fine@b.example\nAction: delivered\nStatus: 2.0.0",
      ),
    );
    expect(found.originalMessageId).toBe("<ours@acme.example>");
    expect(found.failures).toMatchObject([
      { recipient: "gone@b.example", status: "5.1.1", hard: true, reason: "unknown_user" },
      { recipient: "slow@b.example", status: "4.4.1", hard: false },
    ]);
  });

  it.each([
    ["5.2.2", "550 5.2.2 mailbox full", false, "mailbox_full"],
    ["5.7.1", "550 5.7.1 blocked by policy", false, "spam_or_policy"],
    ["5.1.2", "host not found", true, "unknown_host"],
    ["4.4.7", "delivery timed out", false, "temporary"],
    ["5.3.4", "message too big", false, "too_large"],
    ["5.1.6", "user has moved", true, "moved"],
  ])("judges %s %s", async (status, text, hard, reason) => {
    const found = await report(
      machine(
        `Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${text}`,
      ),
    );
    expect(found.failures).toMatchObject([{ hard, reason }]);
  });

  it("reads a report that is words alone", async () => {
    const found = await report(
      words(
        "Hi. This is the qmail-send program.\n\n<gone@b.example>:\n192.0.2.1 said: 550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <ours@acme.example>\nTo: other@c.example\n",
      ),
    );
    expect(found).toMatchObject({
      failures: [{ recipient: "gone@b.example", status: "5.1.1", hard: true }],
      originalMessageId: "<ours@acme.example>",
    });
  });

  it("prefers the recipients an Exim names in its header", async () => {
    const raw = words("A message could not be delivered: mailbox is full").replace(
      "Subject:",
      "X-Failed-Recipients: a@b.example, c@d.example\nSubject:",
    );
    expect((await report(raw)).failures.map(({ recipient, hard }) => [recipient, hard])).toEqual([
      ["a@b.example", false],
      ["c@d.example", false],
    ]);
  });

  it("does not take a delay for a failure", async () => {
    const found = await report(words("Your message to a@b.example is delayed. We will keep trying for 4 days."));
    expect(found.failures).toMatchObject([{ recipient: "a@b.example", status: "4.0.0", hard: false }]);
  });
});
