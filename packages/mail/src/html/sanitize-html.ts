// The one file that builds or cleans HTML of mail. Everything a browser gets from a message has passed through here.
import sanitize from "sanitize-html";
import { shallowHtml } from "./shallow-html.ts";

const TAGS =
  "a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr".split(
    " ",
  );

/** Elements whose text is no content: a parser that keeps only their words would show code and rules. */
const DROPPED_WITH_TEXT =
  "applet audio base canvas datalist embed frame frameset head iframe link map math meta noembed noframes noscript object option optgroup param script select source style svg template textarea title track video xml xmp".split(
    " ",
  );

const COLOR = [
  /^#[0-9a-f]{3,8}$/i,
  /^rgba?\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*(,\s*(0|1|0?\.\d+)\s*)?\)$/i,
  /^[a-z]{3,20}$/i,
];
const LENGTH = [/^-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?$/i, /^auto$/i];
const LENGTHS = [/^((\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%)?|auto)\s*){1,4}$/i];
const BORDER = [/^[a-z0-9#.,()% -]{1,60}$/i];
const WORDS = [/^[a-z0-9 -]{1,40}$/i];

/** Nothing here can load a resource, leave the message's box or lay text over the page. */
const STYLES = {
  color: COLOR,
  "background-color": COLOR,
  "font-weight": WORDS,
  "font-style": WORDS,
  "font-size": [...LENGTH, /^[a-z-]{3,10}$/i],
  "font-family": [/^[\p{L}0-9 ,"'_-]{1,200}$/iu],
  "text-align": WORDS,
  "text-decoration": WORDS,
  "text-transform": WORDS,
  "text-indent": LENGTH,
  "line-height": LENGTH,
  "vertical-align": [...LENGTH, ...WORDS],
  "white-space": WORDS,
  "list-style-type": WORDS,
  "border-collapse": WORDS,
  width: LENGTH,
  "max-width": LENGTH,
  height: LENGTH,
  padding: LENGTHS,
  "padding-left": LENGTH,
  "padding-right": LENGTH,
  "padding-top": LENGTH,
  "padding-bottom": LENGTH,
  margin: LENGTHS,
  "margin-left": LENGTH,
  "margin-right": LENGTH,
  "margin-top": LENGTH,
  "margin-bottom": LENGTH,
  border: BORDER,
  "border-left": BORDER,
  "border-right": BORDER,
  "border-top": BORDER,
  "border-bottom": BORDER,
};

const OPTIONS: sanitize.IOptions = {
  allowedTags: TAGS,
  nonTextTags: DROPPED_WITH_TEXT,
  allowedAttributes: {
    "*": ["dir", "lang", "title", "style", "align", "valign"],
    a: ["href", "rel"],
    blockquote: ["type", "cite"],
    col: ["span", "width"],
    colgroup: ["span", "width"],
    font: ["color", "face", "size"],
    img: ["src", "data-src", "alt", "width", "height"],
    li: ["value"],
    ol: ["start", "type"],
    table: ["border", "cellpadding", "cellspacing", "width", "bgcolor"],
    td: ["colspan", "rowspan", "width", "height", "bgcolor", "nowrap"],
    th: ["colspan", "rowspan", "width", "height", "bgcolor", "nowrap", "scope"],
    time: ["datetime"],
    tr: ["bgcolor"],
  },
  allowedStyles: { "*": STYLES },
  allowedSchemes: ["http", "https", "mailto", "tel"],
  allowedSchemesByTag: { img: ["cid"] },
  allowedSchemesAppliedToAttributes: ["href", "src", "cite"],
  allowProtocolRelative: false,
  nestingLimit: 300,
  transformTags: { a: openSafely, img: blockRemote },
};

/**
 * Cleans the HTML of a message for display, from an allow-list with a real parser: no script, handler, form, frame,
 * style sheet, SVG or MathML; links go to http, https, mailto and tel only and carry rel="noopener noreferrer".
 * HTML beyond 2 million characters or 2000 levels is cut.
 * Images named by `cid:` stay; the address of any other image moves to `data-src`, so that nothing loads by itself.
 */
export function sanitizeHtml(html: string): string {
  return sanitize(shallowHtml(html), OPTIONS);
}

/** Plain text as HTML: escaped, blank lines part paragraphs, line ends break lines, web and mail addresses are links. */
export function textToHtml(text: string): string {
  const paragraphs = text.replace(/\r\n?/g, "\n").split(/\n[ \t\n]*\n/);
  return paragraphs
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => `<p>${linked(paragraph.replace(/^\n+|\n+$/g, "")).replaceAll("\n", "<br>\n")}</p>`)
    .join("\n");
}

/** Text that is safe inside an element or a quoted attribute. */
function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const LINK = /\bhttps?:\/\/[^\s<>"']{1,2000}|\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g;

function linked(text: string): string {
  let out = "";
  let position = 0;
  for (const match of text.matchAll(LINK)) {
    const target = match[0].replace(/[.,;:!?)\]]+$/, "");
    const href = target.includes("://") ? target : `mailto:${target}`;
    out += escapeHtml(text.slice(position, match.index));
    out += `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${escapeHtml(target)}</a>`;
    position = match.index + target.length;
  }
  return out + escapeHtml(text.slice(position));
}

function openSafely(tagName: string, attributes: sanitize.Attributes): sanitize.Tag {
  return { tagName, attribs: { ...attributes, rel: "noopener noreferrer" } };
}

/** An address waiting in `data-src` may stay: it is no more than a remote image that was blocked before. */
function blockRemote(tagName: string, attributes: sanitize.Attributes): sanitize.Tag {
  const { src, "data-src": waiting, srcset: _set, ...rest } = attributes;
  if (src !== undefined && /^\s*cid:/i.test(src)) return { tagName, attribs: { ...rest, src: src.trim() } };
  const remote = [src, waiting].find((address) => address !== undefined && /^\s*https?:\/\//i.test(address));
  return { tagName, attribs: remote === undefined ? rest : { ...rest, "data-src": remote.trim() } };
}
