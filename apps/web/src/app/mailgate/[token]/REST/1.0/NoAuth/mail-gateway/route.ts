import { acceptGatewayMail, NO_GATEWAY, say, secretGateway } from "../../../../../../../server/gateway.ts";

/** RT's mail gateway behind a secret. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const organization = await secretGateway(request, (await params).token);
  return organization ? acceptGatewayMail(request, organization) : say(404, NO_GATEWAY);
}
