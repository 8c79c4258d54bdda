/** Something the person at the terminal can put right. The message is all they get to see, so it says what to do. */
export class SetupError extends Error {
  override readonly name = "SetupError";
}

/** Errors whose message is written for the person at the terminal. */
const TOLD_IN_FULL = new Set(["SetupError", "ConfigError", "CommandError", "EmbeddedPostgresError"]);

/**
 * What to print for an error: a sentence where the cause is known, else everything there is.
 *
 * @param error anything thrown
 */
export const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  const place = "path" in error && typeof error.path === "string" ? error.path : null;
  if (code === "ENOSPC" || error.message.includes("No space left on device")) {
    return `The disk${place ? ` of ${place}` : ""} is full. Free some space (a first start needs about 2 GB) and start again.`;
  }
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
    return (
      `There is no right to write ${place ?? "here"} (${code}). Give this user the right, ` +
      "or set DESKHAND_HOME to a directory it may write to."
    );
  }
  if (TOLD_IN_FULL.has(error.name)) return error.message;
  return error.stack ?? error.message;
};
