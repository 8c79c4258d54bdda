import { buttonClass, PlainPage } from "@deskhand/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Preferences } from "../../components/preferences.tsx";
import { getRuntime } from "../../server/runtime.ts";

/** What Deskhand is, in a few lines, and where to go from here. */
export default async function RootPage() {
  const t = await getTranslations("root");
  const { env } = getRuntime();
  const root = new URL(env.ROOT_URL);
  return (
    <PlainPage brand="Deskhand" controls={<Preferences />}>
      <h1 className="text-3xl font-semibold">{t("title")}</h1>
      <p className="max-w-prose pt-2 pb-6 text-text-2">{t("text")}</p>
      {env.EMBEDDED ? (
        <div className="flex flex-wrap gap-3">
          <a href={`${root.protocol}//acme.${root.host}/desk`} className={buttonClass("primary", "lg")}>
            {t("demo")}
          </a>
          <Link href="/outbox" className={buttonClass("secondary", "lg")}>
            {t("outbox")}
          </Link>
        </div>
      ) : (
        <p>{t("ownHost", { host: `example.${root.host}` })}</p>
      )}
    </PlainPage>
  );
}
