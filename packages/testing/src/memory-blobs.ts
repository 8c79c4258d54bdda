import { createHash } from "node:crypto";

/** A blob store that forgets; each organisation's blobs apart. */
export function createMemoryBlobs() {
  const blobs = new Map<string, Uint8Array>();
  return {
    put: async (orgId: string, bytes: Uint8Array) => {
      const hash = createHash("sha256").update(bytes).digest("hex");
      blobs.set(`${orgId}/${hash}`, bytes.slice());
      return { hash, size: bytes.length };
    },
    get: async (orgId: string, hash: string) => blobs.get(`${orgId}/${hash}`) ?? null,
  };
}
