import type { Address, ParsedMessage } from "@deskhand/mail";

const NO_REPLY = /^(?:no|do[-_.]?not)[-_.]?reply(?:[-_.+].*)?@/;

/**
 * Who wrote a mail: From, unless that is a no-reply or one of our own addresses (a form on a web page, say), then the
 * first Reply-To, then Sender. A no-reply From without anything better stays the sender. Null if the mail names nobody.
 */
export function resolveSender(
  message: Pick<ParsedMessage, "from" | "replyTo" | "sender">,
  isOwn: (address: string) => boolean,
): Address | null {
  const usable = (address: Address | null | undefined): address is Address =>
    address !== null && address !== undefined && address.address !== "" && !isOwn(address.address);
  const { from, sender } = message;
  if (usable(from) && !NO_REPLY.test(from.address)) return from;
  const instead = message.replyTo.find((address) => usable(address) && !NO_REPLY.test(address.address));
  return instead ?? (usable(from) ? from : usable(sender) ? sender : null);
}
