import { expect, test } from "vitest";
import de from "../../messages/de.json" with { type: "json" };
import en from "../../messages/en.json" with { type: "json" };
import { chooseLocale } from "./locale.ts";

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

/** Names of all messages, with the placeholders each uses. */
function outline(messages: object, prefix = ""): string[] {
  return Object.entries(messages).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "object" && value !== null
      ? outline(value, `${prefix}${key}.`)
      : [
          `${prefix}${key} ${[...String(value).matchAll(/\{([a-z]\w*)[,}]/g)]
            .map(([, name = ""]) => name)
            .toSorted((a, b) => a.localeCompare(b))
            .join(" ")}`,
        ],
  );
}

test("every language has every message, with the same placeholders", () => {
  expect(outline(de).toSorted()).toEqual(outline(en).toSorted());
});
