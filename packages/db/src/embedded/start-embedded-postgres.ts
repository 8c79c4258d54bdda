import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findBinaries, type Binaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { initialise, resetSuperPassword, SUPERUSER } from "./initialise.ts";
import { clearLeftovers } from "./leftovers.ts";
import { preparePlace, removePlace, type Place } from "./place.ts";
import { choosePort } from "./port.ts";
import { createSecrets, readSecrets, writeSecrets, type EmbeddedSecrets } from "./secrets.ts";
import { startServer, type Server, type ServerExit } from "./server.ts";

/** What to start. */
export type EmbeddedPostgresOptions = {
  /** The directory that holds the database, its secrets and its port. Made if missing. */
  home: string;
  /** Taken as it is; without it a free port is chosen once and remembered in the home. */
  port?: number;
  /** PostgreSQL settings over our own, such as `{ fsync: "off" }`. */
  settings?: Record<string, string>;
  /** Receives PostgreSQL's log lines. */
  onLog?: (line: string) => void;
};

/** A running embedded PostgreSQL. The URLs work once `bootstrapDatabase` has run, `superUrl` at once. */
export type EmbeddedPostgres = {
  port: number;
  pid: number;
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  systemUrl: string;
  secrets: EmbeddedSecrets;
  /** Calls back once when the server ends, stopped or not. */
  onExit: (listener: (exit: ServerExit) => void) => void;
  /** Ends sessions and shuts down in good order; resolves when no process is left. */
  stop: () => Promise<void>;
  /** Stops and deletes the database. For databases made to be thrown away. */
  destroy: () => Promise<void>;
};

const DEFAULT_SETTINGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  // Compiling a query costs more than any of our short queries takes.
  jit: "off",
  // Data lies on SSDs nearly everywhere; the default of 4 was measured on disks that turn.
  random_page_cost: "1.1",
  timezone: "UTC",
  log_line_prefix: "",
  log_checkpoints: "off",
};

const ATTEMPTS = 60;
const ATTEMPT_PAUSE_MS = 250;

/**
 * Starts the embedded PostgreSQL of a home: as the account `postgres` or `nobody` when we are root, else as ourselves. A
 * server left on the same data by a crash is stopped first. Only one supervisor may serve a home at a time; the caller
 * sees to that.
 *
 * @throws EmbeddedPostgresError when it does not start; the message holds PostgreSQL's own last words
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const home = path.resolve(options.home);
  mkdirSync(home, { recursive: true });
  const id = randomUUID();
  const place = preparePlace(home, id);
  const binaries = findBinaries(place.account, id);
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const secrets = await prepareData(home, { place, binaries, isDurable: settings["fsync"] !== "off" });
  const { server, port } = await startOnFreePort(place, {
    postgres: binaries.postgres,
    settings,
    choosePort: () => (options.port === undefined ? choosePort(home, Math.random) : Promise.resolve(options.port)),
    onLog: options.onLog ?? (() => undefined),
  });
  return {
    ...urls(port, secrets),
    port,
    pid: server.pid,
    secrets,
    onExit: (listener) => void server.exited.then(listener),
    stop: server.stop,
    destroy: async () => {
      await server.stop();
      removePlace(home);
    },
  };
};

const prepareData = async (
  home: string,
  options: { place: Place; binaries: Binaries; isDurable: boolean },
): Promise<EmbeddedSecrets> => {
  const { place, binaries, isDurable } = options;
  const known = readSecrets(home);
  const secrets = known ?? createSecrets();
  const isNew = !existsSync(place.data);
  if (!isNew) await clearLeftovers(place.data);
  // A database whose secrets were lost gets the new password before it is written down: a crash in between repeats it.
  if (!isNew && !known) resetSuperPassword(place, { postgres: binaries.postgres, password: secrets.superPassword });
  if (!known) writeSecrets(home, secrets);
  initialise(place, { initdb: binaries.initdb, password: secrets.superPassword, isDurable });
  return secrets;
};

/**
 * Tries again where the cause passes: backends of a killed server that still hold its shared memory, and a port taken
 * between the choice and the start.
 */
const startOnFreePort = async (
  place: Place,
  options: {
    postgres: string;
    settings: Record<string, string>;
    choosePort: () => Promise<number>;
    onLog: (line: string) => void;
  },
): Promise<{ server: Server; port: number }> => {
  const settings = Object.entries(options.settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  let output = "";
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = await options.choosePort();
    const args = ["-D", place.data, "-p", String(port), ...settings];
    const result = await startServer(place, { postgres: options.postgres, args, onLog: options.onLog });
    if (result.ok) return { server: result.server, port };
    output = result.output;
    if (!/pre-existing shared memory block|could not bind|could not create any TCP/i.test(output)) break;
    await delay(ATTEMPT_PAUSE_MS);
  }
  throw new EmbeddedPostgresError(`The embedded PostgreSQL did not start. It said:\n${output}`);
};

const urls = (
  port: number,
  secrets: EmbeddedSecrets,
): Pick<EmbeddedPostgres, "superUrl" | "ownerUrl" | "appUrl" | "systemUrl"> => {
  const url = (user: string, password: string, database: string): string =>
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  return {
    superUrl: url(SUPERUSER, secrets.superPassword, "postgres"),
    ownerUrl: url("deskhand_owner", secrets.ownerPassword, "deskhand"),
    appUrl: url("deskhand_app", secrets.appPassword, "deskhand"),
    systemUrl: url("deskhand_system", secrets.systemPassword, "deskhand"),
  };
};
