import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runToEnd } from "../processes/run-to-end.ts";
import { ROOT } from "../root.ts";
import { sourceStamp } from "./source-stamp.ts";
import { printLine } from "./terminal.ts";

const WEB = path.join(ROOT, "apps/web");
const NEXT = path.join(WEB, "node_modules/next/dist/bin/next");
const STAMP = path.join(WEB, ".next/source-stamp");
const SOURCES = ["apps/web", "packages", "pnpm-lock.yaml", "tooling/typescript"];

/**
 * Builds the web app, unless the last build was of the very same sources.
 *
 * @param options its environment, and a signal that ends the build early
 * @throws CommandError when the build fails; its output was printed
 */
export const buildWeb = async (options: {
  env: Record<string, string | undefined>;
  signal: AbortSignal;
}): Promise<void> => {
  const stamp = sourceStamp(ROOT, SOURCES);
  const isBuilt = existsSync(path.join(WEB, ".next/BUILD_ID")) && existsSync(STAMP);
  if (isBuilt && readFileSync(STAMP, "utf8") === stamp) return;
  await runToEnd("The build of the web app", {
    command: process.execPath,
    args: [NEXT, "build"],
    cwd: WEB,
    env: { ...options.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    signal: options.signal,
    onLine: (line) => printLine("build", line),
  });
  writeFileSync(STAMP, stamp);
};
