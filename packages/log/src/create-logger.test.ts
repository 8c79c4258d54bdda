import { describe, expect, test } from "vitest";
import { createLogger, type Logger } from "./create-logger.ts";

const SECRET = "hunter2";

const capture = (write: (logger: Logger) => void): string => {
  const lines: string[] = [];
  write(createLogger({ name: "web", level: "info" }, { write: (line) => lines.push(line) }));
  return lines.join("");
};

const cyclic = (): object => {
  const self: Record<string, unknown> = { token: SECRET };
  self["self"] = self;
  return self;
};

const failedQuery = (): Error => {
  const error = new Error(`Failed query: insert into entry values ($1)\nparams: ${SECRET},"quoted"\nsecond ${SECRET}`);
  return Object.assign(error, { params: [SECRET], cause: new Error(`connect postgres://app:${SECRET}@db:5432/x`) });
};

describe("createLogger", () => {
  test.each<[string, Record<string, unknown>]>([
    ["a password", { password: SECRET }],
    ["a password under another spelling", { "User-Password": SECRET, PASSWD: SECRET }],
    ["a token deep inside", { job: { data: [{ replyToken: SECRET }] } }],
    ["request headers", { headers: { authorization: `Bearer ${SECRET}`, cookie: SECRET, "set-cookie": [SECRET] } }],
    ["fetch headers", { headers: new Headers({ authorization: SECRET }) }],
    ["a map", { settings: new Map([["apiKey", SECRET]]) }],
    ["a mail's body", { message: { text: SECRET, html: SECRET, body: SECRET, raw: Buffer.from(SECRET) } }],
    ["bytes under any name", { chunk: new TextEncoder().encode(SECRET) }],
    [
      "credentials in a URL",
      { url: `postgres://deskhand_app:${SECRET}@127.0.0.1/deskhand`, smtp: `smtp://${SECRET}@h` },
    ],
    ["an object that contains itself", { cyclic: cyclic() }],
    ["an error's fields and text", { err: failedQuery() }],
    ["a failing row", { err: new Error(`violates check\nFailing row contains (1, "a", ${SECRET})`) }],
    ["what toJSON gives", { thing: { toJSON: () => ({ secret: SECRET }) } }],
  ])("lets no secret pass in %s", (_, fields) => {
    const output = capture((logger) => logger.info(fields, "seen"));
    expect(output).not.toContain(SECRET);
    expect(output).not.toContain(Buffer.from(SECRET).toString("base64"));
    expect(JSON.parse(output)).toMatchObject({ msg: "seen" });
  });

  test("lets no secret pass in the message or in a bare error", () => {
    const output = capture((logger) => {
      logger.info(`Sent with Authorization: Bearer ${SECRET} to https://user:${SECRET}@host/`);
      logger.error(failedQuery());
    });
    expect(output).not.toContain(SECRET);
    expect(output.split("\n")).toHaveLength(3);
  });

  test("keeps where an error was thrown, though the values of its statement go", () => {
    const line: unknown = JSON.parse(capture((logger) => logger.error({ err: failedQuery() }, "Failed")));
    expect(line).toMatchObject({
      level: "error",
      name: "web",
      err: { type: "Error", stack: expect.stringMatching(/params: \[redacted\]\n {4}at .*create-logger\.test/) },
    });
  });

  test("carries the ids of the work at hand, and harmless fields as they are", () => {
    const line: unknown = JSON.parse(
      capture((logger) => logger.child({ orgId: "o", jobId: "j" }).info({ tickets: [1, 2], at: null }, "Done")),
    );
    expect(line).toMatchObject({ orgId: "o", jobId: "j", tickets: [1, 2], at: null, msg: "Done" });
  });
});
