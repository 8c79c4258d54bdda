import path from "node:path";
import { defineConfig } from "@playwright/test";

const ROOT = path.join(import.meta.dirname, "../..");
const rootUrl = process.env["ROOT_URL"] ?? "http://localhost:3000";
const report = process.env["PLAYWRIGHT_REPORT"];

/**
 * Tests against a running Deskhand in the Chromium of this machine. ROOT_URL, SMTP_PORT, DESKHAND_HOME and CHROMIUM come
 * from the runner; without them it is the Deskhand that `npm start` started.
 */
export default defineConfig({
  testDir: path.join(ROOT, "tests/e2e"),
  outputDir: path.join(ROOT, "test-results"),
  retries: 0,
  forbidOnly: true,
  // One Deskhand with one demo organisation stands behind all files.
  workers: 1,
  timeout: 60_000,
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    // The demo organisation's host; browsers resolve names under localhost by themselves.
    baseURL: rootUrl.replace("://", "://acme."),
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      // Chromium's sandbox does not work as root, nor its shared memory in small containers.
      args: process.getuid?.() === 0 ? ["--no-sandbox", "--disable-dev-shm-usage"] : ["--disable-dev-shm-usage"],
    },
  },
});
