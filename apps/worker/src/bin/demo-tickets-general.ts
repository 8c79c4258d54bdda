import { ana, tom, mei, customer, omar, petra } from "./demo-people.ts";
import type { DemoTicket } from "./demo-ticket.ts";

/** The everyday of the queue General. */
export const GENERAL_TICKETS: readonly DemoTicket[] = [
  {
    queue: "general",
    ago: 0.4,
    ...customer,
    subject: "Invoice 2231 shows the wrong address",
    text: "Hello,\n\ninvoice 2231 was issued to our old office in Harbour Street. We moved in June. Could you send a corrected one? Our accountant needs it by the end of the month.\n\nKind regards\nCora",
    steps: [],
  },
  {
    queue: "general",
    ago: 1.5,
    ...ana,
    subject: "How do I add a second billing contact?",
    text: "Hi there, I'd like my colleague to get the invoices too. Where can I add her?",
    steps: [],
  },
  {
    queue: "general",
    ago: 3,
    ...petra,
    subject: "Export stops at 5,000 rows",
    text: "When I export our contacts to CSV the file always ends at row 5,000. We have about 7,400.\nTried in Firefox and Chrome, same result.",
    steps: [{ who: "agent", after: 0.5, take: true }],
  },
  {
    queue: "general",
    ago: 6,
    ...tom,
    subject: "Two-factor code is not accepted",
    text: 'Since this morning my code is refused: "The code is wrong or too old". My phone\'s time is set automatically.',
    steps: [
      { who: "agent", after: 0.3, take: true },
      {
        who: "agent",
        after: 0.2,
        reply:
          "Hello Tom,\n\nI'm sorry about that. Please try one of your recovery codes; then open Settings, Security and scan the picture again.\n\nDoes that work?\nBen",
      },
    ],
  },
  {
    queue: "general",
    ago: 20,
    ...mei,
    subject: "Delivery notes are missing since Friday",
    text: "Our delivery notes of Friday and Saturday do not show up in the overview. Orders 88120 to 88164.",
    steps: [
      { who: "agent", after: 1, take: true },
      {
        who: "agent",
        after: 0.2,
        comment: "Import of Friday night failed because of a full disk on the transfer host. Network is on it.",
      },
      {
        who: "agent",
        after: 0.1,
        reply:
          "Dear Mei,\n\nwe found the cause: an import on our side did not finish. The notes will be there by tomorrow noon; nothing is lost.\n\nBen",
      },
    ],
  },
  {
    queue: "general",
    ago: 30,
    ...omar,
    subject: "Request for a trial extension",
    text: "Could you extend our trial by two weeks? Our security review takes longer than planned.",
    steps: [
      { who: "admin", after: 2, take: true },
      {
        who: "admin",
        after: 0.5,
        reply:
          "Hello Omar,\n\ndone: your trial now ends on the last day of next month. Tell us if the review needs anything from us.\n\nAda",
        status: "resolved",
      },
    ],
  },
  {
    queue: "general",
    ago: 50,
    ...ana,
    subject: "Typo on the order confirmation",
    text: 'The confirmation says "Yuor order". Thought you might want to know :)',
    steps: [
      { who: "agent", after: 1, reply: "Thank you, Ana! Corrected, it goes live tonight.", status: "resolved" },
      { who: "requestor", after: 20, reply: "I still see it in the German version." },
    ],
  },
  {
    queue: "general",
    ago: 72,
    ...petra,
    subject: "Cannot change the logo",
    text: 'Uploading our new logo ends with "file too large" although it has only 300 KB.',
    steps: [
      { who: "agent", after: 3, take: true },
      {
        who: "agent",
        after: 1,
        reply:
          "Hi Petra,\n\nthe limit is on the picture's side length (2,000 pixels), the message is misleading. Could you try a smaller version?",
      },
      { who: "requestor", after: 5, reply: "That worked. Please fix the message, it cost me an hour." },
      { who: "agent", after: 2, comment: "Told the developers about the message.", status: "resolved" },
    ],
  },
  {
    queue: "general",
    ago: 96,
    ...tom,
    subject: "Refund for duplicate order 77310",
    text: "The order was placed twice because the page hung. Please refund one of them.",
    steps: [
      { who: "admin", after: 4, take: true },
      {
        who: "admin",
        after: 1,
        reply: "Hello Tom, the refund of 148.00 is on its way, it takes three working days.",
        status: "stalled",
      },
    ],
  },
  {
    queue: "general",
    ago: 120,
    ...mei,
    subject: "Phone number of your Rotterdam depot?",
    text: "Could you give me the direct number of the depot in Rotterdam?",
    steps: [
      {
        who: "agent",
        after: 2,
        reply: "Hello Mei, the depot is at +31 10 555 0142, weekdays from 7 to 16.",
        status: "resolved",
      },
    ],
  },
  {
    queue: "general",
    ago: 150,
    from: "winner@prize-center.example",
    name: "Prize Center",
    subject: "You are our lucky winner!!!",
    text: "Dear friend, you have been selected. Send us your data to claim 2,000,000.",
    steps: [{ who: "agent", after: 5, status: "rejected" }],
  },
  {
    queue: "general",
    ago: 200,
    ...omar,
    subject: "Where are old invoices?",
    text: "I can only see this year's invoices. We need those of the last two years for an audit.",
    steps: [
      { who: "agent", after: 3, take: true },
      {
        who: "agent",
        after: 0.5,
        reply: "Hello Omar,\n\nthey are under Documents, Archive. Each year is one file.",
        status: "resolved",
      },
    ],
  },
  {
    queue: "general",
    ago: 260,
    ...customer,
    subject: "Change of bank account",
    text: "From next month on please debit our new account. The mandate is in the post.",
    steps: [
      { who: "admin", after: 6, take: true },
      { who: "admin", after: 1, comment: "Mandate has not arrived yet, asked the mail room.", status: "stalled" },
    ],
  },
  {
    queue: "general",
    ago: 330,
    ...petra,
    subject: "Feature wish: dark mode",
    text: "My eyes would thank you.",
    steps: [
      {
        who: "agent",
        after: 8,
        reply: "Noted with pleasure, Petra. It is on our list for spring.",
        status: "resolved",
      },
    ],
  },
  {
    queue: "general",
    ago: 400,
    from: "newsletter-test@kovac-design.example",
    name: "Test",
    subject: "test please ignore",
    text: "test",
    steps: [{ who: "agent", after: 1, status: "deleted" }],
  },
];
