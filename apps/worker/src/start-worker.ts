import type { AddressInfo } from "node:net";
import type { Env } from "./env.ts";
import { serveHealth } from "./health.ts";
import { openRuntime } from "./runtime.ts";
import type { Runtime } from "./runtime.ts";
import { serveSmtp } from "./smtp/listener.ts";
import { startSweeping } from "./sweep.ts";
import { startWorking } from "./work.ts";

/** A worker at work. */
export type StartedWorker = {
  runtime: Runtime;
  /** Where the SMTP listener listens; another one than asked for if that was 0. */
  smtpPort: number;
  /** Ends it in good order: mail and jobs at hand are finished first. */
  stop: () => Promise<void>;
};

/**
 * Starts everything the worker does: jobs, sweeps, SMTP listener, health.
 * @throws UnsafeLoginError for a database login that would walk through the walls between organisations
 */
export async function startWorker(env: Env): Promise<StartedWorker> {
  const host = env.EMBEDDED ? "127.0.0.1" : "0.0.0.0";
  const runtime = await openRuntime(env);
  await startWorking(runtime);
  const stopSweeping = startSweeping(runtime);
  const smtp = await serveSmtp(runtime, { port: env.SMTP_PORT, host });
  const health = await serveHealth(runtime, { port: env.WORKER_PORT, host });
  return {
    runtime,
    smtpPort: portOf(smtp.server.address()),
    stop: async () => {
      health.close();
      await new Promise<void>((resolve) => smtp.close(resolve));
      await stopSweeping();
      await runtime.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The SMTP listener listens on no port");
  return address.port;
}
