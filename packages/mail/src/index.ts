export { classify } from "./classify/classify.ts";
export { type DeliveryFailure, type DeliveryReport, readDeliveryReport } from "./classify/delivery-report.ts";
export { composeMessage } from "./compose/compose-message.ts";
export { contentHash } from "./content-hash.ts";
export { type GatewayForm, parseGatewayForm } from "./gateway/parse-gateway-form.ts";
export { htmlToText } from "./html/html-to-text.ts";
export { sanitizeHtml, textToHtml } from "./html/sanitize-html.ts";
export { type Inspection, inspectMessage } from "./inspect.ts";
export type {
  Address,
  Header,
  MailKind,
  OutboundAttachment,
  OutboundMessage,
  ParsedAttachment,
  ParsedMessage,
  ParseRefusal,
  ParseResult,
  ReportPart,
  Verdict,
} from "./message.ts";
export { parseMessage } from "./parse/parse-message.ts";
export { type SplitText, splitQuoted } from "./quote/split-quoted.ts";
export { foldReferences } from "./thread/fold-references.ts";
export { readMessageId } from "./thread/read-message-id.ts";
export { makeReplyToken, readReplyToken, splitPlusAddress } from "./thread/reply-token.ts";
export { addSubjectTag, parseSubjectTag } from "./thread/subject-tag.ts";
export { createMaildirTransport, listMaildir, readMaildir } from "./transport/maildir-transport.ts";
export type { OutgoingMail, Transport } from "./transport/transport.ts";
