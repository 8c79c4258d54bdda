import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Account } from "./account.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import type { Place } from "./place.ts";

/** The superuser of the embedded server. */
export const SUPERUSER = "postgres";

/** Our programs' environment does not reach PostgreSQL: PGDATA or LC_ALL of the shell would change what it does. */
export const SERVER_ENV = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** The same sorting and case rules on every machine, without ICU's or the system's locale versions. */
const LOCALE = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/** Options for node:child_process that run a program as the account. */
export const runAs = (account: Account | null): { cwd: string; uid?: number; gid?: number } =>
  // The working directory is one that every account may be in; ours may be closed to the account.
  account ? { cwd: "/", uid: account.uid, gid: account.gid } : { cwd: "/" };

/**
 * Makes the data directory of a new database. It appears under its name only when it is whole, so that a crash in
 * between costs nothing but a second attempt.
 *
 * @param place where; nothing happens when its data directory exists
 * @param options initdb program, password of the superuser, and whether to wait until all is on disk
 * @throws EmbeddedPostgresError with initdb's own words
 */
export const initialise = (place: Place, options: { initdb: string; password: string; isDurable: boolean }): void => {
  if (existsSync(place.data)) return;
  const unfinished = path.join(place.directory, "data.new");
  const passwordFile = path.join(place.directory, "password.new");
  for (const leftover of [unfinished, passwordFile]) rmSync(leftover, { recursive: true, force: true });
  mkdirSync(unfinished);
  chmodSync(unfinished, 0o700);
  writeFileSync(passwordFile, options.password, { mode: 0o600 });
  const account = place.account;
  if (account) for (const file of [unfinished, passwordFile]) chownSync(file, account.uid, account.gid);
  try {
    const durability = options.isDurable ? [] : ["--no-sync"];
    runToEnd(
      options.initdb,
      ["-D", unfinished, "-U", SUPERUSER, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, ...LOCALE, ...durability],
      account,
    );
    renameSync(unfinished, place.data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

/**
 * Gives the superuser of a stopped database a new password, for a home whose secrets.json was lost.
 *
 * @param place the database
 * @param options postgres program and the new password, which holds no quotes
 * @throws EmbeddedPostgresError with PostgreSQL's own words
 */
export const resetSuperPassword = (place: Place, options: { postgres: string; password: string }): void => {
  const statement = `alter role ${SUPERUSER} password '${options.password}';\n`;
  runToEnd(options.postgres, ["--single", "-j", "-D", place.data, "postgres"], place.account, `${statement}\n`);
};

const runToEnd = (program: string, args: string[], account: Account | null, input = ""): void => {
  const run = spawnSync(program, args, { ...runAs(account), env: SERVER_ENV, encoding: "utf8", input });
  if (run.error)
    throw new EmbeddedPostgresError(`${path.basename(program)} could not be started: ${run.error.message}`);
  if (run.status === 0) return;
  throw new EmbeddedPostgresError(`${path.basename(program)} failed: ${`${run.stderr}${run.stdout}`.trim()}`);
};
