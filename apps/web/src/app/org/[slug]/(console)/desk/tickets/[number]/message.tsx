import { MessageCard } from "@deskhand/ui";
import type { MessageKind } from "@deskhand/ui";
import { Paperclip } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MailFrame } from "../../../../../../../components/mail-frame.tsx";
import { Exactly } from "../../../../../../../components/when.tsx";
import type { EntryView, TicketView } from "../../../../../../../server/ticket.ts";

type MessageProps = { ticket: TicketView; entry: EntryView; userId: string };

/** A message of the conversation. */
export async function Message({ ticket, entry, userId }: MessageProps) {
  const t = await getTranslations("ticket");
  const kind = messageKind(entry);
  const { id, content, attachments } = entry;
  return (
    <MessageCard
      kind={kind}
      id={`tx-${id}`}
      heading={<Heading kind={kind} ticket={ticket} entry={entry} own={entry.actor.id === userId} />}
      time={<Exactly at={entry.at} />}
      permalink={
        <a href={`#tx-${id}`} className="inline-flex size-6 items-center justify-center text-accent hover:underline">
          <span aria-hidden>#</span>
          <span className="sr-only">{t("permalink")}</span>
        </a>
      }
      foot={<Foot kind={kind} entry={entry} />}
    >
      {content && <Content content={content} />}
      {attachments.length > 0 && <Attachments number={ticket.number} files={attachments} />}
    </MessageCard>
  );
}

/** Changes are no cards; a comment is the safe side for whatever else may come. */
function messageKind({ kind }: EntryView): MessageKind {
  return kind === "incoming" || kind === "reply" ? kind : "comment";
}

async function Heading({
  kind,
  ticket,
  entry,
  own,
}: {
  kind: MessageKind;
  ticket: TicketView;
  entry: EntryView;
  own: boolean;
}) {
  const t = await getTranslations("ticket.heading");
  const { name } = entry.actor;
  const to = ticket.requestors[0]?.name;
  if (kind === "incoming") return t("incoming", { name });
  if (kind === "comment") return own ? t("ownComment") : t("comment", { name });
  if (to === undefined) return own ? t("ownReply") : t("reply", { name });
  const more = ticket.requestors.length - 1;
  return own ? t("ownReplyTo", { to, more }) : t("replyTo", { name, to, more });
}

async function Content({ content }: { content: NonNullable<EntryView["content"]> }) {
  const t = await getTranslations("ticket");
  return (
    <div className="text-message">
      <Text>{content.text}</Text>
      {content.signature !== "" && (
        <Folded summary={t("signature")}>
          <Text>{content.signature}</Text>
        </Folded>
      )}
      {content.quoted !== "" && (
        <Folded summary={t("quoted")}>
          <Text>{content.quoted}</Text>
        </Folded>
      )}
      {content.html !== null && (
        <Folded summary={t("formatted")}>
          <MailFrame html={content.html} title={t("formatted")} />
        </Folded>
      )}
    </div>
  );
}

function Text({ children }: { children: string }) {
  return (
    <p dir="auto" className="max-w-[72ch] whitespace-pre-wrap wrap-anywhere">
      {children}
    </p>
  );
}

function Folded({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="pt-2">
      <summary className="min-h-6 w-fit rounded-sm py-0.5 text-sm text-text-2">{summary}</summary>
      <div className="border-s-2 border-border-control ps-3 text-text-2">{children}</div>
    </details>
  );
}

async function Attachments({ number, files }: { number: number; files: EntryView["attachments"] }) {
  const [t, format] = await Promise.all([getTranslations("ticket"), getFormatter()]);
  return (
    <ul aria-label={t("attachments")} className="flex flex-wrap gap-2 pt-3">
      {files.map(({ id, filename, size }) => (
        <li key={id} className="min-w-0">
          <a
            href={`/desk/tickets/${number}/attachments/${id}`}
            className="inline-flex min-h-8 max-w-full items-center gap-2 rounded-md border border-border-control bg-bg px-3 py-1 hover:bg-raised"
          >
            <Paperclip aria-hidden size={14} className="shrink-0" />
            <span className="min-w-0 wrap-anywhere">{filename}</span>
            <span className="text-sm whitespace-nowrap text-text-2">{formatSize(format, size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

const UNITS = ["byte", "kilobyte", "megabyte"] as const;

function formatSize(format: Awaited<ReturnType<typeof getFormatter>>, bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return format.number(bytes / 1000 ** step, {
    style: "unit",
    unitDisplay: step === 0 ? "long" : "short",
    unit: UNITS[step],
    maximumFractionDigits: step === 0 ? 0 : 1,
  });
}

/** Whom the message reached, as far as it is known. */
async function Foot({ kind, entry }: { kind: MessageKind; entry: EntryView }) {
  const t = await getTranslations("ticket.foot");
  if (kind === "incoming") return entry.content?.from ? t("from", { address: entry.content.from }) : t("incoming");
  if (!entry.mail) return kind === "comment" ? t("comment") : t("reply");
  const state = (await getTranslations("ticket"))("mailState", { state: entry.mail.state });
  return t(kind === "comment" ? "commentMailed" : "replyMailed", { people: receivers(entry.mail), state });
}

/** Everybody a mail went to, as one line. */
export function receivers({ to, cc, bcc }: NonNullable<EntryView["mail"]>): string {
  return [...to, ...cc, ...bcc].join(", ");
}
