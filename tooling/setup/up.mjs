// Runs on the machine's own Node and needs no package: it brings pnpm, installs, and goes on with the pinned Node.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const MODULES = path.join(ROOT, "node_modules");
const STAMP = path.join(MODULES, ".install-stamp");
const NODE = path.join(MODULES, ".bin", "node");
const PARENT_POLL_MS = 200;

/** What each command runs on the pinned Node. */
const PROGRAMS = {
  start: ["tooling/setup/stack.ts"],
  dev: ["tooling/setup/stack.ts", "--dev"],
  test: ["tooling/setup/test.ts"],
  bench: ["tests/bench/run.ts"],
};

/** Ends with a sentence for the person at the terminal. */
const giveUp = (sentence) => {
  console.error(`\n${sentence}`);
  process.exit(1);
};

/** Everything that decides what `pnpm install` makes, so that an unchanged checkout is not installed again. */
const installStamp = () => {
  const hash = createHash("sha256").update(`${process.platform} ${process.arch}`);
  const manifests = ["apps", "packages", "tooling"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}/package.json`),
  );
  for (const file of ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tests/package.json", ...manifests]) {
    const absolute = path.join(ROOT, file);
    if (existsSync(absolute)) hash.update(`${file}\0`).update(readFileSync(absolute));
  }
  return hash.digest("hex");
};

/** Runs a program to its end; signals we get are passed on. Gives its exit code and the tail of what it printed. */
const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const { isWatched = false, ...spawnOptions } = options;
    const child = spawn(command, args, { cwd: ROOT, ...spawnOptions });
    let output = "";
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream?.on("data", (data) => {
        target.write(data);
        output = (output + data).slice(-20_000);
      });
    }
    const forward = (signal) => child.kill(signal);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, forward);
    if (isWatched) endWithNpm(() => child.kill("SIGTERM"));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.off(name, forward);
      resolve({ code: code ?? (signal === "SIGINT" ? 130 : 143), output });
    });
  });

/**
 * Killed with -9, npm cannot pass it on, and nobody would be left who could press Ctrl-C. Between npm and us may stand a
 * shell, which lives on when npm dies: its parent is looked at too, where the system shows it.
 */
const endWithNpm = (end) => {
  if (!process.env.npm_lifecycle_event) return;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    end();
  }, PARENT_POLL_MS);
  timer.unref();
};

const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;

const parentOf = (pid) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  } catch {
    return "";
  }
};

/** What to say when the installation failed; the package manager's own words are on the screen already. */
const explainInstall = (output) => {
  const place = path.dirname(MODULES);
  if (/ENOSPC|no space left/i.test(output)) {
    return `The disk is full. An installation needs about 2 GB in ${place} and in the home directory.`;
  }
  if (/EACCES|EROFS|EPERM|permission denied|read-only file system/i.test(output)) {
    return `There is no right to write into ${place} or into npm's cache. Give this user the right, or use a checkout of its own.`;
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network|registry|fetch failed|dns error|tunnel/i.test(output)
  ) {
    return "The npm registry cannot be reached. Check the network, or name a registry with: npm config set registry URL";
  }
  return "The packages could not be installed; the lines above say why.";
};

const install = async () => {
  const stamp = installStamp();
  if (existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, "utf8") === stamp) return;
  const began = Date.now();
  const { packageManager } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  console.log(`Installing with ${packageManager}`);
  rmSync(STAMP, { force: true });
  const args = ["--yes", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"];
  const { code, output } = await run("npx", args, {
    stdio: ["ignore", "pipe", "pipe"],
    // Without a terminal pnpm asks before it replaces a node_modules it did not make; CI answers for us.
    env: { ...process.env, CI: "1" },
  });
  if (code !== 0) giveUp(explainInstall(output));
  if (!existsSync(NODE))
    giveUp(`There is no pinned Node for ${process.platform}-${process.arch}. Linux and macOS are supported.`);
  writeFileSync(STAMP, stamp);
  console.log(`Installed: ${((Date.now() - began) / 1000).toFixed(1)} s`);
};

const main = async () => {
  const [major] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE) {
    giveUp(`Node ${process.versions.node} is too old: ${OLDEST_NODE} or later is needed. See https://nodejs.org/`);
  }
  const [command = "start", ...args] = process.argv.slice(2);
  const program = PROGRAMS[command];
  if (!program) giveUp(`There is no command ${command}. Use one of: ${Object.keys(PROGRAMS).join(", ")}`);
  await install();
  if (!existsSync(path.join(ROOT, program[0])))
    giveUp(`This checkout has no ${program[0]}, so there is nothing to ${command}.`);
  const { code } = await run(NODE, [...program, ...args], {
    isWatched: true,
    // The channel tells the program when we are gone, whatever we died of.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${path.dirname(NODE)}${path.delimiter}${process.env.PATH}` },
  });
  process.exit(code);
};

try {
  await main();
} catch (error) {
  const isRight = ["EACCES", "EPERM", "EROFS"].includes(error.code);
  if (isRight || error.code === "ENOSPC") giveUp(explainInstall(error.code));
  if (error.code === "ENOENT" && error.syscall?.startsWith("spawn"))
    giveUp(`${error.path} was not found. Install Node with npm.`);
  throw error;
}
