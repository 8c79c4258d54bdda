import { ConfigError, exitWithParent } from "@deskhand/config";
import { readEnv } from "./env.ts";
import { startWorker } from "./start-worker.ts";

/** Starts the worker. Ends in good order on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const { runtime, smtpPort, stop } = await startWorker(readEnv());
  runtime.log.info({ smtpPort }, "The worker is ready");
  let stopping = false;
  const stopOnce = async () => {
    if (stopping) return;
    stopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      stopOnce().catch((err: unknown) => {
        runtime.log.error({ err }, "The worker did not stop in good order");
        process.exit(1);
      });
    });
  }
  exitWithParent();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError || error instanceof Error ? error.message : String(error)}\n`);
  if (error instanceof Error && !(error instanceof ConfigError) && error.stack)
    process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
