import { ana, tom, mei, customer, omar, petra } from "./demo-people.ts";
import type { DemoTicket } from "./demo-ticket.ts";

/** The everyday of the queues Security and Network. */
export const TECHNICAL_TICKETS: readonly DemoTicket[] = [
  {
    queue: "security",
    ago: 0.8,
    from: "eva.novak@brightlabs.example",
    name: "Eva Novak",
    subject: "Suspicious login from Lagos",
    text: "I got a notice about a login from Lagos at 03:12. Nobody of us is there. Please check and tell me what to do.",
    steps: [{ who: "admin", after: 0.1, priority: 90 }],
  },
  {
    queue: "security",
    ago: 5,
    from: "researcher@whitehat.example",
    name: "J. Ferreira",
    subject: "Reflected script in the search page",
    text: 'Dear team,\n\nthe parameter "q" of your search page is written into the page without escaping in the error case. Steps and a video are ready, where may I send them?\n\nJ. Ferreira',
    steps: [
      { who: "admin", after: 0.5, take: true },
      { who: "admin", after: 0.2, priority: 80 },
      {
        who: "admin",
        after: 0.3,
        reply:
          "Thank you for telling us first. Please answer to this mail with the details; we come back to you within one working day.",
      },
      { who: "admin", after: 1, comment: "Reproduced on staging. The fix is in review." },
    ],
  },
  {
    queue: "security",
    ago: 28,
    ...tom,
    subject: "Lost laptop",
    text: "My laptop was stolen on the train yesterday evening. It was encrypted. Do I have to do anything?",
    steps: [
      { who: "agent", after: 0.4, take: true },
      {
        who: "agent",
        after: 0.1,
        reply:
          "Hello Tom,\n\nsorry to hear that. We have ended all your sessions. Please change your password and tell us the device's serial number.",
      },
      { who: "requestor", after: 3, reply: "Password is changed. Serial number: 5CG9230QX1." },
    ],
  },
  {
    queue: "security",
    ago: 70,
    ...ana,
    subject: "Is this mail from you?",
    text: 'I received a mail "Your mailbox is full" from support@acrne.example. Looks like your design.',
    steps: [
      { who: "agent", after: 1, take: true },
      {
        who: "agent",
        after: 0.5,
        reply: 'No, Ana, that is not from us: look at the address, "acrne" with r and n. Please delete it.',
        status: "resolved",
      },
    ],
  },
  {
    queue: "security",
    ago: 140,
    ...omar,
    subject: "Penetration test in week 49",
    text: "We plan a penetration test of our own environment in week 49. Do you need to be informed formally?",
    steps: [
      { who: "admin", after: 4, take: true },
      {
        who: "admin",
        after: 2,
        reply: "Hello Omar, yes, please send us the source addresses and the time window.",
        status: "stalled",
      },
    ],
  },
  {
    queue: "security",
    ago: 240,
    ...mei,
    subject: "Access for our auditor",
    text: "Our auditor needs read access for two days. How do we do that safely?",
    steps: [
      {
        who: "admin",
        after: 3,
        reply: "Invite her as a guest with an end date; she gets a link of her own. No password is shared.",
        status: "resolved",
      },
    ],
  },
  {
    queue: "security",
    ago: 500,
    from: "abuse@hoster.example",
    name: "Abuse Desk",
    subject: "Report about 203.0.113.25",
    text: "We received reports about connection attempts from 203.0.113.25.",
    steps: [
      { who: "admin", after: 2, take: true },
      { who: "admin", after: 1, comment: "That address was given back by us in March.", status: "rejected" },
    ],
  },
  {
    queue: "network",
    ago: 0.2,
    from: "nagios@monitor.client.example",
    name: "Nagios",
    subject: "** PROBLEM Service Alert: web-2/HTTP is CRITICAL **",
    text: "Notification Type: PROBLEM\n\nService: HTTP\nHost: web-2\nState: CRITICAL\n\nConnection refused",
    steps: [],
  },
  {
    queue: "network",
    ago: 4,
    ...mei,
    subject: "VPN drops every 20 minutes",
    text: "Since the update on Monday the VPN reconnects every 20 minutes. Client version 5.2.1 on Windows 11.",
    steps: [
      { who: "agent", after: 0.5, take: true },
      {
        who: "agent",
        after: 0.5,
        reply:
          "Hello Mei, please switch the protocol to WireGuard in the client's settings. We are looking for the cause.",
      },
      { who: "requestor", after: 1, reply: "With WireGuard it has been stable for an hour now." },
    ],
  },
  {
    queue: "network",
    ago: 26,
    ...omar,
    subject: "Open port 8443 to our partner",
    text: "Please allow 198.51.100.14 to reach our staging on 8443.",
    steps: [
      { who: "agent", after: 2, take: true },
      { who: "agent", after: 1, comment: "Waiting for the approval of his security officer.", status: "stalled" },
    ],
  },
  {
    queue: "network",
    ago: 48,
    ...petra,
    subject: "Slow uploads in the evening",
    text: "From 6 pm on uploads crawl at 1 Mbit/s. Speed tests of our provider look fine.",
    steps: [
      { who: "agent", after: 3, take: true },
      {
        who: "agent",
        after: 2,
        reply:
          "Hi Petra, could you send us a trace to our host while it is slow? Instructions are attached to your welcome mail.",
      },
    ],
  },
  {
    queue: "network",
    ago: 90,
    ...tom,
    subject: "New office: 12 network sockets",
    text: "We move to Lindenstraße 4 in January and need 12 sockets and two access points.",
    steps: [
      {
        who: "agent",
        after: 6,
        reply: "Hello Tom, our technician will be there on the 8th at 9. Please have the floor plan ready.",
        status: "stalled",
      },
    ],
  },
  {
    queue: "network",
    ago: 130,
    from: "cacti@monitor.client.example",
    name: "Cacti",
    subject: "ALERT: core-1 - Traffic - Gi0/1 is above threshold",
    text: "core-1 - Traffic - Gi0/1 went above threshold of 800000000 with 912348200",
    steps: [
      { who: "agent", after: 1, take: true },
      { who: "agent", after: 1, comment: "Backup job of the file server, as every first Sunday.", status: "resolved" },
    ],
  },
  {
    queue: "network",
    ago: 220,
    ...customer,
    subject: "Certificate warning on the portal",
    text: "Our browser warns that the portal's certificate expires in 3 days.",
    steps: [
      { who: "agent", after: 0.5, take: true },
      {
        who: "agent",
        after: 1,
        reply: "Thank you, Cora. It has been renewed; the warning is gone.",
        status: "resolved",
      },
      { who: "requestor", after: 2, reply: "Confirmed, thanks for the quick help!" },
      { who: "agent", after: 1, status: "resolved" },
    ],
  },
  {
    queue: "network",
    ago: 350,
    ...ana,
    subject: "DNS entry for shop.northwind.example",
    text: "Please point shop.northwind.example to 192.0.2.80.",
    steps: [
      { who: "agent", after: 2, take: true },
      { who: "agent", after: 0.5, reply: "Done, Ana. It takes up to an hour to reach everybody.", status: "resolved" },
    ],
  },
];
