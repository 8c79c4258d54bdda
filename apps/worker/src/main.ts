import { ConfigError, exitWithParent } from "@deskhand/config";
import { readEnv } from "./env.ts";
import { serveHealth } from "./health.ts";
import { openRuntime } from "./runtime.ts";
import { serveSmtp } from "./smtp/listener.ts";
import { startSweeping } from "./sweep.ts";
import { startWorking } from "./work.ts";

/** Starts the worker: SMTP listener, jobs, sweeps, health. Ends in good order on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const env = readEnv();
  const host = env.EMBEDDED ? "127.0.0.1" : "0.0.0.0";
  const runtime = await openRuntime(env);
  await startWorking(runtime);
  const stopSweeping = startSweeping(runtime);
  const smtp = await serveSmtp(runtime, { port: env.SMTP_PORT, host });
  const health = await serveHealth(runtime, { port: env.WORKER_PORT, host });
  runtime.log.info({ smtpPort: env.SMTP_PORT, workerPort: env.WORKER_PORT }, "The worker is ready");
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    health.close();
    await new Promise<void>((resolve) => smtp.close(resolve));
    await stopSweeping();
    await runtime.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      stop().catch((err: unknown) => {
        runtime.log.error({ err }, "The worker did not stop in good order");
        process.exit(1);
      });
    });
  }
  exitWithParent();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError || error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof Error && !(error instanceof ConfigError) && error.stack) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
