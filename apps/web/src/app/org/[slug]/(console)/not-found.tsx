import { buttonClass, EmptyState } from "@deskhand/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";

/** The one answer in the console to what does not exist and to what may not be seen. */
export default async function NotFound() {
  const t = await getTranslations("notFound");
  return (
    <>
      <title>{t("title")}</title>
      <h1 className="pb-4 text-2xl font-semibold">{t("title")}</h1>
      <EmptyState
        title={t("text")}
        action={
          <Link href="/desk" className={buttonClass()}>
            {t("back")}
          </Link>
        }
      />
    </>
  );
}
