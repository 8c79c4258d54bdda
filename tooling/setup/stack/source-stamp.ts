import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What is written while building or testing, and what no build reads. */
const LEFT_OUT = /^(node_modules|\.next|\.turbo|coverage)$|\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/;

/**
 * A hash that changes when any file changes that the web build reads.
 *
 * @param root the checkout
 * @param places files and directories in it
 */
export const sourceStamp = (root: string, places: string[]): string => {
  const hash = createHash("sha256").update(process.version);
  for (const place of places) addPath(hash, root, place);
  return hash.digest("hex");
};

const addPath = (hash: ReturnType<typeof createHash>, root: string, place: string): void => {
  const absolute = path.join(root, place);
  const entries = readDirectory(absolute);
  if (!entries) {
    hash.update(`${place}\0`).update(readFileSync(absolute)).update("\0");
    return;
  }
  for (const name of entries.toSorted()) if (!LEFT_OUT.test(name)) addPath(hash, root, path.join(place, name));
};

/** The names in a directory, null for a file. */
const readDirectory = (absolute: string): string[] | null => {
  try {
    return readdirSync(absolute);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return null;
    throw error;
  }
};
