export { classify } from "./classify/classify.ts";
export { composeMessage } from "./compose/compose-message.ts";
export { contentHash } from "./content-hash.ts";
export { parseGatewayForm } from "./gateway/parse-gateway-form.ts";
export { htmlToText } from "./html/html-to-text.ts";
export { sanitizeHtml, textToHtml } from "./html/sanitize-html.ts";
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
  Verdict,
} from "./message.ts";
export { parseMessage } from "./parse/parse-message.ts";
export { splitQuoted } from "./quote/split-quoted.ts";
export { foldReferences } from "./thread/fold-references.ts";
export { readMessageId } from "./thread/read-message-id.ts";
export { makeReplyToken, readReplyToken, splitPlusAddress } from "./thread/reply-token.ts";
export { addSubjectTag, parseSubjectTag } from "./thread/subject-tag.ts";
export { createMaildirTransport, listMaildir, readMaildir } from "./transport/maildir-transport.ts";
export type { Transport } from "./transport/transport.ts";
