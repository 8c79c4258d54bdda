import { getAuth } from "../../../../server/auth.ts";

const handle = (request: Request): Promise<Response> => getAuth().handle(request);

export { handle as GET, handle as POST };
