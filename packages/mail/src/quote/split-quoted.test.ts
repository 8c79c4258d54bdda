import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitQuoted } from "./split-quoted.ts";

const lines = (...parts: string[]): string => parts.join("\n");

describe("splitQuoted", () => {
  it.each([
    ["English", "On Mon, Mar 2, 2020 at 10:00 AM Jo <jo@client.example> wrote:"],
    ["English over three lines", "On Mon, Mar 2, 2020 at 10:00 AM,\nJo Client\n<jo@client.example> wrote:"],
    ["German", "Am 02.03.2020 um 10:00 schrieb Jo Client:"],
    ["French", "Le lun. 2 mars 2020 à 10:00, Jo <jo@client.example> a écrit :"],
    ["Spanish", "El lun, 2 mar 2020 a las 10:00, Jo (<jo@client.example>) escribió:"],
    ["Norwegian", "man. 2. mar. 2020 kl. 10:00 skrev Jo Client <jo@client.example>:"],
    ["Russian", "2 марта 2020, 10:00, Jo <jo@client.example> пишет:"],
    ["a mailer that names the date last", "Jo Client schrieb am 02.03.2020 um 10:00:"],
    ["Chinese", "Jo <jo@client.example> 于2020年3月2日周一 10:00写道："],
    ["Korean", "2020년 3월 2일 (월) 오전 10:00, Jo <jo@client.example>님이 작성:"],
    ["Polish", "pon., 2 mar 2020 o 10:00 Jo <jo@client.example> napisał(a):"],
    ["a language that is not known", "2020-03-02 10:00 GMT+01:00 Jo Client <jo@client.example>:"],
  ])("folds what stands below the line above a quote in %s", (_, attribution) => {
    const { visible, quoted } = splitQuoted(lines("Thanks, solved.", "", attribution, "", "> Did it help?", "> Jo"));
    expect(visible).toBe("Thanks, solved.");
    expect(quoted).toBe(lines(attribution, "", "> Did it help?", "> Jo"));
  });

  it.each([
    [
      "Outlook",
      [
        "________________________________",
        "From: Jo <jo@client.example>",
        "Sent: Monday, March 2, 2020 10:00",
        "To: Support",
        "Subject: Printer",
      ],
    ],
    [
      "Outlook in German",
      ["Von: Jo <jo@client.example>", "Gesendet: Montag, 2. März 2020 10:00", "An: Support", "Betreff: Drucker"],
    ],
    ["Outlook Express", ["-----Original Message-----", "From: Jo", "Sent: Monday"]],
    ["a phone in Danish", ["-------- Oprindelig besked --------", "Fra: Jo <jo@client.example>", "Dato: 02.03.2020"]],
    ["a line that asks to write above it", ["##- Please type your reply above this line -##"]],
  ])("folds the message below the mark of %s", (_, mark) => {
    const { visible, quoted } = splitQuoted(lines("Solved.", "", ...mark, "", "old text"));
    expect([visible, quoted]).toEqual(["Solved.", lines(...mark, "", "old text")]);
  });

  it("keeps answers between quoted lines whole", () => {
    const text = lines("On 2020-03-02 Jo <jo@client.example> wrote:", "> First?", "Yes.", "> Second?", "No.");
    expect(splitQuoted(text)).toEqual({ visible: text, quoted: "", signature: "" });
  });

  it("shows the answer below a quote and folds the quote", () => {
    const { visible, quoted } = splitQuoted(
      lines("On 2020-03-02 Jo <jo@client.example> wrote:", "> First?", "", "Yes."),
    );
    expect([visible, quoted]).toEqual(["Yes.", lines("On 2020-03-02 Jo <jo@client.example> wrote:", "> First?")]);
  });

  it("does not cut a forwarded message", () => {
    const text = lines(
      "Please handle.",
      "",
      "---------- Forwarded message ---------",
      "From: Jo <jo@client.example>",
      "Date: Monday",
      "Subject: Printer",
      "",
      "It burns",
    );
    expect(splitQuoted(text).visible).toBe(text);
  });

  it("shows a text that is nothing but a quote", () => {
    expect(splitQuoted("> only this")).toEqual({ visible: "> only this", quoted: "", signature: "" });
  });

  it("folds the signature and what a device adds", () => {
    expect(splitQuoted(lines("Yes.", "-- ", "Jo", "Client Ltd"))).toEqual({
      visible: "Yes.",
      quoted: "",
      signature: lines("-- ", "Jo", "Client Ltd"),
    });
    expect(splitQuoted(lines("Yes.", "", "Sent from my iPhone", "", "On 2 Mar 2020 Jo wrote:", "> x")).signature).toBe(
      "Sent from my iPhone",
    );
  });

  it.each([
    "Hi,\nOn Monday 10:00 Jo wrote:",
    "From: Berlin\nTo: Paris\nDate: 3 March 2020",
    "Date: 3 March\nTime: 10:00\nPlace: here",
    "On Monday we wrote: nothing happened.",
    "From: the top, To: the bottom",
    "Subject to change, he wrote",
    "1 > 0 and 2 > 1",
  ])("leaves prose alone: %s", (text) => {
    expect(splitQuoted(`${text}\nMore of it.`).quoted).toBe("");
  });

  it("loses no line of any text", () => {
    const line = fc.oneof(
      fc.constantFrom(
        "> quoted",
        ">> twice",
        "",
        "-- ",
        "On 2020-03-02 a@b.example wrote:",
        "From: a@b.example",
        "Sent: 10:00",
        "To: c",
        "Subject: d",
        "-----Original Message-----",
        "Sent from my iPhone",
        "text",
      ),
      fc.string({ maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (parts) => {
        const { visible, quoted, signature } = splitQuoted(parts.join("\n"));
        const kept = words(`${visible}\n${quoted}\n${signature}`);
        expect(kept).toEqual(words(parts.join("\n")));
      }),
    );
  });

  it.each([
    ["quoted lines", "> a\nb\n".repeat(200_000)],
    ["beginnings of attributions", "On 2020-03-02 a <a@b.example>\n".repeat(100_000)],
    ["line ends", "\n".repeat(3_000_000)],
    ["labels", "From: a@b.example\n".repeat(100_000)],
    ["one endless line", `On ${"a ".repeat(1_000_000)}wrote:`],
  ])("takes time in proportion to the text: %s", (_, text) => {
    const started = performance.now();
    splitQuoted(text);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

/** What a text holds beside white space, in no order: the pieces stand apart after a split. */
function words(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .toSorted();
}
