import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Who listens on a port. */
export type PortHolder = { pid: number; command: string };

/**
 * Finds who listens on a TCP port of this machine.
 *
 * @returns null when nobody does, or it is a process of somebody else that we may not look into
 */
export const findPortHolder = (port: number): PortHolder | null =>
  existsSync("/proc/net/tcp") ? findByProc(port) : findByLsof(port);

/**
 * The inodes of the sockets that listen on a port.
 *
 * @param table text of /proc/net/tcp or tcp6 (proc(5): local address and port in hexadecimal, state 0A is LISTEN)
 */
export const listeningInodes = (table: string, port: number): string[] => {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return table.split("\n").flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const inode = fields[9];
    return fields[1]?.endsWith(suffix) && fields[3] === "0A" && inode ? [inode] : [];
  });
};

const findByProc = (port: number): PortHolder | null => {
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].filter((file) => existsSync(file));
  const sockets = new Set(
    tables.flatMap((file) => listeningInodes(readFileSync(file, "utf8"), port)).map((inode) => `socket:[${inode}]`),
  );
  const pid = readdirSync("/proc").find(
    (name) => /^\d+$/.test(name) && openFiles(name).some((file) => sockets.has(file)),
  );
  if (!pid) return null;
  return { pid: Number(pid), command: readFileSync(`/proc/${pid}/comm`, "utf8").trim() };
};

/** What a process has open; nothing for another user's process, or for one that ended while we looked. */
const openFiles = (pid: string): string[] => {
  const directory = `/proc/${pid}/fd`;
  const names = tryRead(() => readdirSync(directory)) ?? [];
  return names.flatMap((name) => tryRead(() => readlinkSync(`${directory}/${name}`)) ?? []);
};

const tryRead = <Result>(read: () => Result): Result | null => {
  try {
    return read();
  } catch {
    // Files come and go under our eyes, and not all of them may be seen; the name of the holder is a courtesy.
    return null;
  }
};

const findByLsof = (port: number): PortHolder | null => {
  const { stdout } = spawnSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"], { encoding: "utf8" });
  const pid = /^p(\d+)$/m.exec(stdout ?? "")?.[1];
  const command = /^c(.+)$/m.exec(stdout ?? "")?.[1];
  return pid && command ? { pid: Number(pid), command } : null;
};
