import { EmptyState, Table } from "@deskhand/ui";
import type { Column } from "@deskhand/ui";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { When } from "../../../../../../components/when.tsx";
import { openConsole, orNotFound } from "../../../../../../server/console.ts";
import type { ConsoleCaller } from "../../../../../../server/console.ts";

type FailedJob = Awaited<ReturnType<ConsoleCaller["failedJobs"]["list"]>>[number];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("failedJobs"))("title") };
}

/** Work that went wrong in the background, and whether a later try succeeded. */
export default async function FailedJobsPage({ params }: { params: Promise<{ slug: string }> }) {
  const [{ slug }, t] = await Promise.all([params, getTranslations("failedJobs")]);
  const { api } = await openConsole(slug);
  const jobs = await orNotFound(api.failedJobs.list());
  const columns: Column<FailedJob>[] = [
    { key: "failed", label: t("failed"), cell: (job) => <When at={job.failedAt} /> },
    { key: "job", label: t("job"), header: true, cell: (job) => <span className="font-mono">{job.job}</span> },
    { key: "message", label: t("message"), wide: true, cell: (job) => job.message },
    { key: "failures", label: t("failures"), numeric: true, cell: (job) => job.failures },
    {
      key: "recovered",
      label: t("recovered"),
      cell: (job) => (job.recoveredAt ? <When at={job.recoveredAt} /> : t("no")),
    },
  ];
  return (
    <>
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="pb-4 text-text-2">{t("text")}</p>
      {jobs.length === 0 ? (
        <EmptyState title={t("empty")} />
      ) : (
        <Table caption={t("title")} columns={columns} rows={jobs} rowKey={(job) => job.id} />
      )}
    </>
  );
}
