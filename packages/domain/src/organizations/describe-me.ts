import { organization } from "@deskhand/db/schema";
import { eq } from "drizzle-orm";
import type { Ctx } from "../context.ts";
import { notFound } from "../errors.ts";
import { can, ORGANIZATION } from "../rights/can.ts";

export type Me = {
  user: { id: string; name: string; email: string | null };
  organization: { name: string; slug: string };
  can: { administer: boolean };
};

/** Who the actor is and where. */
export async function describeMe(ctx: Ctx): Promise<Me> {
  const [row] = await ctx.tx.select().from(organization).where(eq(organization.id, ctx.orgId));
  if (!row) throw notFound("page");
  const { id, name, email } = ctx.actor;
  return {
    user: { id, name, email },
    organization: { name: row.name, slug: row.slug },
    can: { administer: can(ctx.actor.grants, "ShowMail", ORGANIZATION) },
  };
}
