import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

/** The passwords and the signing secret of one embedded installation. */
export type EmbeddedSecrets = {
  superPassword: string;
  ownerPassword: string;
  appPassword: string;
  systemPassword: string;
  /** DESKHAND_SECRET: signs reply tokens and sessions. */
  deskhandSecret: string;
};

const KEYS = ["superPassword", "ownerPassword", "appPassword", "systemPassword", "deskhandSecret"] as const;

/** New random secrets, 256 bits each, in letters, digits, `-` and `_` so that they stand in a URL as they are. */
export const createSecrets = (): EmbeddedSecrets => ({
  superPassword: randomSecret(),
  ownerPassword: randomSecret(),
  appPassword: randomSecret(),
  systemPassword: randomSecret(),
  deskhandSecret: randomSecret(),
});

/**
 * Reads `<home>/secrets.json`.
 *
 * @returns the secrets, or null when there is no such file
 * @throws EmbeddedPostgresError when the file cannot be read or lacks a secret
 */
export const readSecrets = (home: string): EmbeddedSecrets | null => {
  const file = path.join(home, "secrets.json");
  if (!existsSync(file)) return null;
  const text = readFileSync(file, "utf8");
  const damaged = `${file} is damaged. Delete it and new secrets are made; sessions and reply addresses made before end.`;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new EmbeddedPostgresError(damaged, { cause });
  }
  if (!isSecrets(content)) throw new EmbeddedPostgresError(damaged);
  return content;
};

/** Writes `<home>/secrets.json`, readable for us alone, whole or not at all. */
export const writeSecrets = (home: string, secrets: EmbeddedSecrets): void => {
  const file = path.join(home, "secrets.json");
  const unfinished = `${file}.new`;
  const descriptor = openSync(unfinished, "w", 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, file);
};

const randomSecret = (): string => randomBytes(32).toString("base64url");

const isSecrets = (content: unknown): content is EmbeddedSecrets => {
  if (typeof content !== "object" || content === null) return false;
  const entries = new Map(Object.entries(content));
  return KEYS.every((key) => typeof entries.get(key) === "string" && entries.get(key) !== "");
};
