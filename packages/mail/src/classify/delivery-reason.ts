/** Why a message did not arrive, as far as it decides what to do next. */
export type DeliveryReason =
  | "unknown_user"
  | "unknown_host"
  | "moved"
  | "mailbox_full"
  | "too_large"
  | "rate_limited"
  | "spam_or_policy"
  | "temporary"
  | "other";

/** Only these say that the address itself is no good; all else may work another day. */
const HARD: ReadonlySet<DeliveryReason> = new Set(["unknown_user", "unknown_host", "moved"]);

type Row = { reason: DeliveryReason; status: RegExp | null; text: RegExp };

/**
 * What mail servers say, most telling first: a server that rejects for spam often says "user" as well. Status codes are
 * those of RFC 3463.
 */
const REASONS: readonly Row[] = [
  {
    reason: "mailbox_full",
    status: /^[45]\.2\.2$/,
    text: /quota|mailbox (?:is )?full|(?:mailbox|account|user|inbox)[^.]{0,40}(?:over|exceed|full)|full mailbox|insufficient (?:system )?(?:storage|disk)|disk full|no space|too much mail|maildir over|size of the mailbox|mailfolder is full/i,
  },
  {
    reason: "too_large",
    status: /^[45]\.(?:2\.3|3\.4)$/,
    text: /message (?:is )?too (?:big|large|long)|(?:message|mail) (?:size|length) (?:exceeds|limit)|exceeds (?:the )?(?:maximum|size|fixed)|size limit/i,
  },
  {
    reason: "rate_limited",
    status: null,
    text: /too many (?:messages|connections|recipients|emails|hops|errors|defer)|rate limit|throttl|try again later|greylist|gray-?list|too fast|exceeded .{0,20}(?:limit|rate)/i,
  },
  {
    reason: "unknown_user",
    status: null,
    text: /user[ _-]?(?:is )?unknown|unknown (?:local )?(?:user|recipient|address|mailbox|account)|no such (?:user|mailbox|recipient|address|account|person|local)|(?:user|recipient|mailbox|address|account|inbox|alias)[^.\n]{0,60}(?:does ?n[o']t exist|does not exist|not (?:be )?found|not (?:a )?(?:known|valid|listed|exist)|invalid|unavailable to receive|is not recognized|isn't (?:a )?valid|undeliverable|no longer (?:exists|active|valid|available|in use))|(?:invalid|bad|illegal|nonexistent|non-existent|undeliverable) (?:user|recipient|mailbox|address|destination mailbox|final-recipient)|doesn't have (?:a|an) .{0,30}account|not (?:listed|found) in (?:domino |public |the )?(?:directory|name|address)|recipnotfound|user (?:account )?(?:is )?(?:not|unavailable|disabled)|no mailbox (?:here|by)|addressee unknown|mailbox (?:not|unavailable)|not our customer|recipient (?:address )?(?:rejected|unknown|not)|this (?:user|address) (?:no longer|doesn't|does not)|couldn't find (?:any|a) .{0,20}(?:user|mailbox)|address error|not a valid mailbox|unrouteable address|delivery to this (?:user|address) (?:failed|is)|存在しない|宛先不明|ユーザ[ー]?が(?:見つかりません|存在)|utilisateur inconnu|desconocid|unbekannt/i,
  },
  {
    reason: "unknown_host",
    status: /^5\.(?:1\.2|4\.4)$/,
    text: /host(?:name)? (?:is )?(?:unknown|not found|or domain name not found)|unknown (?:host|domain)|name (?:service|server) error|no such (?:host|domain)|domain[^.\n]{0,40}(?:not (?:found|exist|registered)|does ?n[o']t exist|couldn't be found|invalid)|(?:bad|invalid|illegal) (?:host|domain)|unrouteable (?:mail )?domain|nxdomain|mail exchanger|no (?:valid )?(?:mx|a record)|unknown network|wrong name|can't find .{0,30}host|couldn't find any host|all relevant mx records/i,
  },
  {
    reason: "moved",
    status: /^5\.1\.6$/,
    text: /(?:has|have) (?:moved|changed)|no longer (?:at|works|with)|forward(?:ing)? address|new address is|address change|retired/i,
  },
  {
    reason: "spam_or_policy",
    status: /^[45]\.7\./,
    text: /spam|blacklist|blocklist|black ?list|block(?:ed)?\b|policy|denied|not (?:allowed|permitted|accepted|authorized)|relay|reject|dnsbl|rbl|spf|dkim|dmarc|virus|content|prohibited|administrative|filter|reputation|refused/i,
  },
  {
    reason: "temporary",
    status: /^4\./,
    text: /timed? ?out|timeout|temporar|deferred|delay|retry|expired|connection (?:refused|reset|lost|closed|dropped)|unreachable|not responding|loop|could not (?:connect|be connected)|lost connection|\b4\d\d\b/i,
  },
];

/** Status codes that name the reason by themselves; the words are then only asked for a full mailbox or a policy. */
const UNKNOWN_USER_STATUS = /^5\.1\.(?:0|1|3|10)$/;

/**
 * Why a delivery failed and whether trying again is no use.
 *
 * @param status enhanced status code, or null
 * @param detail what the servers said, in any language
 */
export function judgeDelivery(status: string | null, detail: string): { reason: DeliveryReason; hard: boolean } {
  const reason = reasonOf(status, detail.slice(0, 4000));
  const temporary = status?.startsWith("4") ?? false;
  return { reason, hard: HARD.has(reason) && !temporary };
}

function reasonOf(status: string | null, detail: string): DeliveryReason {
  const code = status ?? "";
  const byStatus = REASONS.find((row) => row.status?.test(code));
  if (byStatus !== undefined && byStatus.reason !== "spam_or_policy" && byStatus.reason !== "temporary")
    return byStatus.reason;
  const byText = REASONS.find((row) => row.text.test(detail));
  if (UNKNOWN_USER_STATUS.test(code)) {
    return byText !== undefined && ["mailbox_full", "rate_limited"].includes(byText.reason)
      ? byText.reason
      : "unknown_user";
  }
  return byText?.reason ?? byStatus?.reason ?? "other";
}
