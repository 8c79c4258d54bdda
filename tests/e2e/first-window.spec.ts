/// <reference lib="dom" />
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import {
  ACME,
  expectAccessible,
  expectOneWayScrolling,
  PEOPLE,
  ROOT,
  sendByGateway,
  signIn,
  submitSignIn,
  test,
} from "./console.ts";

/** A ticket of its own for a test, opened on its page. */
async function openNewTicket(page: Page, subject: string): Promise<number> {
  const number = await sendByGateway(page, {
    from: "Ana Ruiz <ana@client.example>",
    subject,
    body: `Hello,\n\nabout ${subject}.`,
  });
  await page.goto(`${ACME}/desk/tickets/${number}`);
  return number;
}

test.describe("sign-in", () => {
  test("leads back to the page that was asked for", async ({ page }) => {
    await page.goto(`${ACME}/desk/queues/general?state=all`);
    await expect(page).toHaveTitle(/^Sign in – /);
    await submitSignIn(page, PEOPLE.agent);
    await expect(page).toHaveURL(`${ACME}/desk/queues/general?state=all`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("General");
  });

  test("refuses a wrong password, says so and keeps the address", async ({ page }) => {
    await page.goto(`${ACME}/auth/sign-in`);
    await submitSignIn(page, PEOPLE.agent, "wrong");
    await expect(page.getByRole("alert").filter({ hasText: "do not fit" })).toBeVisible();
    await expect(page.getByLabel("E-mail address")).toHaveValue(PEOPLE.agent);
  });

  test("never leaves the host", async ({ page }) => {
    await page.goto(`${ACME}/auth/sign-in?next=${encodeURIComponent("//evil.example/desk")}`);
    await submitSignIn(page, PEOPLE.agent);
    await expect(page).toHaveURL(`${ACME}/desk`);
  });

  test("gives a cookie that scripts can't read and other hosts never get", async ({ agent }) => {
    const cookies = await agent.context().cookies();
    expect(cookies.find(({ name }) => name === "__Host-deskhand-session")).toMatchObject({
      domain: new URL(ACME).hostname,
      httpOnly: true,
      secure: true,
      sameSite: "Lax",
    });
    expect(await agent.evaluate(() => document.cookie)).not.toContain("session");
  });

  test("ends with signing out", async ({ agent }) => {
    await agent.getByRole("button", { name: /^Account/ }).click();
    await agent.getByRole("button", { name: "Sign out" }).click();
    await expect(agent).toHaveURL(`${ACME}/`);
    await agent.goto(`${ACME}/desk`);
    await expect(agent).toHaveURL(/\/auth\/sign-in/);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("one can sign in", async ({ page }) => {
    await page.goto(`${ACME}/desk`);
    await submitSignIn(page, PEOPLE.agent, "wrong");
    await expect(page.getByText("do not fit")).toBeVisible();
    await submitSignIn(page, PEOPLE.agent);
    await expect(page).toHaveURL(`${ACME}/desk`);
  });
});

test.describe("the list", () => {
  test("shows a queue's tickets by state and leads to them", async ({ agent }) => {
    await agent
      .getByRole("navigation", { name: "Console" })
      .getByRole("link", { name: /^General/ })
      .click();
    await expect(agent.getByRole("heading", { level: 1, name: "General" })).toBeVisible();
    await expect(agent.getByRole("row").nth(1)).toBeVisible();
    await agent.getByRole("link", { name: "Closed" }).click();
    await expect(agent).toHaveURL(/state=closed/);
    await expect(agent.getByRole("cell", { name: /^(New|Open|Stalled)$/ })).toHaveCount(0);
    const subject = agent.getByRole("rowheader").first().getByRole("link");
    const text = (await subject.textContent()) ?? "";
    await subject.click();
    await expect(agent.getByRole("heading", { level: 1 })).toContainText(text);
  });

  test("has no page at an address that makes no sense", async ({ agent }) => {
    await agent.goto(`${ACME}/desk/queues/general?cursor=no-such-place`);
    await expect(agent.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  });

  test("says what an empty list means", async ({ admin }) => {
    await admin.goto(`${ACME}/admin/mail?state=quarantined`);
    await expect(admin.getByRole("main").getByText("No mail here")).toBeVisible();
  });
});

test.describe("a ticket", () => {
  test("opens with neither form open, behind two buttons of one size", async ({ agent }) => {
    await openNewTicket(agent, "Two equal buttons");
    await expect(agent.getByRole("textbox")).toHaveCount(0);
    const [reply, comment] = await Promise.all(
      ["reply", "comment"].map((kind) => agent.locator(`[data-composer=${kind}] > summary`).boundingBox()),
    );
    expect(reply?.width).toBe(comment?.width);
    expect(reply?.height).toBe(comment?.height);
  });

  test("takes a reply, mails it and shows it as one", async ({ agent }) => {
    await openNewTicket(agent, "Reply me");
    await agent.locator("[data-composer=reply] > summary").click();
    await agent.getByRole("textbox", { name: "Reply to the requestors" }).fill("We look into it.\nBen");
    await agent.getByRole("button", { name: "Send reply to Ana Ruiz" }).click();
    const card = agent.getByRole("article", { name: "You replied to Ana Ruiz" });
    await expect(card).toContainText("We look into it.");
    await expect(card).toHaveAttribute("data-kind", "reply");
    await expect(agent.getByRole("textbox")).toHaveCount(0);
    await expect(async () => {
      await agent.goto(`${ROOT}/outbox`);
      await expect(agent.getByRole("link", { name: /Reply me/ }).nth(1)).toBeVisible({ timeout: 500 });
    }).toPass();
  });

  test("takes a comment, which says in words that it is internal", async ({ agent }) => {
    await openNewTicket(agent, "Comment me");
    await agent.locator("[data-composer=reply] > summary").click();
    await agent.getByRole("textbox", { name: "Reply to the requestors" }).fill("half a reply");
    await agent.locator("[data-composer=comment] > summary").click();
    const field = agent.getByRole("textbox", { name: "Internal comment" });
    await expect(field).toHaveValue("");
    await field.fill("the old tray again");
    await agent.getByRole("button", { name: "Add internal comment" }).click();
    const card = agent.getByRole("article", { name: "Internal comment by you – not sent to requestors" });
    await expect(card).toContainText("the old tray again");
    await expect(agent.getByRole("textbox", { name: "Reply to the requestors" })).toHaveValue("half a reply");
  });

  test("keeps what was typed when it is not accepted", async ({ agent }) => {
    await openNewTicket(agent, "Correct me");
    await agent.locator("[data-composer=reply] > summary").click();
    const form = agent.locator("[data-composer=reply] form");
    await form.getByRole("textbox", { name: "Reply to the requestors" }).fill("to a wrong address");
    await form.getByRole("textbox", { name: /^Also to/ }).fill("nobody@@nowhere");
    await form.getByRole("button", { name: /^Send reply/ }).click();
    await expect(form.getByRole("alert")).toBeVisible();
    await expect(form.getByRole("textbox", { name: "Reply to the requestors" })).toHaveValue("to a wrong address");
    await expect(agent.getByRole("article")).toHaveCount(1);
  });

  test("is taken, and its status changed along its lifecycle", async ({ agent }) => {
    await openNewTicket(agent, "Take me");
    await agent.getByRole("button", { name: "Take", exact: true }).click();
    await expect(agent.getByRole("complementary").getByText("(you)")).toBeVisible();
    await agent.getByRole("button", { name: "Change status" }).click();
    await agent.getByRole("button", { name: /resolve/i }).click();
    await expect(agent.getByRole("banner").or(agent.getByRole("main")).getByText("Resolved").first()).toBeVisible();
    await expect(agent.getByRole("button", { name: /^resolve/i })).toHaveCount(0);
  });

  test("shows hostile HTML without running or loading anything of it", async ({ agent }) => {
    const asked: string[] = [];
    agent.on("request", (request) => asked.push(request.url()));
    const number = await sendByGateway(agent, {
      from: "mallory@client.example",
      subject: "Formatted",
      headers: ["MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8"],
      body: `<p>harmless words</p><img src="http://tracker.example/x.png"><form action="http://evil.example"><input name="q"></form><script>parent.document.title = "owned"</script>`,
    });
    await agent.goto(`${ACME}/desk/tickets/${number}`);
    await agent.getByText("As it was formatted").click();
    const frame = agent.frameLocator("iframe");
    await expect(frame.getByText("harmless words")).toBeVisible();
    await expect(frame.locator("script, form, input")).toHaveCount(0);
    await expect(agent.locator("iframe")).toHaveAttribute("sandbox", /^(?!.*allow-(scripts|same-origin|forms))/);
    await expect(agent).not.toHaveTitle("owned");
    expect(asked.filter((url) => !url.startsWith(ROOT) && !url.startsWith(ACME) && url !== "about:srcdoc")).toEqual([]);
  });
});

test.describe("what is not there", () => {
  const absent = [
    "/desk/tickets/99999999",
    "/desk/tickets/0",
    "/desk/tickets/x",
    "/desk/queues/nothing",
    "/admin/mail",
    "/admin/jobs",
  ];

  for (const path of absent) {
    test(`${path} is the same 404 to an agent as everything absent`, async ({ agent }) => {
      const response = await agent.goto(`${ACME}${path}`);
      expect(response?.status()).toBe(404);
      await expect(agent.getByRole("main")).toHaveText(
        "Page not foundThere is nothing at this address, or nothing you may see.Back to the desk",
      );
    });
  }

  for (const path of ["/org/acme/desk", "/org/acme/desk/tickets/1", "/root/outbox", "/%6frg/acme/desk", "/outbox"]) {
    test(`${path} on an organisation's host leads nowhere`, async ({ agent }) => {
      expect((await agent.goto(`${ACME}${path}`))?.status()).toBe(404);
    });
  }

  test("the console does not exist for a requestor", async ({ page }) => {
    await page.goto(`${ACME}/auth/sign-in`);
    await submitSignIn(page, PEOPLE.customer);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
    for (const path of ["/desk", "/desk/tickets/1", "/admin/mail"]) {
      expect((await page.goto(`${ACME}${path}`))?.status()).toBe(404);
    }
  });

  test("an organisation that does not exist has no page", async ({ page }) => {
    const nowhere = ROOT.replace("://", "://nobody.");
    for (const path of ["/", "/desk", "/auth/sign-in"]) {
      expect((await page.goto(`${nowhere}${path}`))?.status()).toBe(404);
    }
  });
});

test("the outbox lists the mails that were sent and shows one whole", async ({ page }) => {
  await page.goto(`${ROOT}/outbox`);
  await page.getByRole("rowheader").first().getByRole("link").click();
  for (const name of ["Text", "Headers", "Source"]) {
    await expect(page.getByRole("heading", { name, exact: true })).toBeVisible();
  }
  await expect(
    page.getByRole("definition").filter({ hasText: "auto-" }).or(page.getByText("message-id")),
  ).not.toHaveCount(0);
  expect((await page.goto(`${ROOT}/outbox/..%2f..%2fsecrets.json`))?.status()).toBe(404);
});

test("the chosen theme and language stay, settled by the server", async ({ agent }) => {
  await agent.getByRole("button", { name: "Display" }).click();
  await agent.getByRole("button", { name: "Dark" }).click();
  await expect(agent.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(agent.locator("body")).toHaveCSS("background-color", "rgb(15, 17, 21)");
  await agent.getByRole("button", { name: "Display" }).click();
  await agent.getByRole("button", { name: "Deutsch" }).click();
  await expect(agent).toHaveURL(`${ACME}/desk`);
  await expect(agent.locator("html")).toHaveAttribute("lang", "de");
  await expect(agent.getByRole("heading", { level: 1 })).toHaveText("Schreibtisch");
});

test("the keyboard reaches the content first and the menus close on Escape", async ({ agent }) => {
  await agent.goto(`${ACME}/desk`);
  await agent.keyboard.press("Tab");
  await expect(agent.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await agent.keyboard.press("Enter");
  await expect(agent.getByRole("main")).toBeFocused();
  await agent.getByRole("button", { name: "Display" }).press("Enter");
  await expect(agent.getByRole("button", { name: "Dark" })).toBeVisible();
  await agent.keyboard.press("Escape");
  await expect(agent.getByRole("button", { name: "Dark" })).toBeHidden();
});

/** Every page of the first window, as somebody who sees all of them. */
const PAGES = {
  "the front door": `${ACME}/`,
  "the desk": `${ACME}/desk`,
  "a queue": `${ACME}/desk/queues/general?state=all`,
  "an empty list": `${ACME}/admin/mail?state=quarantined`,
  "a ticket": `${ACME}/desk/tickets/1`,
  "a missing ticket": `${ACME}/desk/tickets/99999999`,
  "received mail": `${ACME}/admin/mail`,
  "failed jobs": `${ACME}/admin/jobs`,
  "the root site": `${ROOT}/`,
  "the outbox": `${ROOT}/outbox`,
} as const;

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test("sign-in is accessible, with its error too", async ({ page }) => {
      await page.goto(`${ACME}/auth/sign-in`);
      await expectAccessible(page);
      await submitSignIn(page, PEOPLE.agent, "wrong");
      await expect(page.getByText("do not fit")).toBeVisible();
      await expectAccessible(page);
    });

    for (const [name, url] of Object.entries(PAGES)) {
      test(`${name} is accessible`, async ({ admin }) => {
        await admin.goto(url);
        await expectAccessible(admin);
      });
    }

    test("a ticket is accessible with everything open", async ({ admin }) => {
      await openNewTicket(admin, `Everything open in ${colorScheme}`);
      for (const summary of await admin.locator("main summary").all()) await summary.click();
      await expectAccessible(admin);
      await admin.getByRole("button", { name: "Change status" }).click();
      await expectAccessible(admin);
    });

    test("a mail of the outbox is accessible", async ({ page }) => {
      await page.goto(`${ROOT}/outbox`);
      await page.getByRole("rowheader").first().getByRole("link").click();
      await expect(page.getByRole("heading", { name: "Source" })).toBeVisible();
      await expectAccessible(page);
    });
  });
}

test.describe("320 px wide", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  for (const [name, url] of Object.entries(PAGES)) {
    test(`${name} scrolls one way`, async ({ page }) => {
      await signIn(page, "admin");
      await page.goto(url);
      await expectOneWayScrolling(page);
    });
  }

  test("both forms of a ticket scroll one way", async ({ agent }) => {
    await openNewTicket(agent, "A-very-long-subject-without-any-place-to-break-it-anywhere-at-all");
    for (const summary of await agent.locator("main summary").all()) await summary.click();
    await expectOneWayScrolling(agent);
  });
});
