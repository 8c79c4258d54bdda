import { convert } from "html-to-text";
import { shallowHtml } from "./shallow-html.ts";

const DEEPEST = 500;

/**
 * The readable text of an HTML document: paragraphs and lists kept apart, links with their address, images by their
 * alternative text. HTML beyond 2 million characters is cut, nesting beyond 500 levels left out.
 */
export function htmlToText(html: string): string {
  const text = convert(shallowHtml(html), {
    wordwrap: false,
    limits: { maxDepth: DEEPEST, ellipsis: "…" },
    formatters: {
      alternative: (element, _walk, builder) => {
        builder.addInline(alternativeText(element.attribs));
      },
    },
    selectors: [
      {
        selector: "a",
        options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true, linkBrackets: ["<", ">"] },
      },
      { selector: "img", format: "alternative" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "table", format: "block" },
      { selector: "td", format: "block" },
      { selector: "title", format: "skip" },
    ],
  });
  const lines = storable(text).replaceAll("\u00a0", " ").split("\n");
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Character references can bring back what the charset decoder took out. */
function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

function alternativeText(attributes: unknown): string {
  const hasText = typeof attributes === "object" && attributes !== null && "alt" in attributes;
  return hasText && typeof attributes.alt === "string" ? attributes.alt : "";
}
