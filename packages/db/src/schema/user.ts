import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, oneOf, orgIdColumn, orgPolicies, tenant } from "../columns.ts";
import { organization } from "./organization.ts";

/** `nobody` stands in as owner of unowned tickets, `system` is the actor of automation; neither can sign in. */
export const USER_KINDS = ["person", "nobody", "system"] as const;

/** A person known to one organisation (staff or requestor), or one of its two fixed users. */
export const user = pgTable(
  "user",
  {
    orgId: orgIdColumn().references(() => organization.id, { onDelete: "cascade" }),
    id: idColumn(),
    kind: text({ enum: USER_KINDS }).notNull().default("person"),
    /** Shown name; the address where nothing better is known. */
    name: text().notNull(),
    /** Lower-cased address; a person has one, the fixed users have none. */
    email: text(),
    /** Staff are privileged: they reach the console. Everybody else has the portal and mail. */
    privileged: boolean().notNull().default(false),
    language: text(),
    timeZone: text(),
    /** How the row came to be, for admins ("Autocreated on ticket submission"). */
    comments: text().notNull().default(""),
    createdAt: instant().notNull(),
    disabledAt: instant(),
  },
  (t) => [
    ...tenant(t),
    uniqueIndex("user_email").on(t.orgId, t.email),
    uniqueIndex("user_fixed")
      .on(t.orgId, t.kind)
      .where(sql`kind <> 'person'`),
    oneOf("user_kind", t.kind, USER_KINDS),
  ],
);

/** A password hash (argon2id); apart from the user so that no ordinary query carries it. */
export const credential = pgTable(
  "credential",
  {
    orgId: orgIdColumn(),
    userId: uuid().notNull(),
    passwordHash: text().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("credential_user").on(t.orgId, t.userId),
    foreignKey({ columns: [t.orgId, t.userId], foreignColumns: [user.orgId, user.id] }).onDelete("cascade"),
    ...orgPolicies(t.orgId),
  ],
);

/** A signed-in browser. Only the hash of its token is kept, and it is good for one organisation. */
export const session = pgTable(
  "session",
  {
    orgId: orgIdColumn(),
    id: idColumn(),
    tokenHash: text().notNull(),
    userId: uuid().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [
    ...tenant(t),
    // Across organisations: the token is looked up before the tenant is trusted.
    uniqueIndex("session_token_hash").on(t.tokenHash),
    index("session_user").on(t.orgId, t.userId),
    index("session_expires").on(t.orgId, t.expiresAt),
    foreignKey({ columns: [t.orgId, t.userId], foreignColumns: [user.orgId, user.id] }).onDelete("cascade"),
  ],
);
