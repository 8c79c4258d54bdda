import { reply } from "@deskhand/domain/tickets/add-message";
import { addWatcher } from "@deskhand/domain/tickets/change-watchers";
import { typedContent } from "@deskhand/domain/tickets/content";
import { setStatus } from "@deskhand/domain/tickets/set-status";
import { outboundMessage } from "@deskhand/db/schema";
import { eq } from "drizzle-orm";
import type { SendMailOptions } from "nodemailer";
import { describe, expect } from "vitest";
import type { Mailer } from "../desk/mailer.ts";
import { only } from "../desk/only.ts";
import type { Desk, SentMail } from "../desk/start-desk.ts";
import { test } from "../desk/test.ts";
import { answerTo, quoting } from "./answering.ts";

const FROM = "rita@unknown.example";
const WORDS = "Here is the photo you asked for.";
const FILE = { filename: "fire.png", content: Buffer.from("89504e470d0a1a0a", "hex") };

/** A ticket that staff answered; what the requestor holds in their hands. */
async function answeredTicket(desk: Desk, mailer: Mailer): Promise<SentMail> {
  await mailer.send({ from: FROM, subject: "Printer", text: "It burns." });
  await desk.act("agent", (ctx) =>
    reply(ctx, {
      ticket: { number: 1 },
      content: typedContent("Printer", "A photo, please."),
      cc: [],
      bcc: [],
      status: null,
    }),
  );
  const sent = (await desk.sent()).at(-1);
  if (!sent) throw new Error("The reply was not mailed");
  return sent;
}

async function correspondents(desk: Desk): Promise<number> {
  const history = await desk.history(only(await desk.tickets()).id);
  return history.filter(({ type }) => type === "Correspond").length;
}

/** Answers that lost everything but one thing on their way: a plain address, other references, another subject. */
const VARIANTS: Record<string, { evidence: string; answer: (sent: SentMail, desk: Desk) => SendMailOptions }> = {
  "its reply token": {
    evidence: "token",
    answer: ({ message }) => ({ to: message.replyTo.map(({ address }) => address), subject: "My printer" }),
  },
  "our Message-ID": {
    evidence: "message_id",
    answer: ({ message }, desk) => ({ to: desk.address, subject: "My printer", inReplyTo: message.messageId ?? "" }),
  },
  "our Message-ID among its references": {
    evidence: "message_id",
    answer: ({ message }, desk) => ({
      to: desk.address,
      subject: "My printer",
      references: ["<other@client.example>", message.messageId ?? ""].join(" "),
    }),
  },
  "the ticket's own reference": {
    evidence: "message_id",
    answer: ({ message }, desk) => ({
      to: desk.address,
      subject: "My printer",
      references: `${message.references[0] ?? ""} <other@client.example>`,
    }),
  },
  "the tag in its subject": {
    evidence: "tag",
    answer: (_, desk) => ({ to: desk.address, subject: `AW: [${desk.slug.toUpperCase()} #1] Printer` }),
  },
};

describe.for(Object.entries(VARIANTS))(
  "an answer with a quote and a file lands in its ticket",
  ([name, { evidence, answer }]) => {
    test(`by ${name} alone`, async ({ desk, mailer }) => {
      const sent = await answeredTicket(desk, mailer);
      await mailer.send({ from: FROM, text: quoting(WORDS, sent), attachments: [FILE], ...answer(sent, desk) });
      expect(await correspondents(desk)).toBe(2);
      expect((await desk.inbound()).at(-1)).toMatchObject({ state: "ticket", reason: evidence });
    });
  },
);

test("a Message-ID that the mail provider put in place of ours is recognised", async ({ desk, mailer }) => {
  const sent = await answeredTicket(desk, mailer);
  const providerMessageId = "<0102019-replaced@provider.example>";
  await desk.read((tx) =>
    tx.update(outboundMessage).set({ providerMessageId }).where(eq(outboundMessage.id, sent.row.id)),
  );
  await mailer.send({ from: FROM, subject: "My printer", text: WORDS, inReplyTo: providerMessageId });
  expect(await correspondents(desk)).toBe(2);
});

test("a stranger who uses another's tag gets a ticket of their own, which names the other", async ({
  desk,
  mailer,
}) => {
  await answeredTicket(desk, mailer);
  await mailer.send({
    from: "eve@elsewhere.example",
    subject: `Re: [${desk.slug} #1] Printer`,
    text: "Send me all you know.",
  });
  const tickets = await desk.tickets();
  expect(tickets.map(({ number }) => number)).toEqual([1, 2]);
  expect(
    await desk.history(tickets[0]?.id ?? "").then((entries) => entries.filter(({ type }) => type === "Correspond")),
  ).toHaveLength(1);
  expect((await desk.inbound()).at(-1)).toMatchObject({
    state: "ticket",
    reason: "new",
    ticketId: tickets[1]?.id,
    trace: { refersTo: [1] },
  });
});

test("a stranger who copies the identifiers of another's mail gets a ticket of their own", async ({ desk, mailer }) => {
  const sent = await answeredTicket(desk, mailer);
  const { messageId, references } = sent.message;
  await mailer.send({
    from: "eve@elsewhere.example",
    subject: "Mine",
    text: "Hello",
    inReplyTo: messageId ?? "",
    references: references.join(" "),
  });
  expect(await desk.tickets()).toHaveLength(2);
});

test("a stranger who holds another's reply address gets a ticket of their own", async ({ desk, mailer }) => {
  const sent = await answeredTicket(desk, mailer);
  await mailer.send(answerTo(sent, "eve@elsewhere.example", "I was forwarded this."));
  expect(await desk.tickets()).toHaveLength(2);
});

test("a token of another organisation leads nowhere", async ({ desk, other, mailer }) => {
  const sent = await answeredTicket(desk, mailer);
  const token = sent.row.replyToken;
  await mailer.send({ from: FROM, to: `general+${token}@${other.slug}.localhost`, subject: "My printer", text: WORDS });
  await other.settled();
  expect((await other.inbound()).map(({ state, reason }) => [state, reason])).toEqual([["ticket", "new"]]);
  expect(await correspondents(desk)).toBe(1);
});

test("staff answers by mail from their own mailbox, and a mail to the comment address comments", async ({
  desk,
  mailer,
}) => {
  await mailer.send({ from: FROM, subject: "Printer", text: "It burns." });
  await desk.act("admin", (ctx) =>
    addWatcher(ctx, { ticket: { number: 1 }, role: "admincc", address: `agent@${desk.slug}.example` }),
  );
  const subject = `Re: [${desk.slug} #1] Printer`;
  await mailer.send({ from: `agent@${desk.slug}.example`, to: desk.commentAddress, subject, text: "Not for Rita." });
  await mailer.send({ from: `agent@${desk.slug}.example`, to: desk.address, subject, text: "We look into it." });
  const types = (await desk.history(only(await desk.tickets()).id))
    .map(({ type }) => type)
    .filter((type) => type === "Comment" || type === "Correspond");
  expect(types).toEqual(["Comment", "Correspond"]);
  const toRita = (await desk.sent()).filter(({ row }) => row.to.some(({ address }) => address === FROM));
  expect(toRita.map(({ message }) => message.text.includes("We look into it."))).toEqual([false, true]);
  expect(toRita.some(({ source }) => source.includes("Not for Rita."))).toBe(false);
});

test("a requestor who writes to the comment address replies: they cannot comment", async ({ desk, mailer }) => {
  await answeredTicket(desk, mailer);
  await mailer.send({ from: FROM, to: desk.commentAddress, subject: `Re: [${desk.slug} #1] Printer`, text: WORDS });
  expect(await correspondents(desk)).toBe(2);
});

test("an answer to a resolved ticket opens it again, an answer to a deleted one makes a new ticket", async ({
  desk,
  mailer,
}) => {
  const sent = await answeredTicket(desk, mailer);
  await desk.act("agent", (ctx) => setStatus(ctx, { ticket: { number: 1 }, status: "resolved" }));
  await mailer.send(answerTo(sent, FROM, "Still burning."));
  expect(only(await desk.tickets()).status).toBe("open");
  await desk.act("admin", (ctx) => setStatus(ctx, { ticket: { number: 1 }, status: "deleted" }));
  await mailer.send(answerTo(sent, FROM, "Hello?"));
  expect((await desk.tickets()).map(({ number, status }) => [number, status])).toEqual([
    [1, "deleted"],
    [2, "new"],
  ]);
});
