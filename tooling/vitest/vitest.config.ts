import path from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

const globalSetup = path.join(import.meta.dirname, "global-setup.ts");

/** What more than one project must leave out. */
const never = [...configDefaults.exclude, "**/.next/**"];

/** next-auth imports Next by paths that only a bundler resolves. */
const server = { deps: { inline: ["next-auth"] } };

/**
 * Run one with `--project`: `unit` needs nothing, `layers` reads the sources, `db` and `flows` get a PostgreSQL of their
 * own with a migrated template database, to be cloned by each file.
 */
export default defineConfig({
  test: {
    root: path.join(import.meta.dirname, "../.."),
    retry: 0,
    allowOnly: false,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{apps,packages,tooling}/**/*.test.{ts,tsx}"],
          exclude: [...never, "**/*.db.test.ts"],
        },
      },
      { test: { name: "layers", include: ["tests/architecture/**/*.test.ts"], exclude: never } },
      {
        test: {
          name: "db",
          include: ["{apps,packages,tooling}/**/*.db.test.ts"],
          exclude: never,
          server,
          globalSetup,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "flows",
          include: ["tests/**/*.test.ts"],
          exclude: [...never, "tests/architecture/**", "tests/e2e/**"],
          server,
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
