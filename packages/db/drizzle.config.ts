import { defineConfig } from "drizzle-kit";

/** Migrations are generated from the schema only (`pnpm --filter @deskhand/db generate`); `push` is never used because it drops policies. */
export default defineConfig({
  dialect: "postgresql",
  schema: "./src/schema/index.ts",
  out: "./migrations",
  casing: "snake_case",
  migrations: { prefix: "timestamp" },
});
