import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import de from "../../messages/de.json" with { type: "json" };
import en from "../../messages/en.json" with { type: "json" };
import { chooseLocale, LOCALES } from "./locale.ts";

test.each([
  [undefined, null, "en"],
  ["de", "en", "de"],
  ["xx", "de-CH,de;q=0.9,en;q=0.8", "de"],
  [undefined, "fr, en;q=0.5, de;q=0.7", "de"],
  [undefined, "de;q=0, en;q=0.1", "en"],
  [undefined, "fr-FR", "en"],
  [undefined, ";;;,q=,de;q=x", "en"],
])("chosen %j and accepted %j give %s", (chosen, accepted, locale) => {
  expect(chooseLocale(chosen, accepted)).toBe(locale);
});

/** Names and texts of all messages. */
function flatten(messages: object, prefix = ""): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === "object" && value !== null
      ? flatten(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, String(value)]],
  );
}

test("every language has every message", () => {
  expect(flatten(de).map(([key]) => key)).toEqual(flatten(en).map(([key]) => key));
});

/** A value for each placeholder that the English text has; the words of its branches do no harm. */
function valuesFor(text: string): Record<string, string | number> {
  const names = [...text.matchAll(/\{([a-z]\w*)[,}]/g)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name) => [name, name === "count" || name === "more" ? 2 : `<${name}>`]));
}

test("every message can be said in every language with what the English one is given", () => {
  const english = new Map(flatten(en));
  for (const locale of LOCALES) {
    for (const [key, text] of flatten({ en, de }[locale])) {
      const onError = (cause: Error) => {
        throw new Error(`${locale} ${key}`, { cause });
      };
      const say = createTranslator({ locale, messages: { text }, onError });
      expect(say("text", valuesFor(english.get(key) ?? ""))).not.toBe("");
    }
  }
});
