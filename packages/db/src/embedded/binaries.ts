import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, lstatSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Account } from "./account.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { openPlace } from "./open-place.ts";

/** Where PostgreSQL's programs lie. */
export type Binaries = { initdb: string; postgres: string };

/**
 * Finds PostgreSQL's programs for this platform, copied to a place the account can reach if it cannot reach the
 * installed ones (a checkout under a home of mode 0700).
 *
 * @param account the account that will run them, null for ourselves
 * @param id makes the name of an unfinished copy unique
 * @throws EmbeddedPostgresError when this platform has no binaries or they do not run
 */
export const findBinaries = (account: Account | null, id: string): Binaries => {
  const installed = installedBinaries();
  const refusal = tryRun(installed.native, account);
  if (refusal === null) return binariesIn(installed.native);
  if (account === null) throw new EmbeddedPostgresError(`PostgreSQL's program does not run here: ${refusal}`);

  const copy = path.join(openPlace(), `binaries-${installed.version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) copyForEveryone(installed.native, copy, id);
  const refusalOfCopy = tryRun(copy, account);
  if (refusalOfCopy === null) return binariesIn(copy);
  throw new EmbeddedPostgresError(`PostgreSQL's program does not run as user ${account.name}: ${refusalOfCopy}`);
};

const binariesIn = (native: string): Binaries => ({
  initdb: path.join(native, "bin", "initdb"),
  postgres: path.join(native, "bin", "postgres"),
});

const installedBinaries = (): { native: string; version: string } => {
  const platform = `${process.platform}-${process.arch}`;
  // The platform's package is a dependency of embedded-postgres and not of ours.
  const launcher = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = launcher.resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL, DATABASE_SYSTEM_URL and ` +
        "DATABASE_OWNER_URL to a PostgreSQL of your own (15 or later).",
      { cause },
    );
  }
  const root = path.join(path.dirname(entry), "..");
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "0";
  return { native: path.join(root, "native"), version };
};

/** Null when it runs, else why it does not. Trying is the only test that also sees ACLs and noexec mounts. */
const tryRun = (native: string, account: Account | null): string | null => {
  const run = spawnSync(path.join(native, "bin", "postgres"), ["--version"], {
    cwd: "/",
    encoding: "utf8",
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  if (run.error) return run.error.message;
  return run.status === 0 ? null : run.stderr.trim();
};

/** Copies under a temporary name first: a copy cut short by a crash must not be taken for a whole one. */
const copyForEveryone = (from: string, to: string, id: string): void => {
  const unfinished = `${to}.${id}`;
  try {
    cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
    openToEveryone(unfinished);
    renameSync(unfinished, to);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(to)) throw cause;
  }
};

const openToEveryone = (file: string): void => {
  const stat = lstatSync(file);
  if (stat.isSymbolicLink()) return;
  if (!stat.isDirectory()) {
    chmodSync(file, stat.mode & 0o100 ? 0o755 : 0o644);
    return;
  }
  chmodSync(file, 0o755);
  for (const name of readdirSync(file)) openToEveryone(path.join(file, name));
};
