import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { OutgoingMail, Transport } from "./transport.ts";

/** What may be a file name of ours: no separator, no leading dot, no `:` (maildir's flags begin there). */
const SAFE_ID = /^[A-Za-z0-9_][A-Za-z0-9._@=+-]{0,199}$/;
const FOLDERS = ["new", "cur"] as const;

/**
 * A transport that puts each message as one file into `<dir>/new`, as maildir does: written and synced in `tmp`, then
 * renamed, so a reader never sees half a message. An id that is already in `new` or `cur` is not written again.
 */
export function createMaildirTransport(dir: string): Transport {
  return {
    name: "maildir",
    async send(mail) {
      const id = fileIdFor(mail.id);
      if (await hasMessage(dir, id)) return { providerId: id };
      await write(dir, id, mail);
      return { providerId: id };
    },
  };
}

/** The messages of a maildir, newest first, at most `limit`. A maildir that does not exist yet is empty. */
export async function listMaildir(dir: string, limit: number): Promise<{ id: string; modifiedAt: Date }[]> {
  const found = new Map<string, Date>();
  for (const folder of FOLDERS) {
    for (const name of await namesIn(join(dir, folder))) {
      const modifiedAt = await modifiedAtOf(join(dir, folder, name));
      if (modifiedAt !== null) found.set(idOfName(name), modifiedAt);
    }
  }
  return [...found]
    .map(([id, modifiedAt]) => ({ id, modifiedAt }))
    .toSorted((a, b) => b.modifiedAt.getTime() - a.modifiedAt.getTime() || (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}

/** The bytes of one message by the id that `listMaildir` gave, or null if there is none. No other path can be read. */
export async function readMaildir(dir: string, id: string): Promise<Uint8Array | null> {
  if (!SAFE_ID.test(id)) return null;
  for (const folder of FOLDERS) {
    for (const name of await namesIn(join(dir, folder))) {
      if (idOfName(name) !== id) continue;
      const bytes = await readOrNull(join(dir, folder, name));
      if (bytes !== null) return bytes;
    }
  }
  return null;
}

async function write(dir: string, id: string, mail: OutgoingMail): Promise<void> {
  for (const folder of ["tmp", ...FOLDERS]) await mkdir(join(dir, folder), { recursive: true });
  // Two writers of one id must not share a file in tmp; the rename then makes one file of both.
  const temporary = join(dir, "tmp", `${id}.${process.pid}.${process.hrtime.bigint()}`);
  const file = await open(temporary, "wx", 0o600);
  try {
    try {
      await file.writeFile(mail.raw);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(dir, "new", id));
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(join(dir, "new"));
}

/** A rename is only durable once its folder is synced too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function hasMessage(dir: string, id: string): Promise<boolean> {
  if ((await modifiedAtOf(join(dir, "new", id))) !== null) return true;
  return (await namesIn(join(dir, "cur"))).some((name) => idOfName(name) === id);
}

/** Ids that would not do as a file name are hashed, so that every idempotency key has exactly one file. */
function fileIdFor(id: string): string {
  return SAFE_ID.test(id) ? id : createHash("sha256").update(id).digest("hex");
}

/** In `cur` a mail reader appends its flags after `:2,`. */
function idOfName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(0, colon);
}

async function namesIn(path: string): Promise<string[]> {
  const names = await absentAsNull(readdir(path));
  return (names ?? []).filter((name) => SAFE_ID.test(idOfName(name)));
}

async function modifiedAtOf(path: string): Promise<Date | null> {
  const found = await absentAsNull(stat(path));
  return found?.mtime ?? null;
}

async function readOrNull(path: string): Promise<Uint8Array | null> {
  return absentAsNull(readFile(path));
}

async function absentAsNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
