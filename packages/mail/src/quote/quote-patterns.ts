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
/** Or with the date last: `Jo Client wrote on 02.03.2020 10:00:`. */
const VERB_THEN_MOMENT = new RegExp(
  `^[^\\s:]{1,40}(?: [^\\s:]{1,40}){0,5} (?:${WROTE}) [^:]{0,12}\\d{1,4}[./-]\\d{1,2}[./-]\\d{2,4}.{0,30}[:：]$`,
  "iu",
);
const ADDRESS = /[<([][^\s<>()[\]]{1,100}@[^\s<>()[\]]{1,200}/u;
const MOMENT = /\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/u;

/** Whether up to four joined lines are the line above a quote, such as `On Monday Jane <j@example.com> wrote:`. */
export function isAttribution(joined: string): boolean {
  const text = joined.trim();
  if (text.length > 500) return false;
  if (ENDS_WITH_WROTE.test(text) && /[:：]$/.test(text))
    return MOMENT.test(text) || ADDRESS.test(text) || /@|\bwrote\s*:$/i.test(text);
  if (VERB_THEN_MOMENT.test(text)) return true;
  if (VERB_INSIDE.test(text)) return MOMENT.test(text) && ATTRIBUTION_START.test(text);
  return /[>\])]\s*[:：]$/.test(text) && ADDRESS.test(text) && MOMENT.test(text);
}

/** Whether an attribution names an address: without one it may be prose that introduces something. */
export function namesAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** Whether a line can be the first of an attribution that runs over several lines. */
export function startsAttribution(line: string): boolean {
  const text = line.trim();
  return ATTRIBUTION_START.test(text) || ADDRESS.test(text) || VERB_THEN_MOMENT.test(text);
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

const SUBJECT_LABEL =
  /^\s*[*_]{0,2}(?:subject|betreff|objet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět|predmet|tárgy|subiect|konu|тема|主题|主旨|件名|제목)\s?[*_]{0,2}\s?[:：]/iu;

/**
 * Whether header-like lines stand here, as Outlook writes them over the message it answers; `lines` are those that
 * follow. An address or a subject must be among them: itineraries have From, To and Date, too.
 */
export function isHeaderBlock(line: string, lines: readonly string[]): boolean {
  if (line.length > 400 || !FROM_LABEL.test(line)) return false;
  const labels = lines.slice(0, 7).filter((next) => next.length <= 2000 && OTHER_LABEL.test(next));
  if (labels.length < 2) return false;
  return [line, ...labels].some((label) => label.includes("@") || SUBJECT_LABEL.test(label));
}

const SENT_FROM =
  /^\s*(?:[<(*_]{0,2})(?:sent (?:from|via|using|with|by) (?:my |the |an? )?\S|get outlook for|(?:von meine[mr]|gesendet (?:von|mit)|diese nachricht wurde von mein) |envoyé (?:de(?:puis)?|à partir de|avec) |enviado (?:desde|do|da|a partir de|de) |inviato da |verzonden (?:vanaf|met|vanuit) |skickat från |sendt fra |lähetetty |wysłane? z |отправлено (?:с|из) |odesláno z |从我的|發自我的|iphoneから|androidから)/iu;

/** Whether a line is what a device adds below a message. */
export function isSentFrom(line: string): boolean {
  return line.length <= 160 && SENT_FROM.test(line);
}
