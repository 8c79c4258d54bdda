import type { Metadata } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { readTheme, THEME_COOKIE } from "../server/theme.ts";
import "./globals.css";

export const metadata: Metadata = { title: "Deskhand", icons: "/favicon.svg" };

/** The document: language and theme are settled before the first paint, by the server alone. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, locale, messages] = await Promise.all([cookies(), getLocale(), getMessages()]);
  return (
    <html lang={locale} data-theme={readTheme(jar.get(THEME_COOKIE)?.value)}>
      <body>
        {/* Error pages run in the browser and need their few texts there; everything else is rendered here. */}
        <NextIntlClientProvider messages={{ error: messages.error }}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
