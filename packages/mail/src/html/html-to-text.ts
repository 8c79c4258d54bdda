import { convert } from "html-to-text";

const LONGEST_HTML = 2_000_000;
const DEEPEST = 500;

/**
 * The readable text of an HTML document: paragraphs and lists kept apart, links with their address, images by their
 * alternative text. HTML beyond 2 million characters is cut, nesting beyond 500 levels left out.
 */
export function htmlToText(html: string): string {
  const text = convert(html.slice(0, LONGEST_HTML), {
    wordwrap: false,
    limits: { maxInputLength: LONGEST_HTML, maxDepth: DEEPEST, ellipsis: "…" },
    selectors: [
      {
        selector: "a",
        options: { hideLinkHrefIfSameAsText: true, ignoreHref: false, noAnchorUrl: true, linkBrackets: ["<", ">"] },
      },
      { selector: "img", format: "skip" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: "table", format: "block" },
      { selector: "td", format: "block" },
      { selector: "title", format: "skip" },
    ],
  });
  return text
    .toWellFormed()
    .replaceAll("\0", "")
    .replaceAll("\u00a0", " ")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
