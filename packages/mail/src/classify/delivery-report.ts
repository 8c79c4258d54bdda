import type { ParsedMessage } from "../message.ts";
import { readAddresses, readMessageIds } from "../parse/addresses.ts";

/** What became of one recipient. `status` is an enhanced code (RFC 3463); `hard` means that trying again is no use. */
export type DeliveryFailure = { recipient: string | null; status: string | null; hard: boolean; detail: string };

/** What a delivery report says: who was not reached, and which message of ours it is about (its Message-ID). */
export type DeliveryReport = { failures: DeliveryFailure[]; originalMessageId: string | null };

/** Reads a delivery report (RFC 3464) from a message; one that is no report gives no failures. */
export function readDeliveryReport(message: ParsedMessage): DeliveryReport {
  const returned = message.reports.find(({ contentType }) => /rfc822|global/.test(contentType) && !/status|disposition/.test(contentType));
  const id = returned === undefined ? undefined : /^message-id:[ \t]*(?:\n[ \t]+)?(.+)$/im.exec(returned.text)?.[1];
  return { failures: machineReadable(message), originalMessageId: id === undefined ? null : (readMessageIds(id)[0] ?? null) };
}

function machineReadable(message: ParsedMessage): DeliveryFailure[] {
  return message.reports
    .filter(({ contentType }) => contentType.endsWith("delivery-status"))
    .flatMap(({ text }) => text.replace(/\n[ \t]+/g, " ").split(/\n\s*\n/))
    .flatMap((block) => {
      const recipient = field(block, "final-recipient") ?? field(block, "original-recipient");
      const action = (field(block, "action") ?? "").toLowerCase();
      if (recipient === null || /^(delivered|relayed|expanded)/.test(action)) return [];
      const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(field(block, "status") ?? "")?.[0] ?? null;
      const address = readAddresses(recipient.replace(/^[^;]*;/, ""))[0]?.address ?? null;
      const detail = field(block, "diagnostic-code") ?? "";
      return [{ recipient: address, status, hard: status?.startsWith("5") ?? false, detail }];
    });
}

function field(block: string, name: string): string | null {
  return new RegExp(`^${name}:[ \\t]*(.+)$`, "im").exec(block)?.[1]?.trim() ?? null;
}
