const LONGEST_HTML = 2_000_000;
const DEEPEST = 2000;

/** Elements that never hold others, or that end by themselves when the next of their kind begins. */
const NO_DEPTH = new Set(
  "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr".split(
    " ",
  ),
);

/**
 * The part of an HTML text that is cheap to parse: at most 2 million characters and 2000 elements deep, cut where it
 * goes beyond. The parsers take time in the square of the depth, so a crafted megabyte would hold a process for seconds.
 */
export function shallowHtml(html: string): string {
  const text = html.slice(0, LONGEST_HTML);
  let depth = 0;
  for (const match of text.matchAll(/<(\/?)([A-Za-z][A-Za-z0-9]{0,20})/g)) {
    if (NO_DEPTH.has((match[2] ?? "").toLowerCase())) continue;
    depth = match[1] === "/" ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST) return text.slice(0, match.index);
  }
  return text;
}
