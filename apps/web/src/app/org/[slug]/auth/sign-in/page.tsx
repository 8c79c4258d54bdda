import { safeReturnPath } from "@deskhand/auth/return-path";
import { PlainPage } from "@deskhand/ui";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Preferences } from "../../../../../components/preferences.tsx";
import { currentUserId } from "../../../../../server/auth.ts";
import { requireOrganization } from "../../../../../server/organization.ts";
import { signIn } from "./actions.ts";
import { SignInForm } from "./sign-in-form.tsx";

type PageProps = { params: Promise<{ slug: string }>; searchParams: Promise<{ next?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

/** Sign-in with address and password. Somebody signed in already goes on. */
export default async function SignInPage({ params, searchParams }: PageProps) {
  const [{ slug }, { next }, t] = await Promise.all([params, searchParams, getTranslations("signIn")]);
  const { id, name } = await requireOrganization(slug);
  const wanted = safeReturnPath(typeof next === "string" ? next : null, "/desk");
  if ((await currentUserId(id)) !== null) redirect(wanted);
  return (
    <PlainPage brand={name} controls={<Preferences />}>
      <div className="mx-auto max-w-sm">
        <h1 className="pb-6 text-2xl font-semibold">{t("heading", { name })}</h1>
        <SignInForm
          action={signIn.bind(null, slug, wanted)}
          texts={{ email: t("email"), password: t("password"), submit: t("submit"), failed: t("failed") }}
        />
      </div>
    </PlainPage>
  );
}
