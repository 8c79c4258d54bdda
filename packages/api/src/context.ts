import type { Database } from "@deskhand/db";
import type { Services } from "@deskhand/domain/context";
import type { Logger } from "@deskhand/log";

/** What the web process lends to every call. */
export type ApiRuntime = { db: Database; services: Services; now: () => Date; log: Logger };

/** Whose call it is: the organisation of the host and the user of the session, if somebody is signed in. */
export type Caller = { orgId: string; userId: string | null; requestId: string };

export type ApiContext = { runtime: ApiRuntime; caller: Caller };

/** The context of one call. */
export function createApiContext(runtime: ApiRuntime, caller: Caller): ApiContext {
  return { runtime, caller };
}
