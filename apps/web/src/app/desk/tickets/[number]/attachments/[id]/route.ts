import { findAttachment } from "../../../../../../server/attachment.ts";
import { attachmentResponse } from "../../../../../../server/attachment-response.ts";

type Context = { params: Promise<{ number: string; id: string }> };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A ticket's file. It stands outside the proxy like every route of raw bytes, and reads the host itself. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { number, id } = await params;
  const known = /^[1-9]\d{0,8}$/.test(number) && UUID.test(id);
  const found = known ? await findAttachment(request, { number: Number(number), attachmentId: id }) : null;
  return found ? attachmentResponse(found) : new Response("There is no such file.\n", { status: 404 });
}
