type Paragraph = { depth: number; text: string; open: boolean };

/**
 * Joins the soft line breaks of format=flowed text (RFC 3676 4): a line that ends in a blank goes on in the next of the
 * same quote depth. The signature separator `-- ` never flows; stuffed blanks go.
 *
 * @param deleteSpaces DelSp=yes: the blank itself was added too
 */
export function joinFlowed(text: string, deleteSpaces: boolean): string {
  const paragraphs: Paragraph[] = [];
  for (const line of text.split("\n")) {
    const depth = quoteDepth(line);
    const content = line.slice(depth).replace(/^ /, "");
    const isSeparator = content === "-- ";
    const flows = content.endsWith(" ") && !isSeparator;
    const piece = flows && deleteSpaces ? content.slice(0, -1) : content;
    const last = paragraphs.at(-1);
    if (last?.open && last.depth === depth && !isSeparator) {
      last.text += piece;
      last.open = flows;
    } else {
      paragraphs.push({ depth, text: piece, open: flows });
    }
  }
  return paragraphs
    .map(({ depth, text: joined }) => (depth === 0 ? joined : `${">".repeat(depth)} ${joined}`))
    .join("\n");
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line[depth] === ">") depth += 1;
  return depth;
}
