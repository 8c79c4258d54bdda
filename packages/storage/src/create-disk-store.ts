import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { BlobStore } from "./blob-store.ts";

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const HASH = /^[\da-f]{64}$/;

/**
 * A blob store in a directory: `<organisation>/<first two digits of the hash>/<hash>`.
 *
 * @param directory made when the first blob is stored
 */
export const createDiskStore = (directory: string): BlobStore => ({
  put: async (orgId, bytes) => {
    const hash = hashOf(bytes);
    const file = fileOf(directory, orgId, hash);
    await makeDirectory(path.dirname(file));
    if (!(await exists(file))) await writeWhole(file, bytes);
    // Also when it was there: whoever wrote it may not have come to this line yet.
    await flushDirectory(path.dirname(file));
    return { hash, size: bytes.byteLength };
  },
  get: async (orgId, hash) => {
    const file = fileOf(directory, orgId, hash);
    const bytes = await readOrNull(file);
    if (bytes && hashOf(bytes) !== hash)
      throw new Error(`The stored file ${file} is damaged: restore it from a backup.`);
    return bytes;
  },
});

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Both parts are checked, so that no path leads out of the organisation's directory. */
const fileOf = (directory: string, orgId: string, hash: string): string => {
  if (!UUID.test(orgId)) throw new Error("A blob's organisation must be a uuid in small letters.");
  if (!HASH.test(hash)) throw new Error("A blob's hash must be 64 small hexadecimal digits.");
  return path.join(directory, orgId, hash.slice(0, 2), hash);
};

/** Under another name first: a file cut short by a crash must not be found under its hash. */
const writeWhole = async (file: string, bytes: Uint8Array): Promise<void> => {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    const handle = await open(unfinished, "wx", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
};

/** A new directory is durable once its parent is flushed, up to the first one that was there. */
const makeDirectory = async (directory: string): Promise<void> => {
  const first = await mkdir(directory, { recursive: true });
  if (first === undefined) return;
  const stop = path.dirname(first);
  for (let made = directory; made !== stop; made = path.dirname(made)) await flushDirectory(path.dirname(made));
};

const flushDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const exists = async (file: string): Promise<boolean> => {
  try {
    await access(file);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
};

const readOrNull = async (file: string): Promise<Uint8Array | null> => {
  try {
    return await readFile(file);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
};

const isNotFound = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
