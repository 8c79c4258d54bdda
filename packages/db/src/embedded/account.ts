import { readFileSync } from "node:fs";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** The operating-system account the database runs as when we are root. */
export type Account = { name: string; uid: number; gid: number };

/** PostgreSQL refuses to run as root, so it gets one of these; all of them exist without us adding a user. */
const PREFERRED = ["postgres", "nobody"];

/**
 * Picks the account PostgreSQL runs as.
 *
 * @param passwd text of /etc/passwd
 * @param dataOwner uid that owns an existing data directory, null for a new one. It wins, because PostgreSQL starts
 *   only as the owner of its data.
 * @returns the account
 * @throws EmbeddedPostgresError when no usable account is listed
 */
export const chooseAccount = (passwd: string, dataOwner: number | null): Account => {
  const accounts = parsePasswd(passwd);
  if (dataOwner !== null && dataOwner !== 0) {
    const owner = accounts.find((account) => account.uid === dataOwner);
    if (owner) return owner;
    throw new EmbeddedPostgresError(
      `The database files belong to user id ${dataOwner}, which this machine does not know. ` +
        "Give them to the user postgres with chown -R, or start as their owner.",
    );
  }
  for (const name of PREFERRED) {
    const account = accounts.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (account) return account;
  }
  throw new EmbeddedPostgresError(
    "PostgreSQL does not run as root and this machine has neither a user postgres nor a user nobody. " +
      "Start as an ordinary user, or add one with: useradd --system postgres",
  );
};

/**
 * The account to drop to, or null when we are an ordinary user and PostgreSQL runs as ourselves.
 *
 * @param dataOwner uid that owns an existing data directory, null for a new one
 * @throws EmbeddedPostgresError when we are root and no account is usable
 */
export const accountToRunAs = (dataOwner: number | null): Account | null =>
  process.getuid?.() === 0 ? chooseAccount(readFileSync("/etc/passwd", "utf8"), dataOwner) : null;

const parsePasswd = (passwd: string): Account[] =>
  passwd.split("\n").flatMap((line) => {
    const [name, , uid, gid] = line.split(":");
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
