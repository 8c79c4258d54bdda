import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, LOCALE_COOKIE } from "./locale.ts";
import type { Locale } from "./locale.ts";

/** The language of the request at hand. */
async function requestLocale(): Promise<Locale> {
  const [jar, asked] = await Promise.all([cookies(), headers()]);
  return chooseLocale(jar.get(LOCALE_COOKIE)?.value, asked.get("accept-language"));
}

async function loadMessages(locale: Locale) {
  switch (locale) {
    case "en":
      return (await import("../../messages/en.json")).default;
    case "de":
      return (await import("../../messages/de.json")).default;
  }
}

export default getRequestConfig(async () => {
  const locale = await requestLocale();
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
