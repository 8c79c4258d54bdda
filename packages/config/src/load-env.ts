import type { z } from "zod";
import { ConfigError } from "./config-error.ts";

/**
 * Parses an environment once, at the start of a program.
 *
 * @param schema the variables the program reads; compose it from the fragments
 * @param source the environment. An empty variable counts as absent, because shells and compose files cannot unset one.
 * @returns the parsed values, frozen
 * @throws ConfigError listing every fault
 */
export const loadEnv = <Env extends object>(
  schema: z.ZodType<Env>,
  source: Record<string, string | undefined>,
): Readonly<Env> => {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = schema.safeParse(present);
  if (result.success) return Object.freeze(result.data);
  throw new ConfigError(result.error.issues.map((issue) => describe(issue, present)));
};

const describe = (issue: z.core.$ZodIssue, present: Record<string, unknown>): string => {
  const name = issue.path.join(".");
  if (name === "") return issue.message;
  return name in present ? `${name} ${issue.message}` : `${name} is missing: it ${issue.message}`;
};
