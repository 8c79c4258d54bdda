"use client";
import { Button, ErrorState } from "@deskhand/ui";
import { useTranslations } from "next-intl";

/** A page that failed: what to do, and the number under which the log knows why. */
export function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations("error");
  return (
    <div className="mx-auto max-w-3xl py-6">
      <h1 className="sr-only">{t("title")}</h1>
      <ErrorState title={t("title")} action={<Button onClick={reset}>{t("retry")}</Button>}>
        <p>{t("text")}</p>
        {error.digest && <p className="font-mono text-sm">{t("number", { number: error.digest })}</p>}
      </ErrorState>
    </div>
  );
}
