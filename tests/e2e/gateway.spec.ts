import { randomUUID } from "node:crypto";
import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { expect } from "@playwright/test";
import { ACME, ROOT, signIn, test } from "./console.ts";

const { hostname, port } = new URL(ROOT);
const ACME_HOST = new URL(ACME).host;
const GATEWAY = "/REST/1.0/NoAuth/mail-gateway";
const MIB = 1024 * 1024;

type Asked = {
  path: string;
  host?: string;
  body?: Buffer;
  headers?: Record<string, string>;
  /** Sends only so many bytes of the body and then breaks the line. */
  cutAfter?: number;
};
type Answer = { status: number; text: string; headers: IncomingHttpHeaders };

/** A request to the server's port with any Host header: names under localhost do not resolve outside browsers. */
function ask({ path, host = ACME_HOST, body, headers = {}, cutAfter }: Asked): Promise<Answer | "broken"> {
  return new Promise((resolve, reject) => {
    const method = body ? "POST" : "GET";
    const length = body ? { "content-length": String(body.length) } : {};
    const sent = request(
      { host: "127.0.0.1", port, path, method, headers: { host, ...length, ...headers } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString(), headers: answer.headers }),
        );
      },
    );
    sent.on("error", (error) => (cutAfter === undefined ? reject(error) : resolve("broken")));
    if (cutAfter === undefined) sent.end(body);
    else sent.write(body?.subarray(0, cutAfter), () => sent.destroy());
  });
}

/** The form as RT's client sends it: the message is a part of type application/octet-stream without a file name. */
function form(fields: Record<string, string>, message: Buffer): Pick<Asked, "body" | "headers"> {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--xYzZY\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head =
    `${parts.join("")}--xYzZY\r\nContent-Disposition: form-data; name="message"\r\n` +
    `Content-Length: ${message.length}\r\nContent-Type: application/octet-stream\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), message, Buffer.from("\r\n--xYzZY--\r\n")]),
    headers: { "content-type": "multipart/form-data; boundary=xYzZY" },
  };
}

function mail(messageId: string, body: Buffer): Buffer {
  const headers =
    `From: Jörg <joerg@client.example>\nSubject: By the gateway\nMessage-ID: <${messageId}>\n` +
    "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n";
  return Buffer.concat([Buffer.from(headers, "latin1"), body]);
}

const newMessageId = () => `${randomUUID()}@client.example`;
const general = { queue: "General", action: "correspond" };

test.describe("RT's mail gateway", () => {
  test("stores a mail byte for byte and answers as RT does, doubled slashes and all", async ({ agent }) => {
    const message = mail(newMessageId(), Buffer.from("Grüße aus Köln", "latin1"));
    const answer = await ask({ path: `/${GATEWAY}`, ...form(general, message) });
    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "text/plain; charset=utf-8" } });
    const text = answer === "broken" ? "" : answer.text;
    expect(text).toMatch(
      /^ok\nTicket: \d+\nQueue: General\nOwner: Nobody\nStatus: new\nSubject: By the gateway\nRequestor: joerg@client.example\n$/,
    );
    await agent.goto(`${ACME}/desk/tickets/${/Ticket: (\d+)/.exec(text)?.[1]}`);
    await expect(agent.getByRole("article").first()).toContainText("Grüße aus Köln");
  });

  test("takes 12 MB whole", async ({ page }) => {
    const messageId = newMessageId();
    const line = Buffer.from("A line of a very long mail, which is seventy-six letters and a line end.\n");
    const message = mail(messageId, Buffer.concat(Array.from({ length: (12 * MIB) / line.length }, () => line)));
    const answer = await ask({ path: GATEWAY, ...form(general, message) });
    expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^ok\n/) });
    await signIn(page, "admin", "/admin/mail");
    const row = page.getByRole("row", { name: messageId });
    await expect(row).toContainText(`${Math.ceil(message.length / 1000).toLocaleString("en")} kB`);
  });

  test("refuses more than 25 MiB with a sentence", async () => {
    const answer = await ask({ path: GATEWAY, ...form(general, Buffer.alloc(26 * MIB, "x\n")) });
    expect(answer).toMatchObject({ status: 413, text: expect.stringContaining("25 MiB") });
  });

  test("stores nothing of a mail that was cut on its way", async ({ page }) => {
    const messageId = newMessageId();
    const message = mail(messageId, Buffer.alloc(200_000, "x\n"));
    expect(await ask({ path: GATEWAY, ...form(general, message), cutAfter: 100_000 })).toBe("broken");
    const whole = newMessageId();
    await ask({ path: GATEWAY, ...form(general, mail(whole, Buffer.from("after it"))) });
    await signIn(page, "admin", "/admin/mail");
    await expect(page.getByRole("row", { name: whole })).toBeVisible();
    await expect(page.getByRole("row", { name: messageId })).toHaveCount(0);
  });

  for (const fields of [
    { queue: "Nowhere", action: "correspond" },
    { queue: "General", action: "explode" },
  ]) {
    test(`lets the sender try again for ${JSON.stringify(fields)}`, async () => {
      const answer = await ask({ path: GATEWAY, ...form(fields, mail(newMessageId(), Buffer.from("x"))) });
      expect(answer).toMatchObject({ status: 200, text: "temporary failure - operation unsuccessful\n" });
    });
  }

  test("says what is wrong with a form it can't read", async () => {
    for (const type of ["text/plain", "multipart/form-data", "multipart/form-data; boundary=other"]) {
      const { body } = form(general, mail(newMessageId(), Buffer.from("x")));
      const answer = await ask({ path: GATEWAY, ...(body && { body }), headers: { "content-type": type } });
      expect(answer).toMatchObject({ status: 400, text: expect.stringContaining("can't be read") });
    }
  });

  test("is the demo organisation's where a client can only name this machine", async () => {
    for (const host of [`127.0.0.1:${port}`, `${hostname}:${port}`]) {
      const answer = await ask({ path: GATEWAY, host, ...form(general, mail(newMessageId(), Buffer.from("x"))) });
      expect(answer).toMatchObject({ status: 200, text: expect.stringMatching(/^ok\nTicket: \d+\nQueue: General\n/) });
    }
  });

  test("is nobody's on another host, and behind a wrong secret", async () => {
    const sent = form(general, mail(newMessageId(), Buffer.from("x")));
    const asked: Asked[] = [
      { path: GATEWAY, host: "evil.example" },
      { path: GATEWAY, host: `nobody.${hostname}:${port}` },
      { path: `/mailgate/acme.wrong${GATEWAY}`, host: `127.0.0.1:${port}` },
      { path: `/mailgate/wrong${GATEWAY}` },
    ];
    for (const one of asked) {
      expect(await ask({ ...one, ...sent })).toMatchObject({
        status: 404,
        text: "There is no mail gateway at this address.\n",
      });
    }
  });
});

test.describe("the server", () => {
  test("answers healthz on any host", async () => {
    for (const host of [ACME_HOST, "127.0.0.1", "anything.example"]) {
      expect(await ask({ path: "/healthz", host })).toMatchObject({
        status: 200,
        text: expect.stringContaining('"ok"'),
      });
    }
  });

  test("refuses requests that came through a proxy, with a sentence", async () => {
    for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded"]) {
      const answer = await ask({ path: "/desk", headers: { [name]: "203.0.113.7" } });
      expect(answer).toMatchObject({ status: 403, text: expect.stringContaining("ROOT_URL") });
    }
  });

  test("knows no other host, and says nothing of the ones it knows", async () => {
    for (const host of ["evil.example", `acme.${hostname}:1`, "127.0.0.1", `x.acme.${hostname}:${port}`]) {
      expect(await ask({ path: "/desk", host })).toMatchObject({
        status: 404,
        text: "There is nothing at this address.\n",
      });
    }
  });

  test("sends pages with a policy that lets no foreign script in, and an id", async () => {
    const answer = await ask({ path: "/" });
    expect(answer).toMatchObject({
      headers: {
        "content-security-policy": expect.stringMatching(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    expect(answer === "broken" ? {} : answer.headers).not.toHaveProperty("x-powered-by");
  });

  test("changes nothing for a form that another site sends", async () => {
    for (const path of ["/auth/sign-out", "/api/preferences"]) {
      const answer = await ask({ path, body: Buffer.from("theme=dark"), headers: { origin: "http://evil.example" } });
      expect(answer).toMatchObject({ status: 403 });
    }
  });
});
