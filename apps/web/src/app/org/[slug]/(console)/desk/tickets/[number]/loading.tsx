import { Skeleton } from "@deskhand/ui";
import { getTranslations } from "next-intl/server";

/** Stands in for the conversation until it is there. */
export default async function Loading() {
  const t = await getTranslations("shell");
  return <Skeleton label={t("loading")} lines={12} />;
}
