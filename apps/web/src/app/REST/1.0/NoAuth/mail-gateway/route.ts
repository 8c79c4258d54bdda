import { acceptGatewayMail, NO_GATEWAY, openGateway, say } from "../../../../../server/gateway.ts";

/** RT's mail gateway at RT's path. */
export async function POST(request: Request): Promise<Response> {
  const organization = await openGateway(request);
  return organization ? acceptGatewayMail(request, organization) : say(404, NO_GATEWAY);
}
