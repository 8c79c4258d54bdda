import { buttonClass, classNames, EmptyState, Table } from "@deskhand/ui";
import type { Column } from "@deskhand/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { When } from "../../../../../../components/when.tsx";
import { openConsole, orNotFound } from "../../../../../../server/console.ts";
import type { ConsoleCaller } from "../../../../../../server/console.ts";

type InboxRow = Awaited<ReturnType<ConsoleCaller["inbox"]["list"]>>["rows"][number];
type InboxState = (typeof STATES)[number];
type PageProps = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const STATES = ["stored", "ticket", "ignored", "duplicate", "quarantined"] as const;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("inbox"))("title") };
}

/** Every mail that came in, what became of it and why. */
export default async function InboxPage({ params, searchParams }: PageProps) {
  const [{ slug }, asked, t] = await Promise.all([params, searchParams, getTranslations("inbox")]);
  const { api } = await openConsole(slug);
  const state = STATES.find((known) => known === asked["state"]);
  const cursor = typeof asked["cursor"] === "string" ? asked["cursor"] : undefined;
  const { rows, nextCursor } = await orNotFound(api.inbox.list({ ...(state && { state }), ...(cursor && { cursor }) }));
  return (
    <>
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="text-text-2">{t("text")}</p>
      <States chosen={state} />
      {rows.length === 0 ? <EmptyState title={t("empty")} /> : <Rows rows={rows} />}
      {nextCursor !== null && (
        <p className="py-4">
          <Link prefetch={false} href={inboxPath(state, nextCursor)} className={buttonClass()}>
            {t("next")}
          </Link>
        </p>
      )}
    </>
  );
}

function inboxPath(state: InboxState | undefined, cursor?: string): string {
  const query = new URLSearchParams({ ...(state && { state }), ...(cursor && { cursor }) }).toString();
  return `/admin/mail${query && `?${query}`}`;
}

async function States({ chosen }: { chosen: InboxState | undefined }) {
  const t = await getTranslations("inbox");
  return (
    <nav aria-label={t("filter")} className="flex flex-wrap gap-1 py-4">
      {[undefined, ...STATES].map((state) => (
        <Link
          prefetch={false}
          key={state ?? "all"}
          href={inboxPath(state)}
          aria-current={state === chosen ? "page" : undefined}
          className={classNames(
            buttonClass(state === chosen ? "secondary" : "quiet", "sm"),
            state === chosen && "bg-raised",
          )}
        >
          {t(`states.${state ?? "all"}`)}
        </Link>
      ))}
    </nav>
  );
}

async function Rows({ rows }: { rows: readonly InboxRow[] }) {
  const [t, format] = await Promise.all([getTranslations("inbox"), getFormatter()]);
  const columns: Column<InboxRow>[] = [
    { key: "received", label: t("received"), cell: (row) => <When at={row.receivedAt} /> },
    {
      key: "from",
      label: t("from"),
      cell: (row) => (row.envelopeFrom === "" ? t("nobody") : (row.envelopeFrom ?? t("unknown"))),
    },
    { key: "to", label: t("to"), cell: (row) => row.envelopeTo },
    {
      key: "message",
      label: t("message"),
      header: true,
      wide: true,
      cell: (row) => <span className="font-mono text-xs">{row.messageId ?? t("noMessageId")}</span>,
    },
    {
      key: "size",
      label: t("size"),
      numeric: true,
      cell: (row) => t("kilobytes", { size: format.number(Math.ceil(row.size / 1000)) }),
    },
    { key: "state", label: t("state"), cell: (row) => <Outcome row={row} label={t(`states.${row.state}`)} /> },
  ];
  return <Table caption={t("title")} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

/** The state in a word, the stable reason behind it, and the ticket if there is one. */
function Outcome({ row, label }: { row: InboxRow; label: string }) {
  return (
    <>
      {label}
      {row.ticketNumber !== null && (
        <Link
          prefetch={false}
          href={`/desk/tickets/${row.ticketNumber}`}
          className="ms-2 inline-block min-h-6 text-accent underline underline-offset-4"
        >
          #{row.ticketNumber}
        </Link>
      )}
      {row.reason !== null && <span className="block font-mono text-xs text-text-2">{row.reason}</span>}
    </>
  );
}
