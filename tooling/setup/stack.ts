import path from "node:path";
import { exitWithParent } from "@deskhand/config";
import { migrateInstance } from "@deskhand/jobs";
import { keepRunning, type Kept } from "./processes/keep-running.ts";
import { runToEnd } from "./processes/run-to-end.ts";
import { startService } from "./processes/start-service.ts";
import { ROOT } from "./root.ts";
import { explain } from "./setup-error.ts";
import { announcement } from "./stack/announce.ts";
import { buildWeb } from "./stack/build-web.ts";
import { checkHome } from "./stack/check-home.ts";
import { checkPorts } from "./stack/check-ports.ts";
import { childEnvs, type ChildEnvs } from "./stack/child-env.ts";
import { loadStackEnv, type StackEnv } from "./stack/env.ts";
import { claimInstance, type Instance } from "./stack/instance.ts";
import { startDatabase } from "./stack/start-database.ts";
import { createSteps, type Steps } from "./stack/steps.ts";
import { printLine, say } from "./stack/terminal.ts";
import { waitHealthy } from "./stack/wait-healthy.ts";

/**
 * Node sizes its heap by the machine and lets garbage lie until then. With these limits web and worker together stay
 * under 600 MB at no measured loss of speed (npm run bench), and sixteen mails of 20 MB at once are still taken apart.
 */
const HEAP_LIMITS = ["--max-semi-space-size=16", "--max-old-space-size=384"];

/** What a start passes from step to step. */
type Start = { env: StackEnv; isDev: boolean; instance: Instance; steps: Steps; signal: AbortSignal };

/** Brings everything up, waits until it is told to stop, and takes everything down in the opposite order. */
const main = async (): Promise<void> => {
  const { signal } = stopOnSignals();
  await using cleanup = new AsyncDisposableStack();
  try {
    const env = loadStackEnv(process.env);
    checkHome(env.home);
    const instance = await claimInstance(env.home);
    cleanup.defer(instance.release);
    await checkPorts(env.ports);
    const start = { env, isDev: process.argv.includes("--dev"), instance, steps: createSteps(signal), signal };
    await bringUp(start, cleanup);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    say("Stopping");
  } catch (error) {
    if (signal.aborted) return;
    process.stderr.write(`\n${explain(error)}\n`);
    process.exitCode = 1;
  }
};

const bringUp = async (start: Start, cleanup: AsyncDisposableStack): Promise<void> => {
  const { env, isDev, instance, steps, signal } = start;
  const embedded = env.database ? null : await steps.run("Database", () => startDatabase(env.home, instance.note));
  if (embedded) cleanup.defer(embedded.stop);
  const urls = env.database ?? embedded?.urls;
  const secret = env.secret ?? embedded?.secret;
  if (!urls || !secret) throw new Error("There is neither a database of its own nor one that was given.");
  await steps.run("Migrations", () => migrateInstance(urls.ownerUrl));

  const envs = childEnvs(process.env, { env, urls, secret, isEmbedded: embedded !== null, isDev });
  if (embedded) await steps.run("Demo data", () => seed(envs, signal));
  if (!isDev) await steps.run("Web build", () => buildWeb({ env: envs.build, signal }));
  await steps.run("Web and worker", async () => {
    const services = await startServices(start, envs, cleanup);
    await Promise.all(services.map(({ kept, ...options }) => waitHealthy(kept, { ...options, signal })));
  });
  say(announcement(env, { isEmbedded: embedded !== null, times: steps.summary() }));
};

const seed = (envs: ChildEnvs, signal: AbortSignal): Promise<void> =>
  runToEnd("Making the demo data", {
    command: process.execPath,
    args: ["apps/worker/src/bin/seed-demo.ts"],
    cwd: ROOT,
    env: envs.seed,
    signal,
    onLine: (line) => printLine("seed", line),
  });

const startServices = async (
  { env, isDev, instance }: Start,
  envs: ChildEnvs,
  cleanup: AsyncDisposableStack,
): Promise<{ name: string; url: string; kept: Kept }[]> => {
  const definitions = [
    { name: "worker", port: env.ports.WORKER_PORT, args: [...(isDev ? ["--watch"] : []), "src/main.ts"] },
    { name: "web", port: env.ports.PORT, args: ["src/server/main.ts", ...(isDev ? ["--dev"] : [])] },
  ] as const;
  const services: { name: string; url: string; kept: Kept }[] = [];
  cleanup.defer(async () => {
    await Promise.all(services.map(({ kept }) => kept.stop()));
  });
  for (const { name, port, args } of definitions) {
    const onLine = (line: string): void => printLine(name, line);
    // Next and its plugins look for their configuration in the working directory.
    const cwd = path.join(ROOT, "apps", name);
    const kept = await keepRunning({
      name,
      start: () => startService({ args: [...(isDev ? [] : HEAP_LIMITS), ...args], env: envs[name], cwd, onLine }),
      onStart: (pid) => instance.note(name, pid),
      report: onLine,
    });
    services.push({ name, url: `http://127.0.0.1:${port}/healthz`, kept });
  }
  return services;
};

/**
 * Turns the signals that mean "stop" into one that can be waited for. Further ones change nothing: Ctrl-C in a terminal
 * comes twice, from the terminal itself and passed on by npm.
 */
const stopOnSignals = (): AbortController => {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stopping.abort());
  exitWithParent();
  return stopping;
};

await main();
process.exit();
