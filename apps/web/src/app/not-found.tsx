import { PlainPage } from "@deskhand/ui";
import { getTranslations } from "next-intl/server";

/** What anybody sees at an address without a page; tells nothing about organisations. */
export default async function NotFound() {
  const t = await getTranslations("notFound");
  return (
    <PlainPage brand="Deskhand" controls={null}>
      <title>{`${t("title")} – Deskhand`}</title>
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="pt-2 text-text-2">{t("text")}</p>
    </PlainPage>
  );
}
