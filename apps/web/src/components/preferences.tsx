import { buttonClass, Menu } from "@deskhand/ui";
import { cookies, headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { LOCALES } from "../i18n/locale.ts";
import { PATH_HEADER } from "../server/asked-path.ts";
import { readTheme, THEME_COOKIE, THEMES } from "../server/theme.ts";

type Choice = { value: string; label: string; chosen: boolean };

/** Theme and language, as plain forms that come back to the page at hand. */
export async function Preferences() {
  const [t, locale, jar, asked] = await Promise.all([
    getTranslations("preferences"),
    getLocale(),
    cookies(),
    headers(),
  ]);
  const theme = readTheme(jar.get(THEME_COOKIE)?.value);
  return (
    <Menu id="preferences" kind="quiet" label={t("title")}>
      <form method="post" action="/api/preferences" className="flex flex-col gap-3">
        <input type="hidden" name="next" value={asked.get(PATH_HEADER) ?? "/"} />
        <Choices
          legend={t("theme")}
          name="theme"
          choices={THEMES.map((value) => ({ value, label: t(`themes.${value}`), chosen: value === theme }))}
        />
        <Choices
          legend={t("language")}
          name="locale"
          choices={LOCALES.map((value) => ({ value, label: t(`languages.${value}`), chosen: value === locale }))}
        />
      </form>
    </Menu>
  );
}

function Choices({ legend, name, choices }: { legend: string; name: string; choices: Choice[] }) {
  return (
    <fieldset>
      <legend className="pb-1 text-sm text-text-2">{legend}</legend>
      <div className="flex flex-wrap gap-1">
        {choices.map(({ value, label, chosen }) => (
          <button
            key={value}
            type="submit"
            name={name}
            value={value}
            aria-pressed={chosen}
            className={buttonClass(chosen ? "primary" : "secondary", "sm")}
          >
            {label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
