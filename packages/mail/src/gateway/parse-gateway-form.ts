import { firstField, readHeaderBlock } from "../parse/header-block.ts";
import { readParameters } from "../parse/parameters.ts";

/** What a mail gateway posts. `message` is byte for byte what the mail server handed it. */
export type GatewayForm =
  | { ok: true; queue: string | null; action: string | null; ticket: string | null; message: Uint8Array }
  | { ok: false; reason: string };

const MOST_PARTS = 50;

/**
 * Reads the form that RT's rt-mailgate posts: multipart/form-data whose message part has no file name, so that form
 * readers which take it for text would damage 8-bit mail. Also takes application/x-www-form-urlencoded. The first of a
 * repeated field counts.
 */
export function parseGatewayForm(body: Uint8Array, contentType: string): GatewayForm {
  const { value, parameters } = readParameters(contentType);
  const fields =
    value === "multipart/form-data"
      ? readMultipart(body, parameters.get("boundary") ?? "")
      : value === "application/x-www-form-urlencoded"
        ? readUrlencoded(body)
        : `The body is ${value || "of no type"}; send multipart/form-data`;
  if (typeof fields === "string") return { ok: false, reason: fields };
  const message = fields.get("message");
  if (message === undefined || message.length === 0) return { ok: false, reason: "The form has no message field" };
  return {
    ok: true,
    queue: text(fields, "queue"),
    action: text(fields, "action"),
    ticket: text(fields, "ticket"),
    message,
  };
}

function text(fields: Map<string, Uint8Array>, name: string): string | null {
  const bytes = fields.get(name);
  const value = bytes === undefined ? "" : new TextDecoder().decode(bytes).trim();
  return value === "" ? null : value;
}

function readMultipart(body: Uint8Array, boundary: string): Map<string, Uint8Array> | string {
  if (boundary === "") return "The content type names no boundary";
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = Buffer.from(`--${boundary}`, "latin1");
  const separator = Buffer.from(`\r\n--${boundary}`, "latin1");
  const fields = new Map<string, Uint8Array>();
  let at = bytes.indexOf(delimiter);
  for (let parts = 0; at >= 0 && parts < MOST_PARTS; parts += 1) {
    const start = bytes.indexOf(10, at + delimiter.length) + 1;
    if (start === 0 || bytes.toString("latin1", at + delimiter.length, at + delimiter.length + 2) === "--")
      return fields;
    const next = bytes.indexOf(separator, start - 2);
    if (next < 0) return "The form ends before its last boundary; it was cut on the way";
    const block = readHeaderBlock(bytes, start, next);
    const disposition = readParameters(firstField(block.fields, "content-disposition") ?? "");
    const name = disposition.parameters.get("name");
    if (name !== undefined && !fields.has(name)) fields.set(name, bytes.subarray(block.bodyStart, next));
    at = next + 2;
  }
  return at < 0 ? "The form does not hold its boundary" : `The form has more than ${MOST_PARTS} parts`;
}

function readUrlencoded(body: Uint8Array): Map<string, Uint8Array> {
  const fields = new Map<string, Uint8Array>();
  for (const pair of Buffer.from(body).toString("latin1").split("&")) {
    const equals = pair.indexOf("=");
    const name = percentDecode(equals < 0 ? pair : pair.slice(0, equals)).toString("utf8");
    if (!fields.has(name)) fields.set(name, percentDecode(equals < 0 ? "" : pair.slice(equals + 1)));
  }
  return fields;
}

/** Bytes, not text: a message in another charset than UTF-8 must come through whole. */
function percentDecode(value: string): Buffer {
  const plain = value
    .replaceAll("+", " ")
    .replace(/%([0-9A-Fa-f]{2})/g, (_, pair: string) => String.fromCharCode(Number.parseInt(pair, 16)));
  return Buffer.from(plain, "latin1");
}
