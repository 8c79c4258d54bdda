import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { runToEnd } from "../processes/run-to-end.ts";
import { SetupError } from "../setup-error.ts";
import type { StageContext } from "./stage.ts";

const CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PROGRAM_FOLDERS = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/homebrew/bin"];

/**
 * Finds a program that the tests need, and installs it with apt-get where it is absent and we may.
 *
 * @param names what the program may be called
 * @param debianPackage the package that has it
 * @returns its absolute path
 * @throws SetupError when it is absent and cannot be installed
 */
const ensureProgram = async (names: string[], debianPackage: string, context: StageContext): Promise<string> => {
  const found = findProgram(names);
  if (found) return found;
  const sentence = `The tests need ${names[0]}. Install it, on Debian or Ubuntu with: apt-get install ${debianPackage}`;
  const prefix = aptPrefix();
  if (!prefix) throw new SetupError(sentence);
  const apt = (title: string, args: string[]): Promise<void> => {
    const [command = "apt-get", ...rest] = [...prefix, "apt-get", ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    return runToEnd(title, { command, args: rest, cwd: context.root, env, signal: context.signal });
  };
  await apt("Reading Debian's list of packages", ["update", "-qq"]);
  await apt(`Installing ${debianPackage}`, ["install", "-y", "-qq", "--no-install-recommends", debianPackage]);
  const installed = findProgram(names);
  if (!installed) throw new SetupError(sentence);
  return installed;
};

/** Finds or installs a Chromium. @returns its path; `CHROMIUM` names another one */
export const ensureChromium = (context: StageContext): Promise<string> => {
  const own = process.env["CHROMIUM"];
  return own ? Promise.resolve(own) : ensureProgram(CHROMIUM_NAMES, "chromium", context);
};

/** Finds or installs swaks, with which the flows send mail as a stranger's client would. */
export const ensureSwaks = (context: StageContext): Promise<string> => ensureProgram(["swaks"], "swaks", context);

/**
 * The directory of the pinned pnpm, which turbo wants on its PATH.
 *
 * @throws Error when npx cannot bring it
 */
export const findPnpm = (root: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const pinned =
    typeof manifest === "object" && manifest !== null && "packageManager" in manifest
      ? manifest.packageManager
      : "pnpm";
  const output = execFileSync("npx", ["--yes", "--package", String(pinned), "--call", "command -v pnpm"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return path.dirname(output.trim());
};

const findProgram = (names: string[]): string | null => {
  for (const folder of PROGRAM_FOLDERS) {
    const name = names.find((candidate) => existsSync(path.join(folder, candidate)));
    if (name) return path.join(folder, name);
  }
  return null;
};

/** What to put before apt-get, null when there is none or we may not use it. */
const aptPrefix = (): string[] | null => {
  if (!existsSync("/usr/bin/apt-get")) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["-n", "true"]).status === 0 ? ["sudo", "-n"] : null;
};
