/// <reference lib="dom" />
import { randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test as base } from "@playwright/test";
import type { Page } from "@playwright/test";

/** Address of the root site; the demo organisation lives one label below. */
export const ROOT = (process.env["ROOT_URL"] ?? "http://localhost:3000").replace(/\/$/, "");
export const ACME = ROOT.replace("://", "://acme.");

/** The demo's people, all with the same password. */
export const PEOPLE = {
  admin: "admin@acme.example",
  agent: "agent@acme.example",
  customer: "customer@client.example",
} as const;
const PASSWORD = "deskhand-demo";

/** Fills in and sends the sign-in form of the page at hand. */
export async function submitSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in as somebody and waits until the page asked for is there. */
export async function signIn(page: Page, who: keyof typeof PEOPLE, path = "/desk"): Promise<void> {
  await page.goto(`${ACME}/auth/sign-in?next=${encodeURIComponent(path)}`);
  await submitSignIn(page, PEOPLE[who]);
  await page.waitForURL(`${ACME}${path}`);
}

/** A test with a page on which the demo's agent, or its admin, is signed in and sees the desk. */
export const test = base.extend<{ agent: Page; admin: Page }>({
  agent: async ({ page }, use) => {
    await signIn(page, "agent");
    await use(page);
  },
  admin: async ({ page }, use) => {
    await signIn(page, "admin");
    await use(page);
  },
});

/** A mail as its sender writes it. */
export type SentMail = { from: string; subject: string; body: string; headers?: readonly string[] };

/**
 * Sends a mail through RT's gateway as RT's client does, from within a page of the organisation.
 * @returns the ticket's number
 */
export async function sendByGateway(page: Page, mail: SentMail): Promise<number> {
  const headers = [`From: ${mail.from}`, "To: support@acme.example", `Subject: ${mail.subject}`];
  // Without one the same words within an hour count as the same mail.
  headers.push(`Message-ID: <${randomUUID()}@client.example>`, ...(mail.headers ?? []));
  const parts = [
    formPart("queue", "General"),
    formPart("action", "correspond"),
    formPart("message", `${headers.join("\n")}\n\n${mail.body}\n`),
  ];
  const answer = await page.evaluate(
    async (body) => {
      const response = await fetch("/REST/1.0/NoAuth/mail-gateway", {
        method: "POST",
        headers: { "content-type": "multipart/form-data; boundary=part" },
        body,
      });
      return response.text();
    },
    `${parts.join("")}--part--\r\n`,
  );
  const number = /^ok\nTicket: (\d+)\n/.exec(answer)?.[1];
  expect(number, answer).toBeDefined();
  return Number(number);
}

function formPart(name: string, value: string): string {
  return `--part\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/** Asserts that axe finds nothing on the page, by WCAG 2.2 A and AA. Frames hold other people's mail and are left out. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .exclude("iframe")
    .setLegacyMode(true)
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual(
    [],
  );
}

/** Asserts that a page as narrow as a phone scrolls in one direction only (WCAG 1.4.10). */
export async function expectOneWayScrolling(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}
