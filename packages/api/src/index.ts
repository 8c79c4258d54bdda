export { readStaffAttachment } from "./attachment.ts";
export { consoleRouter, createConsoleCaller } from "./console/router.ts";
export { createApiContext } from "./context.ts";
export type { ApiRuntime } from "./context.ts";
export { storeGatewayMail } from "./gateway.ts";
