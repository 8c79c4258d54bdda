import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const Claim = z.object({ children: z.record(z.string(), z.object({ pid: z.int() })) });

/** A whole Deskhand started beside whatever else runs. */
export type StartedStack = {
  rootUrl: string;
  home: string;
  /** PORT, WORKER_PORT, SMTP_PORT, DESKHAND_HOME and ROOT_URL, for programs that test it. */
  env: Record<string, string>;
  /** The process ids of web, worker and postgres at this moment; they change when one is started again. */
  pids: () => Record<string, number>;
  /** Stops it in good order. */
  stop: () => Promise<void>;
};

/**
 * Starts everything `npm start` starts, in embedded mode, and waits until it is ready.
 *
 * @param options a home of its own, ports that are free, further variables, and where the output lines go
 * @throws Error when it ends before it is ready; its output was passed on
 */
export const startStack = async (options: {
  home: string;
  ports: { PORT: number; WORKER_PORT: number; SMTP_PORT: number };
  env?: Record<string, string>;
  onLine: (line: string) => void;
}): Promise<StartedStack> => {
  const rootUrl = `http://localhost:${options.ports.PORT}`;
  const env = {
    ...options.env,
    ...Object.fromEntries(Object.entries(options.ports).map(([name, port]) => [name, String(port)])),
    DESKHAND_HOME: options.home,
    ROOT_URL: rootUrl,
  };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "stack.ts")], {
    env: { ...process.env, ...env, DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = new Promise<boolean>((resolve, reject) => {
    child.once("error", reject);
    void exited.then(() => resolve(false));
    for (const output of [child.stdout, child.stderr]) {
      if (!output) continue;
      createInterface({ input: output }).on("line", (line) => {
        options.onLine(line);
        if (line === "Deskhand is ready") resolve(true);
      });
    }
  });
  if (!(await ready)) throw new Error(`Deskhand did not start (exit code ${await exited}).`);
  return {
    rootUrl,
    home: options.home,
    env,
    pids: () => {
      const claim: unknown = JSON.parse(readFileSync(path.join(options.home, "supervisor.json"), "utf8"));
      return Object.fromEntries(Object.entries(Claim.parse(claim).children).map(([name, { pid }]) => [name, pid]));
    },
    stop: async () => {
      child.kill("SIGTERM");
      await exited;
    },
  };
};
