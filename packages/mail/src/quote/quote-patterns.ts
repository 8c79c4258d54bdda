/** Words for "wrote" that end the line above a quote, in the languages mail programs speak. */
const WROTE =
  "wrote|writes|said|schrieb|schreef|geschreven|a écrit|a ecrit|ha scritto|escribió|escribio|escreveu|va escriure|skrev|skreiv|kirjoitti|napisał\\(?a?\\)?|napisal\\(?a?\\)?|napísal|napsal\\(?a?\\)?|írta|a scris|yazdı|yazmış|έγραψε|пишет|писал\\(?а?\\)?|написал\\(?а?\\)?|написав|пише|写道|寫道|書きました|のメール|wrote the following|님이 작성|כתב|כתבה|كتب|เขียน|viết";

/** What an attribution begins with: a preposition before a date, a date, or a name with an address. */
const ATTRIBUTION_START =
  /^(?:on|am|le|el|il|em|op|den|w dniu|dnia|på|pe|dňa|dne|v|в|a|at|in data|on the|em|ons|tor|tors|fre|lör|lør|søn|sön|man|mån|tir|tis|ma|ti|ke|to|pe|la|su|mon|tue|wed|thu|fri|sat|sun|пн|вт|ср|чт|пт|сб|вс|\d{1,4}[./年-])/iu;
const ENDS_WITH_WROTE = new RegExp(`(?:${WROTE})\\s*(?:\\([^)]{0,60}\\))?\\s*[:：]?\\s*$`, "iu");
/** In some languages the verb stands before the name: `tir. 18. apr. 2017 kl. 13:09 skrev Test <a@b>:`. */
const VERB_INSIDE =
  /(?:^|\s)(?:skrev|schrieb|schreef|écrit|escribió|kirjoitti|wrote|napisał\(?a?\)?)\s.{1,200}[:：]\s*$/iu;
const ADDRESS = /[<([][^\s<>()[\]]{1,100}@[^\s<>()[\]]{1,200}/u;
const MOMENT = /\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/u;

/** Whether up to four joined lines are the line above a quote, such as `On Monday Jane <j@example.com> wrote:`. */
export function isAttribution(joined: string): boolean {
  const text = joined.trim();
  if (text.length > 500) return false;
  if (ENDS_WITH_WROTE.test(text) && /[:：]$/.test(text))
    return MOMENT.test(text) || ADDRESS.test(text) || /@|\bwrote\s*:$/i.test(text);
  if (VERB_INSIDE.test(text)) return MOMENT.test(text) && ATTRIBUTION_START.test(text);
  return /[>\])]\s*[:：]$/.test(text) && ADDRESS.test(text) && MOMENT.test(text);
}

/** Whether a line can be the first of an attribution that runs over several lines. */
export function startsAttribution(line: string): boolean {
  return ATTRIBUTION_START.test(line.trim()) || ADDRESS.test(line);
}

const ORIGINAL =
  "original (?:message|appointment|email)|message d'origine|message original|mensaje original|mensagem original|messaggio originale|urspr(?:ü|ue)ngliche (?:nachricht|mail)|original-?nachricht|oorspronkelijk bericht|oprindelig (?:besked|meddelelse)|opprinnelig melding|ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|oryginalna wiadomość|wiadomość oryginalna|původní zpráva|pôvodná správa|eredeti üzenet|mesaj original|özgün ileti|исходное сообщение|оригинальное сообщение|оригінальне повідомлення|原始邮件|原始郵件|元のメッセージ|original besked|αρχικό μήνυμα|reply message|reply to message";
const ORIGINAL_LINE = new RegExp(`^\\s*[-_=*>]{0,30}\\s*(?:${ORIGINAL})\\s*:?\\s*[-_=*]{0,30}\\s*$`, "iu");
const REPLY_ABOVE =
  /^\W{0,20}(?:please )?(?:type|write|enter|reply|respond|post)\b.{0,40}\babove this line|^\W{0,20}(?:bitte )?antworten sie (?:oberhalb|über) dieser zeile/iu;

/** Whether a line says that the original message follows, or that a reply belongs above it. */
export function isOriginalMarker(line: string): boolean {
  if (line.length > 200) return false;
  return (ORIGINAL_LINE.test(line) && /[-_=*]{2}/.test(line)) || REPLY_ABOVE.test(line);
}

const FORWARDED =
  /^\s*[-_=]{2,30}\s*.{0,40}(?:forwarded|weitergeleitet|transféré|reenviad|encaminhad|inoltrat|doorgestuurd|videresendt|vidarebefordrat|välitetty|przekazan|přeposlan|преслан|пересыл|перенаправлен|转发|轉寄|転送).{0,40}[-_=]{2,30}\s*$|^\s*(?:begin forwarded message|anfang der weitergeleiteten|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato|начало переадресованного)/iu;

/** Whether a line opens a forwarded message: what follows is content, not a quote. */
export function isForwardMarker(line: string): boolean {
  return line.length <= 200 && FORWARDED.test(line);
}

const FROM_LABEL =
  /^\s*[*_]{0,2}(?:from|von|de|da|van|fra|från|frá|od|lähettäjä|feladó|kimden|gönderen|от|від|от кого|发件人|寄件者|差出人|보낸 ?사람|من|מאת|από|expéditeur|mittente|remitente|ค|จาก|pošiljatelj|saatja|siuntėjas)\s?[*_]{0,2}\s?[:：]\s?[*_]{0,2}\s?\S/iu;
const OTHER_LABEL =
  /^\s*[*_]{0,2}(?:sent|date|to|cc|subject|reply-to|gesendet(?: am)?|datum|an|betreff|kopie|envoyé(?: le)?|date|à|a|objet|enviado(?: el| em)?|fecha|para|asunto|assunto|data|inviato|oggetto|verzonden|aan|onderwerp|sendt|dato|til|emne|skickat|till|ämne|lähetetty|päivä|vastaanottaja|aihe|wysłano|wysłane|do|temat|odesláno|komu|předmět|dátum|elküldve|címzett|tárgy|trimis|către|subiect|tarih|kime|gönderildi|konu|отправлено|дата|кому|тема|копия|надіслано|发送时间|收件人|主题|日期|寄件日期|收件者|主旨|送信日時|宛先|件名|보낸 날짜|받는 사람|제목|importance|priority|attachments?)\s?[*_]{0,2}\s?[:：]/iu;

/** Whether header-like lines stand here, as Outlook writes them over the message it answers; `lines` are those that follow. */
export function isHeaderBlock(line: string, lines: readonly string[]): boolean {
  if (line.length > 400 || !FROM_LABEL.test(line)) return false;
  return lines.slice(0, 7).filter((next) => next.length <= 2000 && OTHER_LABEL.test(next)).length >= 2;
}

const SENT_FROM =
  /^\s*(?:[<(*_]{0,2})(?:sent (?:from|via|using|with|by) (?:my |the |an? )?\S|get outlook for|(?:von meine[mr]|gesendet (?:von|mit)|diese nachricht wurde von mein) |envoyé (?:de(?:puis)?|à partir de|avec) |enviado (?:desde|do|da|a partir de|de) |inviato da |verzonden (?:vanaf|met|vanuit) |skickat från |sendt fra |lähetetty |wysłane? z |отправлено (?:с|из) |odesláno z |从我的|發自我的|iphoneから|androidから)/iu;

/** Whether a line is what a device adds below a message. */
export function isSentFrom(line: string): boolean {
  return line.length <= 160 && SENT_FROM.test(line);
}
