import { buttonClass, PlainPage } from "@deskhand/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Preferences } from "../../../components/preferences.tsx";
import { requireOrganization } from "../../../server/organization.ts";

/** An organisation's front door. */
export default async function OrganizationPage({ params }: { params: Promise<{ slug: string }> }) {
  const [{ slug }, t] = await Promise.all([params, getTranslations("home")]);
  const { name } = await requireOrganization(slug);
  return (
    <PlainPage brand={name} controls={<Preferences />}>
      <h1 className="text-3xl font-semibold">{name}</h1>
      <p className="pt-2 pb-6 text-text-2">{t("text", { name })}</p>
      <Link href="/auth/sign-in" className={buttonClass("primary", "lg")}>
        {t("signIn")}
      </Link>
    </PlainPage>
  );
}
