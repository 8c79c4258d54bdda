/**
 * Words at the start of a subject by which mail programs announce an absence, followed by a colon, a dash or nothing. The
 * weakest sign there is: people write about absence notes, too, and answer ours, so "Re:" and further words end it.
 */
export const AUTO_REPLY_SUBJECT = new RegExp(
  `^(?:\\[[^\\]]{1,40}\\]\\s*){0,3}(?:${[
    "auto(?:matic|mated)?[ -]?(?:reply|response|respon[sd]er|answer)",
    "out of (?:the )?office(?: auto-?reply| reply| notification| message| assistant| autoresponse)?",
    "(?:i am|i'm) (?:currently )?(?:out of (?:the )?office|on (?:vacation|leave|holiday))",
    "(?:vacation|absence|holiday|ooo)(?: reply| notice| message| notification| autoreply)",
    "on vacation",
    "automatische (?:antwort|r(?:ü|ue)ckmeldung|abwesenheitsnotiz|e-?mail)",
    "abwesenheits(?:notiz|nachricht|assistent|mitteilung|meldung|agent)",
    "(?:ich bin )?nicht im (?:b(?:ü|ue)ro|hause)",
    "automatisch antwoord",
    "afwezig(?:heids(?:bericht|assistent|melding)?|heid)?",
    "r(?:é|e)ponse automatique",
    "(?:message|notification|r(?:é|e)ponse) d['’]absence",
    "absen(?:ce|t) du bureau",
    "respuesta autom(?:á|a)tica",
    "fuera de (?:la )?oficina",
    "resposta autom(?:á|a)tica",
    "fora do escrit(?:ó|o)rio",
    "aus(?:ê|e)ncia tempor(?:á|a)ria",
    "risposta automatica",
    "fuori (?:sede|ufficio)",
    "automatiskt? svar",
    "autosvar",
    "fr(?:å|a)nvaro(?:meddelande)?",
    "frav(?:æ|ae)r(?:smelding|sbesked)?",
    "ikke til stede",
    "automaattinen vastaus",
    "poissa(?:oloilmoitus)?",
    "automatyczna odpowied(?:ź|z)",
    "odpowied(?:ź|z) automatyczna",
    "(?:jestem )?poza biurem",
    "automatick(?:á|a) odpov(?:ě|e)(?:ď|d)",
    "automatikus v(?:á|a)lasz",
    "r(?:ă|a)spuns automat",
    "otomatik yan(?:ı|i)t",
    "автоматический ответ",
    "автоматическая отправка",
    "автоответ",
    "автоматична відповідь",
    "αυτόματη απάντηση",
    "自動(?:応答|返信|回覆|回复)",
    "自动(?:回复|答复|应答)",
    "不在(?:通知|のお知らせ)",
    "자동 ?(?:회신|응답)",
    "تلقائي|رد تلقائي",
    "תשובה אוטומטית",
  ].join("|")})\\s*(?:$|[:：(–—-])|^(?:\\[[^\\]]{1,40}\\]\\s*|re\\s*:\\s*){0,4}out of (?:the )?office auto-?reply\\b`,
  "iu",
);

/** How mail programs begin the text of an absence note; weaker still, so only beside another sign of automatic mail. */
export const ABSENCE_TEXT =
  /^\s*(?:i will be (?:out of (?:the )?office|away)|i am (?:currently |presently )?(?:out of (?:the )?office|on (?:annual )?leave|away from)|ich bin (?:bis|vom|derzeit|ab)\b.{0,60}(?:nicht|abwesend)|je suis absent|estoy fuera)/iu;

/** Lotus Notes writes just this sentence and marks it with nothing else. */
export const NOTES_ABSENCE_TEXT = /^\s*i will be out of the office starting\s+\S{1,20}\s+and will not return until/iu;

/** Subjects of delivery reports, by mail server family. Alone they prove nothing: people forward such mail. */
export const BOUNCE_SUBJECT = new RegExp(
  [
    "^(?:re: )?(?:mail |message |e-?mail )?(?:delivery|delivering)(?: status)?(?: notification| failure| report| failed| problem| error| has failed)",
    "undeliver(?:able|ed)",
    "returned (?:mail|to sender)|mail returned",
    "^failure notice|^failed mail|^failure delivery",
    "(?:mail|message|delivery) (?:could not|couldn't|cannot) be delivered|non[- ]?deliver(?:y|able)",
    "^message status - undeliverable|^delivery (?:has )?(?:failed|unsuccessful|incomplete|delayed)",
    "mail system error|mail (?:delivery )?failed|error sending|^warning: (?:could not send|message)|mail failure|^nondeliverable",
    "unzustellbar|nicht zustellbar|zustellung fehlgeschlagen|fehler bei der nachrichten",
    "(?:non|impossible|échec) (?:remis|de (?:la )?remise|distribution)|non distribu",
    "no se (?:ha )?pud(?:o|e) entregar|error en la entrega|mensaje no entregado|devuelto",
    "mancato recapito|mancata consegna",
    "onbestelbaar|недоставлен|не доставлено|配信不能|送信できません|未送达|退信|系统退信|returned",
    "^delivery report|^report of |^user unknown|address (?:not found|unknown)|rejected:|^mail could not|^(?:message )?rejected",
    "^considered unsolicited|^considered spam|mdaemon notification|^dmail|^notification d'etat",
  ].join("|"),
  "iu",
);

/** What a delivery report says in its text when it has no machine-readable part. */
export const BOUNCE_TEXT = new RegExp(
  [
    "(?:could|can) ?not (?:be )?deliver|couldn't be delivered|unable to deliver|not (?:be )?able to deliver|was not delivered|undeliver",
    "delivery (?:to the following|has failed|failed|failure|error|status notification)",
    "returned (?:to sender|message|mail)|returning (?:the )?message|this is the (?:mail system|qmail|postfix|mail delivery)",
    "permanent (?:fatal )?error|transient (?:non-?fatal |fatal )?error|fatal errors?",
    "user unknown|unknown user|no such (?:user|mailbox|recipient|address)|not a valid (?:user|address|mailbox)|recipient (?:address )?rejected|mailbox (?:is )?(?:full|unavailable|not found)",
    "(?:the following|these|following) (?:address|recipient|message|user)|over quota|quota exceeded",
    "\\b[45]\\.\\d{1,3}\\.\\d{1,3}\\b|\\b5[0-5]\\d[ -](?:#?5\\.|[a-z<])",
    "konnte nicht zugestellt|nicht zugestellt werden|n'a pas pu être|no se pudo entregar|non (?:è stato possibile|remis)",
    "original message (?:follows|header)|message header(?:s)? follow|copy of (?:the|your) message",
  ].join("|"),
  "iu",
);

/** What a service says that asks the sender to prove to be a person. Alone it proves nothing: phishing says the same. */
export const CHALLENGE_TEXT =
  /(?:click|reply|visit|verif)[^.]{0,160}(?:to (?:be (?:allowed|added|verified)|verify (?:that )?you|confirm (?:that )?you|authenticate|release your|deliver)|(?:requires?|needs?) verification)/iu;

/** Names of such services; with the words above they are enough. */
export const CHALLENGE_SERVICE =
  /boxbe|spam ?arrest|choicemail|\btmda\b|bluebottle|spamblocker|antispam uol|mailblocks|0spam|sender verification|challenge[- /]?response/iu;

/** How monitoring systems write their subjects: state words in capitals beside a service or host. */
export const MONITORING_SUBJECT = new RegExp(
  [
    "^(?:\\[[^\\]]{1,60}\\]\\s*)?\\*\\*\\s*(?:PROBLEM|RECOVERY|ACKNOWLEDGEMENT|FLAPPING|DOWNTIME|CUSTOM|NOTIFICATION)",
    "^(?:PROBLEM|RECOVERY|RESOLVED|OK|ACKNOWLEDGEMENT)\\b.{0,200}\\b(?:CRITICAL|WARNING|DOWN|UP|OK|UNKNOWN|UNREACHABLE)\\b",
    "^(?:Service|Host) (?:Alert|State)\\b.{0,200}\\b(?:CRITICAL|WARNING|DOWN|UP|OK|UNKNOWN|UNREACHABLE)\\b",
    "^\\[?(?:SmokeAlert|Smokeping|munin|icinga2?|nagios|zabbix|cacti|monit|PRTG|sensu|alertmanager|grafana|FIRING|Alerting)\\b",
    "^[^:]{1,80}::.{1,80}::\\s.{1,120}(?:OK|WARNING|CRITICAL|UNKNOWN)s?\\b",
    "^monit alert --",
  ].join("|"),
  "u",
);

/** Subjects that people write as well; a monitoring system if the sender looks like one. */
export const MONITORING_SUBJECT_LOOSE =
  /^(?:problem|resolved|updated problem|alert|normal|warning|critical|recovery|ok|down|up|error)\b[^:]{0,40}:/iu;

/** Sender names, before the at sign or shown, of monitoring systems. */
export const MONITORING_SENDER =
  /\b(?:nagios|icinga2?|zabbix|munin|cacti|smokeping|monit|prtg|sensu|alertmanager|grafana|check_?mk|uptime ?robot|pingdom|statuscake|netdata|librenms|opennms|zenoss|observium|monitoring|alerts?)\b/iu;
