import { buttonClass, classNames, EmptyState } from "@deskhand/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { TicketTable } from "../../../../../../../components/ticket-table.tsx";
import { listQueues, openConsole, orNotFound } from "../../../../../../../server/console.ts";
import { listPath, readListQuery, TICKET_STATES } from "./list-query.ts";
import type { ListQuery, TicketState } from "./list-query.ts";

type PageProps = {
  params: Promise<{ slug: string; key: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

async function findQueue(slug: string, key: string) {
  const queue = (await listQueues(slug)).find((candidate) => candidate.key === key);
  return queue ?? notFound();
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { slug, key } = await params;
  return { title: (await findQueue(slug, key)).name };
}

/** The tickets of one queue, newest movement first, paged by key. */
export default async function QueuePage({ params, searchParams }: PageProps) {
  const [{ slug, key }, asked, t] = await Promise.all([params, searchParams, getTranslations("queue")]);
  const { api } = await openConsole(slug);
  const query = readListQuery(asked);
  const [queue, { rows, nextCursor }] = await Promise.all([
    findQueue(slug, key),
    orNotFound(api.tickets.list({ queue: key, ...query })),
  ]);
  return (
    <>
      <h1 className="text-2xl font-semibold wrap-anywhere">{queue.name}</h1>
      {queue.description && <p className="text-text-2 wrap-anywhere">{queue.description}</p>}
      <States queueKey={key} state={query.state} />
      {rows.length === 0 ? (
        <EmptyState title={t(`empty.${query.state}`)}>{query.state === "open" && t("emptyText")}</EmptyState>
      ) : (
        <TicketTable caption={t("caption", { name: queue.name })} rows={rows} showQueue={false} />
      )}
      <Pages queueKey={key} query={query} nextCursor={nextCursor} />
    </>
  );
}

async function States({ queueKey, state }: { queueKey: string; state: TicketState }) {
  const t = await getTranslations("queue");
  return (
    <nav aria-label={t("filter")} className="flex flex-wrap gap-1 py-4">
      {TICKET_STATES.map((value) => (
        <Link
          prefetch={false}
          key={value}
          href={listPath(queueKey, { state: value })}
          aria-current={value === state ? "page" : undefined}
          className={classNames(
            buttonClass(value === state ? "secondary" : "quiet", "sm"),
            value === state && "bg-raised",
          )}
        >
          {t(`states.${value}`)}
        </Link>
      ))}
    </nav>
  );
}

type PagesProps = { queueKey: string; query: ListQuery; nextCursor: string | null };

async function Pages({ queueKey, query, nextCursor }: PagesProps) {
  const t = await getTranslations("queue");
  if (query.cursor === undefined && nextCursor === null) return null;
  return (
    <nav aria-label={t("pages")} className="flex flex-wrap gap-2 py-4">
      {query.cursor !== undefined && (
        <Link prefetch={false} href={listPath(queueKey, { state: query.state })} className={buttonClass()}>
          {t("first")}
        </Link>
      )}
      {nextCursor !== null && (
        <Link
          prefetch={false}
          href={listPath(queueKey, { state: query.state, cursor: nextCursor })}
          className={buttonClass()}
        >
          {t("next")}
        </Link>
      )}
    </nav>
  );
}
