import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { exitWithParent } from "@deskhand/config";
import { ROOT } from "./root.ts";
import { explain, SetupError } from "./setup-error.ts";
import { say, seconds } from "./stack/terminal.ts";
import { STAGES } from "./stages/all-stages.ts";
import type { Counts, Stage, StageContext } from "./stages/stage.ts";

/** How a stage went. */
type Result = Counts & { name: string; ms: number; isOk: boolean };

/** `npm test [-- --stage=NAME [ARGS]]`: runs the stages up to the first that fails, and prints how long each took. */
const main = async (): Promise<void> => {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stopping.abort());
  exitWithParent();
  const scratch = mkdtempSync(path.join(tmpdir(), "deskhand-npm-test-"));
  // A stage's database lies below, and mkdtemp closes its directory to the account that runs it.
  chmodSync(scratch, 0o755);
  try {
    const { stages, args } = chooseStages(process.argv.slice(2));
    const results = await runStages(stages, { root: ROOT, scratch, args, signal: stopping.signal });
    say(summary(results));
    if (results.some(({ isOk }) => !isOk)) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const chooseStages = (argv: string[]): { stages: readonly Stage[]; args: string[] } => {
  const { values, positionals, tokens } = parseArgs({
    args: argv,
    options: { stage: { type: "string" } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const names = STAGES.map(({ name }) => name).join(", ");
  if (values.stage === undefined) {
    if (argv.length === 0) return { stages: STAGES, args: [] };
    throw new SetupError(
      `Arguments are for one stage: npm test -- --stage=NAME ${positionals.join(" ")}\nStages: ${names}`,
    );
  }
  const stages = STAGES.filter(({ name }) => name === values.stage);
  if (stages.length === 0) throw new SetupError(`There is no stage ${String(values.stage)}. Stages: ${names}`);
  const own = tokens.find((token) => token.kind === "option" && token.name === "stage");
  const taken = own?.kind === "option" && own.inlineValue === false ? 2 : 1;
  return { stages, args: argv.toSpliced(own?.index ?? 0, taken) };
};

const runStages = async (stages: readonly Stage[], context: StageContext): Promise<Result[]> => {
  const results: Result[] = [];
  for (const stage of stages) {
    const result = await runStage(stage, context);
    results.push(result);
    if (!result.isOk) break;
  }
  return results;
};

const runStage = async (stage: Stage, context: StageContext): Promise<Result> => {
  say(`\n== ${stage.name}`);
  const start = performance.now();
  let isOk = true;
  try {
    await stage.run(context);
  } catch (error) {
    isOk = false;
    process.stderr.write(`${explain(error)}\n`);
  }
  const ms = performance.now() - start;
  say(`== ${stage.name}: ${isOk ? "ok" : "failed"} in ${seconds(ms)}`);
  const { passed, failed } = readCounts(stage, context.scratch);
  // A stage that fails without a failing test (a type error, a file that does not load) must not count as nothing.
  return { name: stage.name, ms, isOk, passed, failed: isOk ? failed : Math.max(failed, 1) };
};

const readCounts = ({ report }: Stage, scratch: string): Counts => {
  const file = report && path.join(scratch, report.file);
  if (!file || !existsSync(file)) return { passed: 0, failed: 0 };
  return report.read(JSON.parse(readFileSync(file, "utf8")));
};

const summary = (results: Result[]): string => {
  const total = (of: (result: Result) => number): number => results.reduce((sum, result) => sum + of(result), 0);
  const rows = results.map(
    ({ name, ms, isOk }) => `${name.padEnd(10)} ${seconds(ms).padStart(9)}  ${isOk ? "ok" : "failed"}`,
  );
  return [
    "",
    ...rows,
    `${"in all".padEnd(10)} ${seconds(total(({ ms }) => ms)).padStart(9)}`,
    "",
    `${total(({ passed }) => passed)} passed, ${total(({ failed }) => failed)} failed`,
  ].join("\n");
};

await main();
process.exit();
