import { buttonClass, EmptyState } from "@deskhand/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Exactly } from "../../../../../../../components/when.tsx";
import type { EntryView, TicketView } from "../../../../../../../server/ticket.ts";
import { foldChanges } from "./fold-changes.ts";
import { Message, receivers } from "./message.tsx";

type ConversationProps = {
  ticket: TicketView;
  history: { entries: EntryView[]; nextCursor: number | null };
  /** Who reads: their own messages say "you". */
  userId: string;
};

/** The history, oldest first: messages as cards, changes folded into lines between them. */
export async function Conversation({ ticket, history, userId }: ConversationProps) {
  const t = await getTranslations("ticket");
  return (
    <section aria-labelledby="conversation">
      <h2 id="conversation" className="sr-only">
        {t("conversation")}
      </h2>
      {history.entries.length === 0 && <EmptyState title={t("noEntries")} />}
      <ol className="flex flex-col gap-4">
        {foldChanges(history.entries).map((item) =>
          item.kind === "message" ? (
            <li key={item.entry.id}>
              <Message ticket={ticket} entry={item.entry} userId={userId} />
            </li>
          ) : (
            <li key={item.entries[0].id}>
              <Changes entries={item.entries} />
            </li>
          ),
        )}
      </ol>
      {history.nextCursor !== null && (
        <p className="pt-4">
          <Link href={`/desk/tickets/${ticket.number}?after=${history.nextCursor}`} className={buttonClass()}>
            {t("later")}
          </Link>
        </p>
      )}
    </section>
  );
}

/** One change as a line; several of one go behind a line that counts them. */
async function Changes({ entries }: { entries: [EntryView, ...EntryView[]] }) {
  const t = await getTranslations("ticket");
  const [first, ...others] = entries;
  if (others.length === 0) return <Change entry={first} />;
  return (
    <details className="rounded-md px-4 text-sm text-text-2 open:bg-surface open:pb-2">
      <summary className="min-h-6 rounded-sm py-0.5">
        {t("changes", { name: first.actor.name, count: entries.length })} · <Exactly at={first.at} />
      </summary>
      <ul className="flex flex-col gap-1 pt-1">
        {entries.map((entry) => (
          <li key={entry.id}>
            <Change entry={entry} />
          </li>
        ))}
      </ul>
    </details>
  );
}

async function Change({ entry }: { entry: EntryView }) {
  const t = await getTranslations("ticket");
  const { mail } = entry;
  return (
    <p id={`tx-${entry.id}`} className="px-4 text-sm wrap-anywhere text-text-2">
      {mail ? t("mailed", { people: receivers(mail), state: t("mailState", { state: mail.state }) }) : entry.summary}
      {" · "}
      <Exactly at={entry.at} />
    </p>
  );
}
