export type { BlobStore } from "./blob-store.ts";
export { createDiskStore } from "./create-disk-store.ts";
