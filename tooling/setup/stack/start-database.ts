import { bootstrapDatabase, startEmbeddedPostgres, type EmbeddedPostgres } from "@deskhand/db/embedded";
import { keepRunning, type Running } from "../processes/keep-running.ts";
import type { DatabaseUrls } from "./env.ts";
import { printLine } from "./terminal.ts";

/** The embedded database of a home. */
export type Database = { urls: DatabaseUrls; secret: string; stop: () => Promise<void> };

/**
 * Starts the embedded PostgreSQL with its logins and its database, and starts it again whenever it ends.
 *
 * @param home where it keeps everything
 * @param note learns its process id at each start
 * @throws Error when the first start fails
 */
export const startDatabase = async (home: string, note: (name: string, pid: number) => void): Promise<Database> => {
  let server: EmbeddedPostgres | null = null;
  const start = async (): Promise<Running> => {
    // Web and worker know the port, so it stays the same when the server is started again.
    const started = await startEmbeddedPostgres({
      home,
      ...(server && { port: server.port }),
      onLog: printUnlessRoutine,
    });
    server = started;
    const exited = new Promise<string>((resolve) => {
      started.onExit(({ code, signal }) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
    });
    return { pid: started.pid, exited, stop: started.stop };
  };
  const kept = await keepRunning({
    name: "postgres",
    start,
    onStart: (pid) => note("postgres", pid),
    report: (sentence) => printLine("postgres", sentence),
  });
  const { superUrl, secrets, appUrl, systemUrl, ownerUrl } = running(server);
  try {
    await bootstrapDatabase(superUrl, secrets);
  } catch (error) {
    await kept.stop();
    throw error;
  }
  return { urls: { appUrl, systemUrl, ownerUrl }, secret: secrets.deskhandSecret, stop: kept.stop };
};

const running = (server: EmbeddedPostgres | null): EmbeddedPostgres => {
  if (server) return server;
  throw new Error("PostgreSQL was not started.");
};

/** PostgreSQL's LOG lines tell of starts and stops; what needs a reader has another level. */
const printUnlessRoutine = (line: string): void => {
  if (!line.startsWith("LOG:")) printLine("postgres", line);
};
