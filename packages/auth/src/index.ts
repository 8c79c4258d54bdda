export { SESSION_COOKIE } from "./cookies.ts";
export { createAuth } from "./create-auth.ts";
export type { Auth } from "./create-auth.ts";
