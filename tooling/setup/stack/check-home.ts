import { accessSync, constants, mkdirSync, statfsSync } from "node:fs";
import { SetupError } from "../setup-error.ts";

/** A new database and its log take about 100 MB; less than this and PostgreSQL stops in the middle of its work. */
const LEAST_BYTES = 300 * 1024 * 1024;

/**
 * Makes the home if it is missing, and makes sure it can be used.
 *
 * @throws SetupError when the disk is nearly full, the system's own error when there is no right to write
 */
export const checkHome = (home: string): void => {
  mkdirSync(home, { recursive: true });
  accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize >= LEAST_BYTES) return;
  const megabytes = Math.floor((bavail * bsize) / 1024 / 1024);
  throw new SetupError(
    `Only ${megabytes} MB are free on the disk of ${home}. Free at least 300 MB, ` +
      "or set DESKHAND_HOME to a directory on another disk.",
  );
};
