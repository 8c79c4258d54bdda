export { openTestDatabase } from "./database.ts";
export type { TestDatabase, TestServer } from "./database.ts";
export { createMemoryBlobs } from "./memory-blobs.ts";
