import { spawn } from "node:child_process";
import { passLines } from "./start-service.ts";

/** A program that came to its end with a failure. */
class CommandError extends Error {
  override readonly name = "CommandError";
  /** Null: killed by a signal. */
  readonly code: number | null;

  constructor(title: string, code: number | null, signal: NodeJS.Signals | null) {
    super(`${title} failed (${signal ? `killed by ${signal}` : `exit code ${code}`}).`);
    this.code = code;
  }
}

/**
 * Runs a program until it ends.
 *
 * @param title what it does, for messages
 * @param options program and arguments; `onLine` receives its output, which goes to the terminal without it; `signal`
 *   ends the program early
 * @throws CommandError when it fails, the spawn's error when it cannot be started
 */
export const runToEnd = (
  title: string,
  options: {
    command: string;
    args: string[];
    cwd: string;
    env: Record<string, string | undefined>;
    signal: AbortSignal;
    onLine?: (line: string) => void;
  },
): Promise<void> =>
  new Promise((resolve, reject) => {
    options.signal.throwIfAborted();
    const { onLine } = options;
    const child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: options.env,
      stdio: onLine ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    if (onLine) for (const output of [child.stdout, child.stderr]) if (output) passLines(output, onLine);
    const end = (): void => void child.kill("SIGTERM");
    options.signal.addEventListener("abort", end);
    child.once("error", reject);
    // After "close", so that the last lines are out.
    child.once("close", (code, signal) => {
      options.signal.removeEventListener("abort", end);
      if (code === 0) resolve();
      else reject(new CommandError(title, code, signal));
    });
  });
