import { StatusChip, statusMeaning } from "@deskhand/ui";
import { getTranslations } from "next-intl/server";

type Category = Parameters<typeof statusMeaning>[1];

/** A ticket's status. Names of the default lifecycle are translated, an organisation's own are shown as they are. */
export async function Status({ status, category }: { status: string; category: Category }) {
  const t = await getTranslations("status");
  const meaning = statusMeaning(status, category);
  return <StatusChip meaning={meaning} label={status === meaning ? t(meaning) : status} />;
}
