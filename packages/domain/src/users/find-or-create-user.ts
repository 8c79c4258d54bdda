import { newId } from "@deskhand/db";
import { user } from "@deskhand/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { Ctx } from "../context.ts";

export type UserRow = typeof user.$inferSelect;
export type NewPerson = { address: string; name: string | null };

/**
 * The users of these (normalised) addresses, created as unprivileged people where they are unknown. `comments` says
 * to admins how they came to be. Two transactions that meet the same stranger get one user: the second waits for
 * the first and reads its row.
 */
export async function findOrCreateUsers(
  ctx: Ctx,
  people: readonly NewPerson[],
  comments: string,
): Promise<Map<string, UserRow>> {
  if (people.length === 0) return new Map();
  const byAddress = new Map(people.map((person) => [person.address, person]));
  const known = await findUsers(ctx, [...byAddress.keys()]);
  const missing = [...byAddress.values()]
    .filter((person) => !known.has(person.address))
    .toSorted((a, b) => (a.address < b.address ? -1 : 1));
  if (missing.length === 0) return known;
  const created = await ctx.tx
    .insert(user)
    .values(
      missing.map(({ address, name }) => ({
        orgId: ctx.orgId,
        id: newId(),
        name: name ?? address,
        email: address,
        privileged: false,
        comments,
        createdAt: ctx.now,
      })),
    )
    .onConflictDoNothing()
    .returning();
  const all = [...known.values(), ...created];
  // Whoever is still missing was created by somebody else in the meantime.
  return all.length === byAddress.size ? indexByAddress(all) : findUsers(ctx, [...byAddress.keys()]);
}

/** The users of these addresses that exist, by address; disabled ones too. */
export async function findUsers(ctx: Pick<Ctx, "tx">, addresses: readonly string[]): Promise<Map<string, UserRow>> {
  if (addresses.length === 0) return new Map();
  const rows = await ctx.tx
    .select()
    .from(user)
    .where(and(eq(user.kind, "person"), inArray(user.email, [...addresses])));
  return indexByAddress(rows);
}

function indexByAddress(rows: readonly UserRow[]): Map<string, UserRow> {
  return new Map(rows.flatMap((row) => (row.email === null ? [] : [[row.email, row]])));
}
