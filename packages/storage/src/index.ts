export type { BlobStore, StoredBlob } from "./blob-store.ts";
export { createDiskStore } from "./create-disk-store.ts";
