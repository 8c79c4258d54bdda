import { EmptyState, PlainPage, Table } from "@deskhand/ui";
import type { Column } from "@deskhand/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Preferences } from "../../../components/preferences.tsx";
import { When } from "../../../components/when.tsx";
import { listOutbox } from "../../../server/outbox.ts";
import type { OutboxRow } from "../../../server/outbox.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: `${(await getTranslations("outbox"))("title")} – Deskhand` };
}

/** The mails that would have left the machine, newest first. */
export default async function OutboxPage() {
  const t = await getTranslations("outbox");
  const rows = await listOutbox();
  const columns: Column<OutboxRow>[] = [
    { key: "written", label: t("written"), cell: (row) => <When at={row.writtenAt} /> },
    {
      key: "to",
      label: t("to"),
      cell: ({ message }) => message?.to.map(({ address }) => address).join(", ") || t("hidden"),
    },
    {
      key: "subject",
      label: t("subject"),
      header: true,
      wide: true,
      cell: ({ id, message }) => (
        <Link
          prefetch={false}
          href={`/outbox/${encodeURIComponent(id)}`}
          className="inline-block min-h-6 font-medium text-accent underline underline-offset-4"
        >
          <bdi>{message?.subject || t("noSubject")}</bdi>
        </Link>
      ),
    },
  ];
  return (
    <PlainPage
      brand={
        <Link prefetch={false} href="/">
          Deskhand
        </Link>
      }
      controls={<Preferences />}
    >
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="pb-4 text-text-2">{t("text")}</p>
      <div className="text-base">
        {rows.length === 0 ? (
          <EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>
        ) : (
          <Table caption={t("title")} columns={columns} rows={rows} rowKey={(row) => row.id} />
        )}
      </div>
    </PlainPage>
  );
}
