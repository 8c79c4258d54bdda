import { comment, reply } from "@deskhand/domain/tickets/add-message";
import { addWatcher } from "@deskhand/domain/tickets/change-watchers";
import { typedContent } from "@deskhand/domain/tickets/content";
import { setStatus } from "@deskhand/domain/tickets/set-status";
import { attachment, entryContent, user } from "@deskhand/db/schema";
import { readReplyToken, splitPlusAddress } from "@deskhand/mail";
import { asc, eq } from "drizzle-orm";
import { expect } from "vitest";
import type { Desk, SentMail } from "../desk/start-desk.ts";
import { addressees } from "../desk/addressees.ts";
import { only } from "../desk/only.ts";
import { test } from "../desk/test.ts";
import { answerTo } from "./answering.ts";

const REQUESTOR = "rita@unknown.example";
const FROM = `Rita Requestor <${REQUESTOR}>`;
const PHOTO = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

function writtenIn(desk: Desk, entryId: string) {
  return desk.read((tx) =>
    tx
      .select({ text: entryContent.text, messageId: entryContent.messageId, from: entryContent.fromAddress })
      .from(entryContent)
      .where(eq(entryContent.entryId, entryId)),
  );
}

function byId(a: { outboundId: string | null }, b: { outboundId: string | null }): number {
  return String(a.outboundId) < String(b.outboundId) ? -1 : 1;
}

/** The fields by which a mail says that nobody wrote it. */
function marks({ message }: SentMail): (string | null)[] {
  const names = ["auto-submitted", "precedence", "x-auto-response-suppress"];
  return names.map((name) => message.headers.find((header) => header.name === name)?.value ?? null);
}

async function makeAdminCc(desk: Desk, number: number): Promise<string> {
  const address = `colleague@${desk.slug}.example`;
  await desk.act("admin", (ctx) => addWatcher(ctx, { ticket: { number }, role: "admincc", address }));
  return address;
}

test("a stranger's mail becomes a ticket, is answered, and goes back and forth until it is resolved and opened again", async ({
  desk,
  mailer,
}) => {
  // Mail from an unknown address: a ticket with a number, and an autoreply.
  await mailer.send({
    from: FROM,
    subject: "The printer burns",
    text: "It stands in room 4.",
    messageId: "<first@unknown.example>",
  });
  const ticket = only(await desk.tickets());
  expect(ticket).toMatchObject({ number: 1, subject: "The printer burns", status: "new", statusCategory: "initial" });
  const autoreply = only(await desk.sent());
  expect(addressees(autoreply)).toEqual({ to: [REQUESTOR], cc: [], bcc: [] });
  expect(autoreply.message.subject).toBe(`[${desk.slug} #1] AutoReply: The printer burns`);
  expect(autoreply.message.text).toContain("It stands in room 4.");
  const created = await desk.read((tx) => tx.select().from(user).where(eq(user.email, REQUESTOR)));
  expect(created).toMatchObject([{ name: "Rita Requestor", privileged: false }]);

  // Staff replies: a mail to the requestor, and the ticket is open.
  await desk.act("agent", (ctx) =>
    reply(ctx, {
      ticket: { number: 1 },
      content: typedContent("The printer burns", "Please send a photo."),
      cc: [],
      bcc: [],
      status: null,
    }),
  );
  const answered = (await desk.sent()).at(-1);
  if (!answered) throw new Error("The reply was not mailed");
  expect(addressees(answered)).toEqual({ to: [REQUESTOR], cc: [], bcc: [] });
  expect(answered.message.text).toContain("Please send a photo.");
  expect(only(await desk.tickets()).status).toBe("open");

  // The requestor answers with quoted text and a photo: the same ticket.
  await mailer.send({
    ...answerTo(answered, FROM, "Here it is."),
    attachments: [{ filename: "fire.png", content: PHOTO }],
  });
  const same = only(await desk.tickets());
  const history = await desk.history(same.id);
  const correspondence = history.filter(({ type }) => type === "Correspond");
  expect(correspondence).toHaveLength(2);
  const theirs = only(await writtenIn(desk, correspondence[1]?.id ?? ""));
  expect(theirs.from).toBe(REQUESTOR);
  expect(theirs.text).toMatch(/^Here it is\./);
  expect(theirs.text).toContain("> Please send a photo.");
  const photo = only(
    await desk.read((tx) =>
      tx
        .select()
        .from(attachment)
        .where(eq(attachment.entryId, correspondence[1]?.id ?? "")),
    ),
  );
  expect(photo).toMatchObject({ filename: "fire.png", size: PHOTO.length });
  expect(await desk.runtime.services.blobs.get(desk.orgId, photo.contentHash)).toEqual(PHOTO);

  // A comment: to the AdminCcs alone, from the address for comments.
  const adminCc = await makeAdminCc(desk, 1);
  const before = (await desk.sent()).length;
  await desk.act("agent", (ctx) =>
    comment(ctx, {
      ticket: { number: 1 },
      content: typedContent("The printer burns", "They always burn."),
      cc: [],
      bcc: [],
      status: null,
    }),
  );
  const commented = only((await desk.sent()).slice(before));
  expect(addressees(commented)).toEqual({ to: [], cc: [], bcc: [adminCc] });
  expect(commented.message.from?.address).toBe(desk.commentAddress);
  expect(commented.message.text).toContain("They always burn.");

  // Resolved: the requestor learns of it, and nobody opens it by that.
  await desk.act("agent", (ctx) => setStatus(ctx, { ticket: { number: 1 }, status: "resolved" }));
  const resolved = only((await desk.sent()).slice(before + 1));
  expect(resolved.message.subject).toBe(`[${desk.slug} #1] Resolved: The printer burns`);
  expect(addressees(resolved)).toEqual({ to: [REQUESTOR], cc: [], bcc: [] });
  expect(only(await desk.tickets())).toMatchObject({ status: "resolved", statusCategory: "inactive" });

  // The requestor writes again: open.
  await mailer.send(answerTo(resolved, FROM, "It burns again."));
  expect(only(await desk.tickets())).toMatchObject({ status: "open", statusCategory: "active" });
  expect((await desk.inbound()).map(({ state, reason }) => [state, reason])).toEqual([
    ["ticket", "new"],
    ["ticket", "token"],
    ["ticket", "token"],
  ]);
});

test("a comment's words are in no mail that a requestor gets", async ({ desk, mailer }) => {
  await mailer.send({ from: FROM, subject: "Secret", text: "Tell me." });
  await makeAdminCc(desk, 1);
  // The requestor is an AdminCc too, and the one-time Cc: a comment still never reaches them.
  await desk.act("admin", (ctx) => addWatcher(ctx, { ticket: { number: 1 }, role: "admincc", address: REQUESTOR }));
  await desk.act("agent", (ctx) =>
    comment(ctx, {
      ticket: { number: 1 },
      content: typedContent("Secret", "not-for-them"),
      cc: [REQUESTOR],
      bcc: [],
      status: null,
    }),
  );
  const theirs = (await desk.sent()).filter((mail) => Object.values(addressees(mail)).flat().includes(REQUESTOR));
  expect(theirs.length).toBeGreaterThan(0);
  expect(theirs.filter(({ source }) => source.includes("not-for-them"))).toEqual([]);
  const others = (await desk.sent()).filter(({ source }) => source.includes("not-for-them"));
  expect(others.map(({ message }) => message.from?.address)).toEqual([desk.commentAddress]);
});

test("every mail that was sent stands in the ticket's history", async ({ desk, mailer }) => {
  await mailer.send({ from: FROM, subject: "Noted", text: "Hello" });
  await makeAdminCc(desk, 1);
  await desk.act("agent", (ctx) =>
    reply(ctx, { ticket: { number: 1 }, content: typedContent("Noted", "Hello you"), cc: [], bcc: [], status: null }),
  );
  await desk.act("agent", (ctx) =>
    comment(ctx, { ticket: { number: 1 }, content: typedContent("Noted", "Hm"), cc: [], bcc: [], status: null }),
  );
  const sent = await desk.sent();
  const records = (await desk.history(only(await desk.tickets()).id)).filter(({ type }) =>
    type.endsWith("EmailRecord"),
  );
  const expected = sent.map(({ row, message }) => ({
    type: row.purpose === "comment" ? "CommentEmailRecord" : "EmailRecord",
    data: message.messageId,
    outboundId: row.id,
  }));
  expect(sent.length).toBeGreaterThanOrEqual(4);
  expect(records.map(({ type, data, outboundId }) => ({ type, data, outboundId })).toSorted(byId)).toEqual(
    expected.toSorted(byId),
  );
});

test("every mail carries what makes its answer come back, and automatic ones say that they are", async ({
  desk,
  mailer,
}) => {
  await mailer.send({ from: FROM, subject: "Headers", text: "Hello", messageId: "<asked@unknown.example>" });
  await makeAdminCc(desk, 1);
  await desk.act("agent", (ctx) =>
    reply(ctx, { ticket: { number: 1 }, content: typedContent("Headers", "Hello you"), cc: [], bcc: [], status: null }),
  );
  await desk.act("agent", (ctx) =>
    comment(ctx, { ticket: { number: 1 }, content: typedContent("Headers", "Hm"), cc: [], bcc: [], status: null }),
  );
  await desk.act("agent", (ctx) => setStatus(ctx, { ticket: { number: 1 }, status: "resolved" }));
  const sent = await desk.sent();
  const entries = await desk.read((tx) => tx.select().from(entryContent).orderBy(asc(entryContent.entryId)));
  const messageIdOf = new Map(entries.map((entry) => [entry.entryId, entry.messageId]));
  for (const { row, message, source } of sent) {
    const isComment = row.purpose === "comment";
    expect(message.from?.address).toBe(isComment ? desk.commentAddress : desk.address);
    const replyTo = splitPlusAddress(only(message.replyTo).address);
    expect(replyTo.base).toBe(isComment ? desk.commentAddress : desk.address);
    expect(readReplyToken(desk.runtime.services.secret, desk.orgId, replyTo.token ?? "")).toBe(true);
    expect(message.messageId).toBe(row.messageId);
    expect(message.subject).toContain(`[${desk.slug} #1]`);
    expect(message.references[0]).toBe(`<ticket-${row.ticketId}@${desk.slug}.localhost>`);
    const cause = messageIdOf.get(row.entryId) ?? null;
    expect(message.inReplyTo).toEqual(cause === null ? [] : [cause]);
    if (cause !== null) expect(message.references).toContain(cause);
    expect(source).toMatch(/^Content-Type: text\/plain/im);
    expect(source).toMatch(/^Content-Type: text\/html/im);
    expect(source).not.toMatch(/^bcc:/im);
  }
  expect(sent.map((mail) => [mail.message.subject.replace(`[${desk.slug} #1] `, ""), ...marks(mail)])).toEqual([
    ["AutoReply: Headers", "auto-replied", "bulk", "All"],
    ["Headers", null, null, null],
    ["Headers", null, null, null],
    ["[Comment] Headers", null, null, null],
    ["Resolved: Headers", "auto-generated", "bulk", "All"],
  ]);
  expect(new Set(sent.map(({ message }) => message.messageId)).size).toBe(sent.length);
  expect(new Set(sent.map(({ row }) => row.replyToken)).size).toBe(sent.length);
});
