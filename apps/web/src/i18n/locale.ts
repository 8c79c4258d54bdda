/** Languages with a complete set of messages, the fallback first. */
export const LOCALES = ["en", "de"] as const;
export type Locale = (typeof LOCALES)[number];

/** Cookie with the language a person chose. */
export const LOCALE_COOKIE = "deskhand-locale";

/** Whether a text names one of our languages. */
export function isLocale(text: string | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/**
 * The language of a page: the chosen one, else the first of the browser's that we have, else English.
 * @param chosen value of the cookie
 * @param accepted the Accept-Language header (RFC 9110 12.5.4)
 */
export function chooseLocale(chosen: string | undefined, accepted: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const wanted = (accepted ?? "")
    .split(",")
    .slice(0, 20)
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { language: tag.split("-")[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  return wanted.map(({ language }) => language).find(isLocale) ?? LOCALES[0];
}
