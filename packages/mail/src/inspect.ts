import { createHash } from "node:crypto";
import { classify } from "./classify/classify.ts";
import { type DeliveryReport, readDeliveryReport } from "./classify/delivery-report.ts";
import { sanitizeHtml } from "./html/sanitize-html.ts";
import type { ParsedMessage, Verdict } from "./message.ts";
import { parseMessage } from "./parse/parse-message.ts";
import { splitQuoted } from "./quote/split-quoted.ts";

/** What a help desk reads out of a message, as plain JSON. */
export type Inspection = Record<string, unknown>;

/**
 * Reads a message and says everything found in it as plain JSON, for operators who ask why a mail was taken as it was.
 * A message that cannot be read gives `error` alone.
 */
export async function inspectMessage(
  raw: Uint8Array,
  about: { envelopeFrom: string | null; instanceId: string; ownDomains: string[] },
): Promise<Inspection> {
  const result = await parseMessage(raw);
  if (!result.ok) return { error: result.detail };
  const { message } = result;
  return { ...contentOf(message), ...verdictOf(message, classify(message, about)), faults: message.faults };
}

/** The same for a body alone: its new text, its quotes and its signature. */
export function inspectBody(body: { text: string; html: string | null }): Inspection {
  const { visible, quoted, signature } = splitQuoted(body.text);
  return {
    text: body.text,
    visible_text: visible,
    hidden_text: quoted,
    signature,
    html: body.html === null ? null : sanitizeHtml(body.html),
  };
}

const NO_REPORT: DeliveryReport = { failures: [], originalMessageId: null };

function contentOf(message: ParsedMessage): Inspection {
  return {
    subject: message.subject,
    from: message.from === null ? null : { email: message.from.address, name: message.from.name },
    to: message.to.map(({ address }) => address),
    cc: message.cc.map(({ address }) => address),
    message_id: message.messageId,
    in_reply_to: message.inReplyTo,
    references: message.references,
    date: message.date?.toISOString() ?? null,
    ...inspectBody(message),
    attachments: message.attachments.map(({ filename, contentType, content }) => ({
      name: filename,
      size: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      content_type: contentType,
    })),
    calendar_method: calendarMethod(message),
  };
}

function verdictOf(message: ParsedMessage, verdict: Verdict): Inspection {
  const { kind } = verdict;
  const isReport = kind === "bounce" || kind === "delivery_notice";
  const report = isReport ? readDeliveryReport(message) : NO_REPORT;
  return {
    is_bounce: kind === "bounce",
    is_auto: kind !== "human",
    is_vacation: kind === "auto_reply",
    is_complaint: kind === "complaint",
    is_delivery_notice: kind === "delivery_notice",
    is_list: kind === "list",
    is_loop: kind === "loop",
    is_spam: false,
    kind,
    marks: verdict.marks,
    failures: report.failures,
    original_message_id: report.originalMessageId,
    create_ticket: verdict.mayCreateTicket,
    send_auto_reply: verdict.mayAutoReply,
    may_reopen_ticket: verdict.mayReopen,
  };
}

/** RFC 6047 2.4: the method stands in the type and in the calendar itself; the latter is what counts. */
function calendarMethod(message: ParsedMessage): string | null {
  const calendar = message.attachments.find(({ contentType }) => contentType === "text/calendar");
  if (calendar === undefined) return null;
  const text = new TextDecoder().decode(calendar.content.subarray(0, 16_384));
  return /^METHOD:[ \t]*([A-Za-z-]+)/im.exec(text)?.[1]?.toUpperCase() ?? null;
}
