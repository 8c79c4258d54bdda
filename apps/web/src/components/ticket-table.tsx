import { Table } from "@deskhand/ui";
import type { Column } from "@deskhand/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ConsoleCaller } from "../server/console.ts";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";

type TicketRow = Awaited<ReturnType<ConsoleCaller["tickets"]["list"]>>["rows"][number];

type TicketTableProps = {
  caption: string;
  rows: readonly TicketRow[];
  /** Left out where all rows are of one queue. */
  showQueue: boolean;
};

/** Tickets, one a row, the ticket's subject leading to its page. */
export async function TicketTable({ caption, rows, showQueue }: TicketTableProps) {
  const t = await getTranslations("tickets");
  const queue: Column<TicketRow> = { key: "queue", label: t("queue"), cell: (row) => row.queue.name };
  const columns: Column<TicketRow>[] = [
    { key: "number", label: t("number"), numeric: true, cell: (row) => `#${row.number}` },
    {
      key: "subject",
      label: t("subject"),
      header: true,
      wide: true,
      cell: (row) => <SubjectLink row={row} none={t("noSubject")} />,
    },
    { key: "requestor", label: t("requestor"), cell: (row) => <Requestors people={row.requestors} none={t("none")} /> },
    ...(showQueue ? [queue] : []),
    { key: "owner", label: t("owner"), cell: (row) => row.owner?.name ?? <Nobody label={t("nobody")} /> },
    { key: "status", label: t("status"), cell: (row) => <Status status={row.status} category={row.statusCategory} /> },
    { key: "priority", label: t("priority"), numeric: true, cell: (row) => row.priority },
    { key: "updated", label: t("updated"), cell: (row) => <When at={row.lastUpdatedAt} /> },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={(row) => String(row.number)} />;
}

/** Not fetched before it is asked for: a list would cost the server as many pages as it has rows. */
function SubjectLink({ row, none }: { row: TicketRow; none: string }) {
  return (
    <Link
      href={`/desk/tickets/${row.number}`}
      prefetch={false}
      dir="auto"
      className="inline-block min-h-6 font-medium text-text underline-offset-4 hover:text-accent hover:underline"
    >
      {row.subject || none}
    </Link>
  );
}

/** The first requestor, and how many more there are. */
function Requestors({ people, none }: { people: TicketRow["requestors"]; none: string }) {
  const [first, ...others] = people;
  if (!first) return <span className="text-text-3">{none}</span>;
  return (
    <span title={people.map(({ name, email }) => `${name} <${email}>`).join(", ")}>
      <bdi>{first.name}</bdi>
      {others.length > 0 && ` +${others.length}`}
    </span>
  );
}

function Nobody({ label }: { label: string }) {
  return <span className="text-text-3">{label}</span>;
}
