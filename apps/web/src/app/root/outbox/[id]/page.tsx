import { ErrorState, PlainPage } from "@deskhand/ui";
import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { MailFrame } from "../../../../components/mail-frame.tsx";
import { Preferences } from "../../../../components/preferences.tsx";
import { requireOutboxMail } from "../../../../server/outbox.ts";
import type { OutboxMail } from "../../../../server/outbox.ts";

type PageProps = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: `${(await getTranslations("outbox"))("mail")} – Deskhand` };
}

/** One mail as its receiver gets it: text, HTML in a closed frame, headers, source. */
export default async function OutboxMailPage({ params }: PageProps) {
  const [{ id }, t] = await Promise.all([params, getTranslations("outbox")]);
  const mail = await requireOutboxMail(decodeURIComponent(id));
  return (
    <PlainPage brand={<Link href="/">Deskhand</Link>} controls={<Preferences />}>
      <Link
        href="/outbox"
        className="inline-flex min-h-6 items-center gap-1 text-base text-accent underline-offset-4 hover:underline"
      >
        <ArrowLeft aria-hidden size={14} className="rtl:rotate-180" />
        {t("title")}
      </Link>
      <h1 className="py-2 text-2xl font-semibold wrap-anywhere">
        <bdi>{mail.message?.subject || t("noSubject")}</bdi>
      </h1>
      {mail.message ? <Readable mail={mail} message={mail.message} /> : <ErrorState title={t("unreadable")} />}
      <Part title={t("source")}>
        <pre className="rounded-md border border-border bg-surface p-3 font-mono text-xs wrap-anywhere whitespace-pre-wrap">
          {mail.source}
        </pre>
      </Part>
    </PlainPage>
  );
}

type ReadableProps = { mail: OutboxMail; message: NonNullable<OutboxMail["message"]> };

async function Readable({ mail, message }: ReadableProps) {
  const t = await getTranslations("outbox");
  const headers = message.headers.map((header, position) => ({ ...header, position }));
  return (
    <>
      <Part title={t("textPart")}>
        <p dir="auto" className="max-w-[72ch] whitespace-pre-wrap wrap-anywhere">
          {message.text}
        </p>
      </Part>
      {mail.html !== null && (
        <Part title={t("htmlPart")}>
          <MailFrame html={mail.html} title={t("htmlPart")} />
        </Part>
      )}
      <Part title={t("headers")}>
        <dl className="text-base">
          {headers.map(({ name, value, position }) => (
            <div key={position} className="border-b border-border py-1 sm:flex sm:gap-4">
              <dt className="shrink-0 text-text-2 sm:w-48">{name}</dt>
              <dd className="min-w-0 font-mono text-sm wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="pt-6">
      <h2 className="pb-2 text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}
