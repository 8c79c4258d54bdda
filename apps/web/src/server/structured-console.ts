import { inspect } from "node:util";
import type { Logger } from "@deskhand/log";

/** What Next calls when it has something to say, and the level it stands for. */
const LEVELS = { error: "error", warn: "warn", info: "info", log: "info" } as const;

/**
 * Turns what is written to the console into lines of the log. Next prints the errors of pages there with everything
 * they carry, such as a failed query with its values; the log keeps what people wrote to itself.
 */
export function structureConsole(log: Logger): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    Object.assign(console, {
      [method]: (...said: unknown[]) => {
        const err = said.find((one) => one instanceof Error);
        if (err) log[level]({ err, ...digestOf(err) }, "A page failed");
        else
          log[level](
            { said: said.map((one) => (typeof one === "string" ? one : inspect(one))).join(" ") },
            "Next says",
          );
      },
    });
  }
}

/** The number that an error page shows. */
function digestOf(error: Error): { digest?: unknown } {
  return "digest" in error ? { digest: error.digest } : {};
}
