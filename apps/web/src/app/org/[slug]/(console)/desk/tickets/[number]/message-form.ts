import type { ActState } from "../../../../../../../components/act-state.ts";

/** What somebody typed into the form of a reply or a comment. */
export type MessageValues = { text: string; cc: string; bcc: string; status: string };

/** A message's form: how the act ended, and what was typed if it has to be corrected. */
export type MessageState = ActState & { values: MessageValues };

export const NO_MESSAGE: MessageValues = { text: "", cc: "", bcc: "", status: "" };

/** Reads a text field; a file or nothing counts as empty. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** Reads the form of a reply or a comment. Browsers send line ends as CRLF (HTML 4.10.21.4); ours are LF. */
export function readMessage(form: FormData): MessageValues {
  return {
    text: textOf(form, "text").replaceAll("\r\n", "\n"),
    cc: textOf(form, "cc"),
    bcc: textOf(form, "bcc"),
    status: textOf(form, "status"),
  };
}

/** The addresses in a line, parted by commas, semicolons or spaces. Whether they are addresses is the command's to say. */
export function readAddresses(line: string): string[] {
  return line.split(/[\s,;]+/).filter((address) => address !== "");
}
