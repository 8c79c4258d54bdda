import { safeReturnPath } from "@deskhand/auth/return-path";
import { isLocale, LOCALE_COOKIE } from "../../../i18n/locale.ts";
import { getRuntime } from "../../../server/runtime.ts";
import { isSameOrigin } from "../../../server/same-origin.ts";
import { readTheme, THEME_COOKIE } from "../../../server/theme.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps the chosen theme or language in this browser and goes back to where the choice was made. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers))
    return new Response("Send this form from a page of this site.\n", { status: 403 });
  const form = new URLSearchParams(await request.text());
  const headers = new Headers({ location: safeReturnPath(form.get("next"), "/") });
  const theme = form.get("theme");
  const locale = form.get("locale") ?? undefined;
  if (theme !== null) headers.append("set-cookie", keep(THEME_COOKIE, readTheme(theme)));
  if (isLocale(locale)) headers.append("set-cookie", keep(LOCALE_COOKIE, locale));
  return new Response(null, { status: 303, headers });
}

function keep(name: string, value: string): string {
  const secure = getRuntime().env.ROOT_URL.startsWith("https:") ? "; Secure" : "";
  return `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}
