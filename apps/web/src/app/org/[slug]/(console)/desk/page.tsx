import { EmptyState } from "@deskhand/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { TicketTable } from "../../../../../components/ticket-table.tsx";
import { listQueues, openConsole } from "../../../../../server/console.ts";
import type { QueueSummary } from "../../../../../server/console.ts";

/** Rows of the newest tickets; the queues' own pages have them all. */
const NEWEST = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("desk"))("title") };
}

/** The desk: the queues with what is open in them, and the newest open tickets. */
export default async function DeskPage({ params }: { params: Promise<{ slug: string }> }) {
  const [{ slug }, t] = await Promise.all([params, getTranslations("desk")]);
  const { api } = await openConsole(slug);
  const [queues, { rows }] = await Promise.all([listQueues(slug), api.tickets.list({ state: "open", limit: NEWEST })]);
  return (
    <>
      <h1 className="pb-4 text-2xl font-semibold">{t("title")}</h1>
      <section aria-labelledby="queues" className="pb-8">
        <h2 id="queues" className="pb-2 text-lg font-semibold">
          {t("queues")}
        </h2>
        {queues.length === 0 ? (
          <EmptyState title={t("noQueues")}>{t("noQueuesText")}</EmptyState>
        ) : (
          <Queues queues={queues} />
        )}
      </section>
      <section aria-labelledby="newest">
        <h2 id="newest" className="pb-2 text-lg font-semibold">
          {t("newest")}
        </h2>
        {rows.length === 0 ? (
          <EmptyState title={t("noTickets")}>{t("noTicketsText")}</EmptyState>
        ) : (
          <TicketTable caption={t("newest")} rows={rows} showQueue />
        )}
      </section>
    </>
  );
}

async function Queues({ queues }: { queues: readonly QueueSummary[] }) {
  const t = await getTranslations("desk");
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(16rem,100%),1fr))] gap-3">
      {queues.map(({ key, name, description, open }) => (
        <li key={key} className="relative rounded-lg border border-border bg-surface p-4 hover:bg-raised">
          <h3 className="font-semibold wrap-anywhere">
            <Link
              href={`/desk/queues/${key}`}
              prefetch={false}
              className="after:absolute after:inset-0 after:rounded-lg"
            >
              {name}
            </Link>
          </h3>
          <p className="text-sm text-text-2 wrap-anywhere">{description}</p>
          <p className="pt-2 tabular-nums">{t("open", { count: open })}</p>
        </li>
      ))}
    </ul>
  );
}
