import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { describe, expect, it } from "vitest";
import { htmlToText } from "./html/html-to-text.ts";
import { inspectBody, inspectMessage } from "./inspect.ts";
import { decodeBytes } from "./parse/charset.ts";

// Runs over the collected mails in the folder MAIL_CASES names; they belong to others and are not part of the project.
const FOLDER = env["MAIL_CASES"] ?? "";
const LIST = join(FOLDER, "cases.jsonl");
const ABOUT = { envelopeFrom: null, instanceId: "corpus", ownDomains: [] };

/** The share of checks that must hold, a little below what is reached. Some checks contradict each other or our rules. */
const FLOOR = 0.98;
const LONGEST_READ_MS = 2000;

type Facts = Record<string, unknown>;
type Case = { file: string; kind: string; expect: Facts; derived: Facts; rule: Facts };
/** Whether what was found satisfies what is wanted; null if it cannot be told. */
type Check = (wanted: unknown, found: Facts) => boolean | null;

const CHECKS: Readonly<Record<string, Check>> = {
  subject: (wanted, { subject }) => squash(wanted) === squash(subject),
  subject_prefix: (wanted, { subject }) => squash(subject).startsWith(squash(wanted)),
  from_email: (wanted, { from }) => squash(at(from, "email")) === squash(wanted).toLowerCase(),
  from_name: (wanted, { from }) => squash(at(from, "name")) === squash(wanted),
  to: (wanted, { to }) => sameSet(wanted, to),
  cc: (wanted, { cc }) => sameSet(wanted, cc),
  message_id: (wanted, found) => squash(wanted) === squash(found["message_id"]),
  in_reply_to: (wanted, found) => list(wanted).every((id) => list(found["in_reply_to"]).includes(id)),
  references: (wanted, found) => list(wanted).every((id) => list(found["references"]).includes(id)),
  text_contains: (wanted, { text }) => list(wanted).every((piece) => squash(text).includes(squash(piece))),
  visible_text_first: (wanted, found) => squash(found["visible_text"]).startsWith(squash(wanted)),
  visible_contains: (wanted, found) =>
    list(wanted).every((piece) => squash(found["visible_text"]).includes(squash(piece))),
  safe_html: (_, { html }) =>
    !/<\s*(script|iframe|object|embed|form|base|meta|svg|style)\b|\bon[a-z]+\s*=|javascript:/i.test(squash(html)),
  attachments: (wanted, found) => hasFiles(wanted, found["attachments"]),
  attachment_names_include: (wanted, found) =>
    list(wanted).every((name) => list(found["attachments"]).some((file) => squash(at(file, "name")) === squash(name))),
  attachment_count_min: (wanted, found) => list(found["attachments"]).length >= Number(wanted),
  failed_recipients: (wanted, { failures }) =>
    list(wanted).every((address) => list(failures).some((failure) => at(failure, "recipient") === address)),
  calendar_method: (wanted, found) => found["calendar_method"] === wanted,
  ...Object.fromEntries(
    [
      "is_bounce",
      "is_auto",
      "is_vacation",
      "is_complaint",
      "is_delivery_notice",
      "is_loop",
      "create_ticket",
      "send_auto_reply",
      "may_reopen_ticket",
    ].map((key): [string, Check] => [
      key,
      (wanted, found) => (found["kind"] === undefined ? null : found[key] === wanted),
    ]),
  ),
};

describe.runIf(existsSync(LIST))("the collected mails", () => {
  const cases = existsSync(LIST) ? readFileSync(LIST, "utf8").trim().split("\n").map(readCase) : [];

  it("are each read within seconds, and nearly all as a person would read them", { timeout: 120_000 }, async () => {
    let held = 0;
    let asked = 0;
    for (const one of cases.filter(({ kind }) => kind === "mail" || kind.endsWith("-body"))) {
      const started = performance.now();
      const found = await inspect(one);
      expect([one.file, performance.now() - started < LONGEST_READ_MS]).toEqual([one.file, true]);
      // Spam is told by its content, which is a filter's work and not ours.
      const rule = one.file.startsWith("spam/") ? {} : one.rule;
      for (const [key, wanted] of Object.entries({ ...rule, ...one.derived, ...one.expect })) {
        const result = CHECKS[key]?.(wanted, found) ?? null;
        asked += result === null ? 0 : 1;
        held += result === true ? 1 : 0;
      }
    }
    process.stdout.write(`mail cases: ${held} of ${asked} checks held (${((100 * held) / asked).toFixed(1)} %)\n`);
    expect(held / asked).toBeGreaterThan(FLOOR);
  });
});

async function inspect({ file, kind }: Case): Promise<Facts> {
  const raw = readFileSync(join(FOLDER, file));
  if (kind === "mail") return inspectMessage(raw, ABOUT);
  const { text } = decodeBytes(raw, null);
  return kind === "html-body" ? inspectBody({ text: htmlToText(text), html: text }) : inspectBody({ text, html: null });
}

function readCase(line: string): Case {
  const parsed: unknown = JSON.parse(line);
  const part = (name: string): Facts => Object.fromEntries(Object.entries(at(parsed, name) ?? {}));
  return {
    file: String(at(parsed, "file")),
    kind: String(at(parsed, "kind")),
    expect: part("expect"),
    derived: part("derived"),
    rule: part("rule"),
  };
}

/** A file is found by its content where that is known, else by its name. */
function hasFiles(wanted: unknown, found: unknown): boolean {
  return list(wanted).every((file) =>
    list(found).some((other) =>
      at(file, "sha256") === undefined
        ? squash(at(file, "name")) === squash(at(other, "name"))
        : at(file, "sha256") === at(other, "sha256"),
    ),
  );
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function sameSet(wanted: unknown, found: unknown): boolean {
  return sorted(wanted) === sorted(found);
}

function sorted(value: unknown): string {
  return [...new Set(list(value).map((entry) => squash(entry).toLowerCase()))].toSorted().join();
}

/** Sources wrap and collapse white space differently. */
function squash(value: unknown): string {
  return typeof value === "string" ? value.normalize("NFC").replace(/[\s\u200B\uFEFF]+/g, "") : "";
}
