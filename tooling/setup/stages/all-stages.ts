import { mkdirSync } from "node:fs";
import path from "node:path";
import { runToEnd } from "../processes/run-to-end.ts";
import { buildWeb } from "../stack/build-web.ts";
import { printLine } from "../stack/terminal.ts";
import { startStack } from "../start-stack.ts";
import { freePorts } from "./free-ports.ts";
import { readPlaywright, readVitest } from "./reports.ts";
import type { Stage, StageContext } from "./stage.ts";
import { ensureChromium, ensureSwaks, findPnpm } from "./tools.ts";

/** How many mails the faults stage sends while it kills processes. */
const FAULTS_SIZE = "20";

/** Runs a program with Node, in the checkout, its output on the terminal. */
const node = (
  title: string,
  context: StageContext,
  options: { args: string[]; env?: Record<string, string | undefined> },
): Promise<void> =>
  runToEnd(title, {
    command: process.execPath,
    args: [...options.args, ...context.args],
    cwd: context.root,
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: "1",
      TURBO_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
      ...options.env,
    },
    signal: context.signal,
  });

/** The program of an installed package, as a path that Node runs. */
const bin = (name: string): string => path.join("node_modules", name, "bin", name);

const vitest = (project: string, prepare?: (context: StageContext) => Promise<unknown>): Stage => ({
  name: project,
  run: async (context) => {
    await prepare?.(context);
    const report = path.join(context.scratch, `${project}.json`);
    const config = ["--config", "tooling/vitest/vitest.config.ts", "--project", project];
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    await node(`Stage ${project}`, context, {
      args: ["tooling/vitest/node_modules/vitest/vitest.mjs", "run", ...config, ...reporters],
    });
  },
  report: { file: `${project}.json`, read: readVitest },
});

const types: Stage = {
  name: "types",
  run: (context) =>
    node("Stage types", context, {
      args: [bin("turbo"), "run", "typecheck", "--continue", "--output-logs=errors-only"],
      env: { PATH: `${findPnpm(context.root)}${path.delimiter}${process.env["PATH"]}` },
    }),
};

const lint: Stage = {
  name: "lint",
  run: (context) =>
    node("Stage lint", context, { args: [bin("oxlint"), "-c", "tooling/lint/oxlint.json", "--type-aware", "."] }),
};

const format: Stage = {
  name: "format",
  run: (context) =>
    node("Stage format", context, { args: [bin("oxfmt"), "-c", "tooling/lint/oxfmt.json", "--check", "."] }),
};

const deadCode: Stage = {
  name: "dead-code",
  run: (context) =>
    node("Stage dead-code", context, {
      args: [path.join("node_modules", "knip", "bin", "knip.js"), "-c", "tooling/lint/knip.json", "--no-config-hints"],
    }),
};

const build: Stage = {
  name: "build",
  run: ({ signal }) => buildWeb({ env: process.env, signal }),
};

const e2e: Stage = {
  name: "e2e",
  run: async (context) => {
    const chromium = await ensureChromium(context);
    await buildWeb({ env: process.env, signal: context.signal });
    const home = path.join(context.scratch, "e2e");
    mkdirSync(home);
    const [PORT = 0, WORKER_PORT = 0, SMTP_PORT = 0] = await freePorts(3);
    const ports = { PORT, WORKER_PORT, SMTP_PORT };
    const stack = await startStack({ home, ports, onLine: (line) => printLine("stack", line) });
    try {
      await node("Stage e2e", context, {
        args: ["tests/node_modules/@playwright/test/cli.js", "test", "-c", "tooling/playwright/playwright.config.ts"],
        env: { ...stack.env, CHROMIUM: chromium, PLAYWRIGHT_REPORT: path.join(context.scratch, "e2e.json") },
      });
    } finally {
      await stack.stop();
    }
  },
  report: { file: "e2e.json", read: readPlaywright },
};

const faults: Stage = {
  name: "faults",
  run: async (context) => {
    await buildWeb({ env: process.env, signal: context.signal });
    await node("Stage faults", context, { args: ["tests/faults/run.ts", `--mails=${FAULTS_SIZE}`] });
  },
};

/** All stages in their order: what is quick and tells most comes first. */
export const STAGES: readonly Stage[] = [
  types,
  lint,
  format,
  vitest("layers"),
  deadCode,
  vitest("unit"),
  vitest("db"),
  vitest("flows", ensureSwaks),
  build,
  e2e,
  faults,
];
