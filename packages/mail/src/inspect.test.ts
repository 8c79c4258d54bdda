import { describe, expect, it } from "vitest";
import { inspectBody, inspectMessage } from "./inspect.ts";

const ABOUT = { envelopeFrom: null, instanceId: "here", ownDomains: [] };

describe("inspectMessage", () => {
  it("says what was read and what the help desk would do with it, in plain JSON", async () => {
    const raw =
      "From: Jo <jo@client.example>\nTo: support@acme.example\nSubject: Re: Printer\nMessage-ID: <1@client.example>\nDate: Mon, 2 Mar 2020 10:00:00 +0100\n\nYes.\n\nOn 1 Mar 2020 Acme <support@acme.example> wrote:\n> Well?\n-- \nJo\n";
    const found = await inspectMessage(Buffer.from(raw), ABOUT);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(found).toMatchObject({
      subject: "Re: Printer",
      from: { email: "jo@client.example", name: "Jo" },
      to: ["support@acme.example"],
      date: "2020-03-02T09:00:00.000Z",
      visible_text: "Yes.",
      hidden_text: "On 1 Mar 2020 Acme <support@acme.example> wrote:\n> Well?",
      signature: "-- \nJo",
      kind: "human",
      create_ticket: true,
      send_auto_reply: true,
      failures: [],
    });
  });

  it("names the method of a calendar and the content of a file", async () => {
    const raw = "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n";
    expect(await inspectMessage(Buffer.from(raw), ABOUT)).toMatchObject({
      calendar_method: "REQUEST",
      attachments: [{ name: "attachment-1.ics", content_type: "text/calendar" }],
    });
  });

  it("gives the reason for a message it does not read", async () => {
    expect(await inspectMessage(new Uint8Array(), ABOUT)).toEqual({ error: "The message is empty" });
  });
});

describe("inspectBody", () => {
  it("cleans the HTML it shows", () => {
    expect(inspectBody({ text: "x", html: "<script>1</script><b>x</b>" })).toMatchObject({ html: "<b>x</b>" });
  });
});
