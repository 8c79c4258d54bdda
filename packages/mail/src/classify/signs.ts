import type { ParsedMessage } from "../message.ts";

/** What a rule looks at: the message, its headers by name, and what is known from outside it. */
export type Evidence = {
  message: ParsedMessage;
  header: (name: string) => string | null;
  headers: (name: string) => string[];
  /** Lower case; empty for the null return path, null if nobody knows it. */
  returnPath: string | null;
  /** The part of the From address before the at sign, in lower case; empty if there is no sender. */
  senderLocal: string;
  /** First token of Auto-Submitted (RFC 3834 5) without comments, in lower case. */
  autoSubmitted: string | null;
  contentType: string;
  subject: string;
  instanceId: string;
  ownDomains: readonly string[];
};

/** Looks for one sign of automatic mail: the mark to note, or null. */
export type Sign = (evidence: Evidence) => string | null;

/** Gathers what the rules need, once. */
export function gatherEvidence(
  message: ParsedMessage,
  about: { envelopeFrom: string | null; instanceId: string; ownDomains: string[] },
): Evidence {
  const byName = new Map<string, string[]>();
  for (const { name, value } of message.headers) byName.set(name, [...(byName.get(name) ?? []), value]);
  const headers = (name: string): string[] => byName.get(name) ?? [];
  const header = (name: string): string | null => byName.get(name)?.[0] ?? null;
  const from = message.from?.address ?? "";
  const at = from.lastIndexOf("@");
  return {
    message,
    header,
    headers,
    returnPath:
      about.envelopeFrom === null
        ? returnPathOf(header("return-path"))
        : about.envelopeFrom.trim().toLowerCase().replace(/^<|>$/g, ""),
    senderLocal: at < 0 ? from : from.slice(0, at),
    autoSubmitted: firstToken(header("auto-submitted")),
    contentType: (header("content-type") ?? "").toLowerCase(),
    subject: message.subject.slice(0, 1000),
    instanceId: about.instanceId,
    ownDomains: about.ownDomains.map((domain) => domain.toLowerCase()),
  };
}

/** A sign that some header of these names matches. */
export function headerMatches(names: string[], pattern: RegExp): Sign {
  return ({ headers }) => {
    for (const name of names) {
      const value = headers(name).find((candidate) => pattern.test(candidate));
      if (value !== undefined) return `${name}: ${value.slice(0, 120)}`;
    }
    return null;
  };
}

/** A sign that one of these headers is there, whatever it says. */
export function headerExists(names: string[]): Sign {
  return headerMatches(names, /^/);
}

/** A sign that a header name begins so. */
export function headerNameMatches(pattern: RegExp): Sign {
  return ({ message }) => {
    const found = message.headers.find(({ name }) => pattern.test(name));
    return found === undefined ? null : `${found.name}: ${found.value.slice(0, 120)}`;
  };
}

/** A sign that the subject matches. */
export function subjectMatches(pattern: RegExp): Sign {
  return ({ subject }) => (pattern.test(subject) ? `subject: ${subject.slice(0, 120)}` : null);
}

/** A sign that the first 4000 characters of the text match. */
export function textMatches(pattern: RegExp): Sign {
  return ({ message }) => {
    const found = pattern.exec(message.text.slice(0, 4000));
    return found === null ? null : `text: ${found[0].slice(0, 120)}`;
  };
}

/** A sign that stands where all of these do; its mark is the first one's. */
export function all(...signs: [Sign, ...Sign[]]): Sign {
  return (evidence) => {
    const marks = signs.map((sign) => sign(evidence));
    return marks.includes(null) ? null : (marks[0] ?? null);
  };
}

/** A sign that stands where one of these does; its mark is that one's. */
export function any(...signs: Sign[]): Sign {
  return (evidence) => {
    for (const sign of signs) {
      const mark = sign(evidence);
      if (mark !== null) return mark;
    }
    return null;
  };
}

/** A sign that stands where another one does not. */
export function not(sign: Sign): Sign {
  return (evidence) => (sign(evidence) === null ? "absent" : null);
}

function returnPathOf(header: string | null): string | null {
  return header === null
    ? null
    : header
        .trim()
        .toLowerCase()
        .replace(/^<|>.*$/g, "");
}

function firstToken(value: string | null): string | null {
  if (value === null) return null;
  return /[a-z-]+/.exec(value.replace(/\([^()]*\)/g, " ").toLowerCase())?.[0] ?? "";
}
