const HIGHEST_NUMBER = 2_147_483_647;

/**
 * Finds the ticket number in a subject such as `Re: [acme #123] Printer`, as RT does: the tag in any case, anywhere,
 * white space before the `#` required, the first match alone counts.
 *
 * @returns the number from 1 to 2^31-1, or null if the subject carries no such tag
 */
export function parseSubjectTag(subject: string, tag: string): number | null {
  const digits = tagPattern(tag).exec(subject)?.[1];
  if (digits === undefined) return null;
  const number = Number(digits);
  return number >= 1 && number <= HIGHEST_NUMBER ? number : null;
}

/** Puts the tag in front of a subject unless it already names this ticket. Line breaks become spaces. */
export function addSubjectTag(subject: string, tag: string, number: number): string {
  const line = subject.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, " ").trim();
  if (parseSubjectTag(line, tag) === number) return line;
  return `[${tag} #${number}] ${line}`.trim();
}

function tagPattern(tag: string): RegExp {
  return new RegExp(`\\[(?:https?://)?${RegExp.escape(tag)}\\s{1,20}#(\\d{1,10})\\s{0,20}\\]`, "iu");
}
