/** A subject as it is kept: one line, at most 200 characters, RT's `[no subject]` where there is none. */
export function cleanSubject(subject: string): string {
  const line = subject.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return line === "" ? "[no subject]" : Array.from(line).slice(0, 200).join("");
}
