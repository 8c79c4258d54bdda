import { Skeleton } from "@deskhand/ui";
import { getTranslations } from "next-intl/server";

/** Stands in for the list until its rows are there. */
export default async function Loading() {
  const t = await getTranslations("shell");
  return <Skeleton label={t("loading")} lines={12} />;
}
