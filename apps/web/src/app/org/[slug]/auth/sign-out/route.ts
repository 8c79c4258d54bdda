import { getAuth } from "../../../../../server/auth.ts";
import { requireOrganization } from "../../../../../server/organization.ts";
import { isSameOrigin } from "../../../../../server/same-origin.ts";

/** Ends the session and leads to the front door. */
export async function POST(request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  if (!isSameOrigin(request.headers))
    return new Response("Send this form from a page of this site.\n", { status: 403 });
  const { id } = await requireOrganization((await params).slug);
  await getAuth().signOut(id);
  return new Response(null, { status: 303, headers: { location: "/" } });
}
