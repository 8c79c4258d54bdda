import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as base, expect } from "vitest";
import { sourceStamp } from "./source-stamp.ts";

const test = base.extend<{ root: string; write: (file: string, text: string) => void }>({
  root: async ({}, use) => {
    const root = mkdtempSync(path.join(tmpdir(), "deskhand-stamp-"));
    await use(root);
    rmSync(root, { recursive: true });
  },
  write: async ({ root }, use) =>
    use((file, text) => {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }),
});

test("changes with a file's text and with its name", ({ root, write }) => {
  write("app/a.ts", "1");
  const first = sourceStamp(root, ["app"]);
  write("app/a.ts", "2");
  const second = sourceStamp(root, ["app"]);
  rmSync(path.join(root, "app/a.ts"));
  write("app/b.ts", "2");
  expect(new Set([first, second, sourceStamp(root, ["app"])]).size).toBe(3);
});

test("does not change with what builds and tests write, nor with tests", ({ root, write }) => {
  write("app/a.ts", "1");
  const before = sourceStamp(root, ["app"]);
  for (const file of [".next/x", "node_modules/x/y.js", "a.test.ts", "next-env.d.ts"]) write(`app/${file}`, "new");
  expect(sourceStamp(root, ["app"])).toBe(before);
});
