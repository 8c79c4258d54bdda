import { stdSerializers } from "pino";

/** A field whose name contains one of these, whatever its spelling (`set-cookie`, `apiToken`), is a credential. */
const CREDENTIAL = /password|passwd|secret|token|cookie|authorization|credential|apikey|privatekey/;

/** Fields that hold what people wrote to each other, or the statement parameters that do. */
const CONTENT = new Set([
  "body",
  "bodytext",
  "bodyhtml",
  "text",
  "html",
  "content",
  "contents",
  "raw",
  "rawmessage",
  "source",
  "params",
  "parameters",
  "args",
]);

const MASK = "[redacted]";
const MAX_DEPTH = 8;

/**
 * Copies log fields without credentials and without what people wrote. Errors become plain fields, bytes their count.
 *
 * @param fields what was given to the logger
 */
export const redactFields = (fields: Record<string, unknown>): Record<string, unknown> => redactEntries(fields, 0);

/**
 * Masks what stands inside of texts: the user part of URLs, bearer tokens, and the values that database errors quote
 * (Drizzle appends statement parameters, PostgreSQL the whole failing row).
 *
 * @param line one log line as JSON
 */
export const redactLine = (line: string): string =>
  line
    .replaceAll(/(:\/\/)[^\s/@"\\]+@/g, `$1${MASK}@`)
    .replaceAll(/\b(Bearer|Basic) [\w.~+/=-]+/gi, `$1 ${MASK}`)
    .replaceAll(/(\\nparams: )(?:[^"\\]|\\(?!n {4}at ).)*/g, `$1${MASK}`)
    .replaceAll(/(Failing row contains )(?:[^"\\]|\\(?!n).)*/g, `$1${MASK}`);

const redactEntries = (fields: object, depth: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, isSecret(key) ? MASK : redactValue(value, depth + 1)]),
  );

const isSecret = (key: string): boolean => {
  const plain = key.toLowerCase().replaceAll(/[^a-z]/g, "");
  return CREDENTIAL.test(plain) || CONTENT.has(plain);
};

const redactValue = (value: unknown, depth: number): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) return "[too deep]";
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return redactEntries(stdSerializers.err(value), depth);
  if (Array.isArray(value)) return value.map((item: unknown) => redactValue(item, depth + 1));
  if (value instanceof Map) return redactValue(Object.fromEntries(value), depth);
  if (value instanceof Set) return redactValue([...value], depth);
  if (value instanceof Headers) return redactEntries(Object.fromEntries(value), depth);
  // Dates, URLs and the like know their own text.
  if (hasToJson(value)) return redactValue(value.toJSON(), depth + 1);
  return redactEntries(value, depth);
};

const hasToJson = (value: object): value is { toJSON: () => unknown } =>
  "toJSON" in value && typeof value.toJSON === "function";
