import type { DatabaseUrls, StackEnv } from "./env.ts";

/** The environments of what the stack starts: each gets the logins it may hold and no other (D1). */
export type ChildEnvs = Record<"web" | "worker" | "seed" | "build", Record<string, string | undefined>>;

/** npm and pnpm describe themselves to what they run; what we run is none of theirs. */
const NOISE = /^(npm|pnpm)_|^NODE_CHANNEL_|^NODE_OPTIONS$/i;

/**
 * @param source the environment of the set-up
 * @param options what the set-up decided
 */
export const childEnvs = (
  source: Record<string, string | undefined>,
  options: { env: StackEnv; urls: DatabaseUrls; secret: string; isEmbedded: boolean; isDev: boolean },
): ChildEnvs => {
  const { env, urls, secret, isEmbedded, isDev } = options;
  const inherited = Object.fromEntries(Object.entries(source).filter(([name]) => !NOISE.test(name)));
  const common = {
    ...inherited,
    ...Object.fromEntries(Object.entries(env.ports).map(([name, value]) => [name, String(value)])),
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DESKHAND_HOME: env.home,
    DESKHAND_SECRET: secret,
    ROOT_URL: env.rootUrl,
    EMBEDDED: isEmbedded ? "1" : "0",
    DATABASE_URL: urls.appUrl,
    DATABASE_SYSTEM_URL: undefined,
    DATABASE_OWNER_URL: undefined,
  };
  const worker = { ...common, DATABASE_SYSTEM_URL: urls.systemUrl };
  return {
    web: common,
    worker,
    seed: { ...worker, DATABASE_OWNER_URL: urls.ownerUrl },
    build: { ...common, NODE_ENV: "production" },
  };
};
