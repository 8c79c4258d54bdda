import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync, rmSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { accountToRunAs, type Account } from "./account.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { findClosedDirectory, openPlace } from "./open-place.ts";

/** Where one home's database lies, and as whom it runs. */
export type Place = {
  /** Without symbolic links. Holds `data` and, while it is being made, what is unfinished. */
  directory: string;
  data: string;
  /** Null: as ourselves. */
  account: Account | null;
};

/**
 * Finds or makes the directory of a home's database: `<home>/postgres`, or, when we are root and the account we drop to
 * cannot reach the home, a directory elsewhere that `<home>/postgres` links to. Deleting the home thus always means a
 * fresh database.
 *
 * @param home absolute path of the home, which must exist
 * @param id names the directory elsewhere
 * @throws EmbeddedPostgresError when the place cannot be used; the message says what to do
 */
export const preparePlace = (home: string, id: string): Place => {
  const entry = path.join(home, "postgres");
  refuseDanglingLink(entry);
  const existing = existsSync(path.join(entry, "data")) ? statSync(path.join(entry, "data")).uid : null;
  const account = accountToRunAs(existing);
  if (!existsSync(entry)) makeDirectory(entry, account && findClosedDirectory(realpathSync(home), account), id);

  const directory = realpathSync(entry);
  const closed = account && findClosedDirectory(directory, account);
  if (closed) {
    throw new EmbeddedPostgresError(
      `The database's user ${account.name} cannot reach ${directory}, because ${closed} is closed to it. ` +
        `Open the way with: chmod a+x ${closed}`,
    );
  }
  return { directory, data: path.join(directory, "data"), account };
};

/** Deletes a home's database, wherever it lies. It must not be running. */
export const removePlace = (home: string): void => {
  const entry = path.join(home, "postgres");
  if (existsSync(entry)) rmSync(realpathSync(entry), { recursive: true, force: true });
  rmSync(entry, { recursive: true, force: true });
};

const makeDirectory = (entry: string, closed: string | null, id: string): void => {
  const directory = closed === null ? entry : path.join(openPlace(), id);
  mkdirSync(directory);
  // Whatever the umask is: the account passes through here to `data`, which alone is closed.
  chmodSync(directory, 0o755);
  if (directory !== entry) symlinkSync(directory, entry);
};

const refuseDanglingLink = (entry: string): void => {
  if (existsSync(entry) || !lstatSync(entry, { throwIfNoEntry: false })) return;
  throw new EmbeddedPostgresError(
    `${entry} links to a database that is gone. Delete the link to begin with an empty database.`,
  );
};
