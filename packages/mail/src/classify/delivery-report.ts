import type { ParsedMessage, ReportPart } from "../message.ts";
import { readAddresses, readMessageIds } from "../parse/addresses.ts";
import { type DeliveryReason, judgeDelivery } from "./delivery-reason.ts";

/** What became of one recipient. `status` is an enhanced code (RFC 3463); `hard` means that trying again is no use. */
export type DeliveryFailure = {
  recipient: string | null;
  status: string | null;
  hard: boolean;
  reason: DeliveryReason;
  detail: string;
};

/** What a delivery report says: who was not reached, and which message of ours it is about (its Message-ID). */
export type DeliveryReport = { failures: DeliveryFailure[]; originalMessageId: string | null };

const LONGEST_TEXT = 20_000;
const MOST_FAILURES = 200;

/**
 * Reads a delivery report: the machine-readable part (RFC 3464) where there is one, else X-Failed-Recipients, else the
 * addresses and codes in the words of the mail server. Call it for messages that `classify` takes for a bounce; any
 * other gives what its text happens to look like.
 */
export function readDeliveryReport(message: ParsedMessage): DeliveryReport {
  const stated = machineReadable(message);
  const failures = stated.length > 0 ? stated : fromWords(message);
  return { failures: failures.slice(0, MOST_FAILURES), originalMessageId: originalMessageId(message) };
}

function machineReadable(message: ParsedMessage): DeliveryFailure[] {
  const explanation = ownWords(message.text);
  return message.reports
    .filter(({ contentType }) => contentType.endsWith("delivery-status"))
    .flatMap(({ text }) => text.replace(/\n[ \t]+/g, " ").split(/\n\s*\n/))
    .flatMap((block) => {
      const recipient =
        field(block, "final-recipient") ?? field(block, "original-recipient") ?? field(block, "x-actual-recipient");
      const action = (field(block, "action") ?? "").toLowerCase();
      if (recipient === null || /^(delivered|relayed|expanded)/.test(action)) return [];
      const diagnostic = field(block, "diagnostic-code") ?? "";
      const status = moreTelling(statusIn(field(block, "status") ?? ""), statusIn(diagnostic), diagnostic);
      const address = addressIn(recipient) ?? addressIn(field(block, "original-recipient") ?? "");
      return [failure(address, action.startsWith("delayed") ? asTemporary(status) : status, diagnostic || explanation)];
    });
}

/** Half of all real reports have no machine-readable part: then their words must do. */
function fromWords(message: ParsedMessage): DeliveryFailure[] {
  const words = ownWords(message.text);
  const delayed =
    /\bdelayed\b|still trying|not yet (?:been )?delivered|will (?:continue|keep) (?:trying|to try)|warning: (?:message|could not send)/i.test(
      `${message.subject}\n${words.slice(0, 1500)}`,
    );
  const found = statusIn(words) ?? statusIn(message.subject) ?? fromReplyCode(words);
  const status = delayed ? asTemporary(found) : (found ?? "5.0.0");
  const named = message.headers
    .filter(({ name }) => name === "x-failed-recipients")
    .flatMap(({ value }) => readAddresses(value));
  const recipients = named.length > 0 ? named.map(({ address }) => address) : addressesIn(words, message);
  const detail = tellingLines(words) || `${message.subject}\n${words}`;
  return recipients.length === 0
    ? [failure(null, status, detail)]
    : recipients.map((recipient) => failure(recipient, status, detail));
}

/** The report's own text, before the message it returns. */
function ownWords(text: string): string {
  const head = text.slice(0, LONGEST_TEXT);
  const returned =
    /^[ \t]*(?:-{2,}[^\n]{0,60}(?:original|copy|header|message|returned|body)[^\n]{0,60}|(?:received|return-path|x-[a-z-]+): [^\n]+\n(?:[a-z-]+: |[ \t])|>+ ?(?:received|return-path|from|to|subject): )/im.exec(
      head,
    );
  return returned === null || returned.index < 40 ? head : head.slice(0, returned.index);
}

/** The lines with a code and those right after them: the rest is politeness that would mislead the judgement. */
function tellingLines(words: string): string {
  const lines = words.split("\n");
  return lines
    .filter((line, i) => HAS_CODE.test(line) || (line.trim() !== "" && HAS_CODE.test(lines[i - 1] ?? "")))
    .slice(0, 12)
    .join("\n");
}

const HAS_CODE = /(?<![\d.])[45](?:[0-5]\d(?![\d.])|\.\d\.\d{1,3})(?=[\s>\-,;:.)\]"'])/;

function addressesIn(words: string, message: ParsedMessage): string[] {
  const own = new Set([message.from?.address, ...message.to.map(({ address }) => address)]);
  const found = words.match(/[A-Za-z0-9._%+=/&'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g) ?? [];
  const foreign = [...new Set(found.map((address) => address.toLowerCase().replace(/^[.'=-]+/, "")))].filter(
    (address) => !own.has(address) && !/^(?:postmaster|mailer-daemon|abuse|support|helpdesk)@/.test(address),
  );
  return foreign.slice(0, 20);
}

function failure(recipient: string | null, status: string | null, detail: string): DeliveryFailure {
  const { reason, hard } = judgeDelivery(status, detail);
  return { recipient, status, hard, reason, detail: detail.trim().replace(/\s+/g, " ").slice(0, 500) };
}

/** A code such as 5.1.1 that is no part of an IP address or a version. */
function statusIn(text: string): string | null {
  return /(?<![\d.])[245]\.\d\.\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ?? null;
}

/** The class of an SMTP reply code (RFC 5321 4.2) as a status. */
function fromReplyCode(text: string): string | null {
  const code = /(?:^|[\s:<>[("'-])([45])([0-5])(\d)(?=[\s:>\-,;.)\]"'])(?!\.\d)/m.exec(text);
  return code?.[1] === undefined ? null : `${code[1]}.0.0`;
}

/** Servers often state a general code beside a diagnostic text with the real one. */
function moreTelling(stated: string | null, diagnosed: string | null, diagnostic: string): string | null {
  const policy = /(?<![\d.])[45]\.7\.\d{1,3}(?![\d.]*\d)/.exec(diagnostic)?.[0];
  if (policy !== undefined) return policy;
  if (stated === null) return diagnosed ?? fromReplyCode(diagnostic);
  if (diagnosed !== null && /^\d\.0\.0$/.test(stated)) return diagnosed;
  return stated;
}

function asTemporary(status: string | null): string {
  return status === null ? "4.0.0" : `4${status.slice(1)}`;
}

function addressIn(value: string): string | null {
  return readAddresses(value.replace(/^[^;]*;/, "").replace(/^\s*<?smtp:/i, ""))[0]?.address ?? null;
}

function originalMessageId(message: ParsedMessage): string | null {
  const returned = message.reports.find(isReturned)?.text ?? returnedInText(message.text);
  const id = /^message-id:[ \t]*(?:\n[ \t]+)?([^\n]+)$/im.exec(returned)?.[1];
  return id === undefined ? null : (readMessageIds(id)[0] ?? null);
}

function isReturned({ contentType }: ReportPart): boolean {
  return /rfc822|message\/global$|global-headers/.test(contentType);
}

function returnedInText(text: string): string {
  return text.slice(0, LONGEST_TEXT);
}

function field(block: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*(.+)$`, "im").exec(block)?.[1]?.trim() ?? null;
}
