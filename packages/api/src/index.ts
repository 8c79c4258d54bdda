export { readStaffAttachment } from "./attachment.ts";
export { consoleRouter, createConsoleCaller } from "./console/router.ts";
export type { ConsoleRouter } from "./console/router.ts";
export { createApiContext } from "./context.ts";
export type { ApiContext, ApiRuntime, Caller } from "./context.ts";
export { storeGatewayMail } from "./gateway.ts";
export type { GatewayMail, GatewayOutcome } from "./gateway.ts";
