import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** Below the range from which systems take the ports of outgoing connections, which would otherwise take ours. */
const LOWEST = 20_000;
const HIGHEST = 31_999;
const TRIES = 50;

/**
 * The port of a home's database: the one it had last time, or another when that is taken now.
 *
 * @param home holds the remembered port in `postgres-port`
 * @param random gives numbers in [0, 1)
 * @returns a port nobody listens on at 127.0.0.1; remembered in the home
 * @throws EmbeddedPostgresError when no free port is found
 */
export const choosePort = async (home: string, random: () => number): Promise<number> => {
  const file = path.join(home, "postgres-port");
  const remembered = existsSync(file) ? Number(readFileSync(file, "utf8")) : Number.NaN;
  if (Number.isInteger(remembered) && (await isPortFree(remembered))) return remembered;
  for (let count = 0; count < TRIES; count += 1) {
    const port = LOWEST + Math.floor(random() * (HIGHEST - LOWEST + 1));
    if (await isPortFree(port)) {
      writeFileSync(file, `${port}\n`);
      return port;
    }
  }
  throw new EmbeddedPostgresError(`No free port for the database was found between ${LOWEST} and ${HIGHEST}.`);
};

/**
 * Whether nobody listens on a port of 127.0.0.1.
 *
 * @throws the system's error when the port cannot be opened for another reason than being taken
 */
export const isPortFree = (port: number): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
