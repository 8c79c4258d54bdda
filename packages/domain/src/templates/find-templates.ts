import { template } from "@deskhand/db/schema";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Ctx } from "../context.ts";

export type TemplateRow = typeof template.$inferSelect;

/** The templates of these names that count in a queue: the queue's own before the organisation's, the language before English. */
export async function findTemplates(
  ctx: Pick<Ctx, "tx">,
  names: readonly string[],
  queueId: string,
  language: string,
): Promise<Map<string, TemplateRow>> {
  if (names.length === 0) return new Map();
  const rows = await ctx.tx
    .select()
    .from(template)
    .where(
      and(
        inArray(template.name, [...names]),
        inArray(template.language, [language, "en"]),
        or(isNull(template.queueId), eq(template.queueId, queueId)),
      ),
    );
  const rank = (row: TemplateRow) => (row.queueId === null ? 0 : 2) + (row.language === language ? 1 : 0);
  return new Map(rows.toSorted((a, b) => rank(a) - rank(b)).map((row) => [row.name, row]));
}
