import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, orgPolicies } from "../columns.ts";
import { newId } from "../ids.ts";

/** A tenant. Its own id is what `org_id` means everywhere else. */
export const organization = pgTable(
  "organization",
  {
    id: uuid().primaryKey().$defaultFn(newId),
    /** Host label and subject tag: `<slug>.<root>` and `[<slug> #12]`. */
    slug: text().notNull(),
    name: text().notNull(),
    /** Language of mails to people who chose none (BCP 47). */
    language: text().notNull().default("en"),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [
    uniqueIndex("organization_slug").on(t.slug),
    check("organization_slug_form", sql`${t.slug} ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'`),
    ...orgPolicies(t.id),
  ],
);
