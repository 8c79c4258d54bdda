import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base, describe, expect } from "vitest";
import { createDiskStore } from "./create-disk-store.ts";

const ORG_A = "0193a000-0000-7000-8000-00000000000a";
const ORG_B = "0193a000-0000-7000-8000-00000000000b";
const bytes = new TextEncoder().encode("Where is my order?");
const hash = createHash("sha256").update(bytes).digest("hex");

const test = base.extend<{ directory: string }>({
  directory: async ({}, use) => {
    const directory = await mkdtemp(path.join(tmpdir(), "deskhand-blobs-"));
    await use(path.join(directory, "blobs"));
    await rm(directory, { recursive: true });
  },
});

describe("createDiskStore", () => {
  test("gives back what was stored, by the hash of its content", async ({ directory }) => {
    const store = createDiskStore(directory);
    expect(await store.put(ORG_A, bytes)).toEqual({ hash, size: bytes.byteLength });
    expect(await store.get(ORG_A, hash)).toEqual(Buffer.from(bytes));
  });

  test("one organisation never reads another's blob, though it knows the hash", async ({ directory }) => {
    const store = createDiskStore(directory);
    await store.put(ORG_A, bytes);
    expect(await store.get(ORG_B, hash)).toBeNull();
  });

  test("two organisations storing the same bytes have a file each", async ({ directory }) => {
    const store = createDiskStore(directory);
    await store.put(ORG_A, bytes);
    await store.put(ORG_B, bytes);
    expect((await readdir(directory)).toSorted()).toEqual([ORG_A, ORG_B]);
    await rm(path.join(directory, ORG_A), { recursive: true });
    expect(await store.get(ORG_B, hash)).not.toBeNull();
  });

  test("storing the same bytes many times at once leaves one file and no scraps", async ({ directory }) => {
    const store = createDiskStore(directory);
    const stored = await Promise.all(Array.from({ length: 20 }, () => store.put(ORG_A, bytes)));
    expect(new Set(stored.map((blob) => blob.hash)).size).toBe(1);
    expect(await readdir(path.join(directory, ORG_A, hash.slice(0, 2)))).toEqual([hash]);
  });

  test("other users of the machine cannot read a blob", async ({ directory }) => {
    await createDiskStore(directory).put(ORG_A, bytes);
    const { mode } = await stat(path.join(directory, ORG_A, hash.slice(0, 2), hash));
    expect(mode & 0o077).toBe(0);
  });

  test("stores nothing at all, too", async ({ directory }) => {
    const store = createDiskStore(directory);
    const empty = await store.put(ORG_A, new Uint8Array());
    expect(empty.size).toBe(0);
    expect(await store.get(ORG_A, empty.hash)).toHaveLength(0);
  });

  test.each(["../../etc", "..", "", `${ORG_A}/..`, ORG_A.toUpperCase(), "acme"])(
    "refuses %j as an organisation",
    async (orgId) => {
      const store = createDiskStore("/nowhere");
      await expect(store.put(orgId, bytes)).rejects.toThrow("must be a uuid");
      await expect(store.get(orgId, hash)).rejects.toThrow("must be a uuid");
    },
  );

  test.each(["../../../etc/passwd", "", hash.toUpperCase(), `${hash}/..`, hash.slice(1)])(
    "refuses %j as a hash",
    async (wrong) => {
      await expect(createDiskStore("/nowhere").get(ORG_A, wrong)).rejects.toThrow("64 small hexadecimal digits");
    },
  );

  test("says so instead of giving out a damaged blob", async ({ directory }) => {
    const store = createDiskStore(directory);
    await store.put(ORG_A, bytes);
    await writeFile(path.join(directory, ORG_A, hash.slice(0, 2), hash), "something else");
    await expect(store.get(ORG_A, hash)).rejects.toThrow("is damaged");
  });
});
