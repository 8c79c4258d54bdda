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
export type { OutgoingMail, Transport } from "./transport/transport.ts";
