import { chmodSync, lstatSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Account } from "./account.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** Tried in this order; the second serves machines whose /var/lib is read-only. */
const PLACES = ["/var/lib/deskhand", "/var/tmp/deskhand"];

/**
 * A directory of root's that every account can reach into, made if missing. It holds what an account we drop to needs
 * when the home itself is closed to it: opening somebody's home with chmod is not ours to do.
 *
 * @returns its path
 * @throws EmbeddedPostgresError when none of the places can be used
 */
export const openPlace = (): string => {
  const reasons: string[] = [];
  for (const place of PLACES) {
    const reason = refusalOf(place);
    if (reason === null) return place;
    reasons.push(`${place}: ${reason}`);
  }
  throw new EmbeddedPostgresError(
    `No directory is both writable for us and reachable for the database's account (${reasons.join("; ")}). ` +
      "Set DESKHAND_HOME to a directory outside of a private home.",
  );
};

/**
 * The first directory on the way to a path that an account cannot pass through.
 *
 * @param target an existing absolute path without symbolic links; it is itself part of the way
 * @param account who wants through
 * @returns the directory, or null when the way is free
 */
export const findClosedDirectory = (target: string, account: Account): string | null => {
  const parent = path.dirname(target);
  const above = parent === target ? null : findClosedDirectory(parent, account);
  if (above !== null) return above;
  const { mode, uid, gid } = statSync(target);
  const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
  return mode & bit ? null : target;
};

const refusalOf = (place: string): string | null => {
  try {
    // Not recursive: its parents exist, and a recursive mkdir would give them our mode.
    mkdirSync(place);
    chmodSync(place, 0o755);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    if (error.code !== "EEXIST") return error.message;
  }
  const stat = lstatSync(place);
  // In a world-writable parent somebody else may have put a directory or link of theirs under our name.
  if (!stat.isDirectory() || stat.uid !== 0 || stat.mode & 0o022) return "exists and is not root's alone";
  return stat.mode & 0o001 ? null : "exists and is closed to other users";
};
