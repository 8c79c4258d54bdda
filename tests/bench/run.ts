/**
 * Measures the whole product, started in a temporary home on ports of its own: mails a second, pages, memory.
 *
 *   npm run bench [-- --strict]
 *
 * Each line names its load and its pass line. With --strict a failed line makes the run fail.
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { withTemporaryStack } from "../stack/start-temporary-stack.ts";
import type { TemporaryStack } from "../stack/start-temporary-stack.ts";
import { createLines } from "./lines.ts";
import { benchMail } from "./mail.ts";
import { memoryOf, watchMemory } from "./memory.ts";
import type { Memory } from "./memory.ts";
import { benchPages } from "./pages.ts";

const MOST_MB = 600;

const { values } = parseArgs({ options: { strict: { type: "boolean", default: false } } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const lines = createLines(say);
const stopping = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(name, () => stopping.abort(new Error(`Ended by ${name}`)));
const aborted = new Promise<never>((_, reject) => {
  stopping.signal.addEventListener("abort", () => reject(stopping.signal.reason));
});

say(`${cpus().length} processors: ${cpus()[0]?.model ?? "unknown"}; Node ${process.version}`);
const addMemory = (name: string, { web, worker, sum }: Memory): void =>
  lines.add(
    `memory of web and worker, ${name}`,
    `${sum.toFixed(0)} MB (web ${web.toFixed(0)}, worker ${worker.toFixed(0)})`,
    {
      line: `under ${MOST_MB} MB`,
      isPass: sum < MOST_MB,
    },
  );
const printed: string[] = [];
try {
  await withTemporaryStack(
    (line) => printed.push(line),
    async (stack) => {
      addMemory("idle after the start", memoryOf(stack));
      await Promise.race([measureAll(stack), aborted]);
    },
  );
} catch (error) {
  say(`What the product printed last:\n${printed.slice(-40).join("\n")}`);
  throw error;
}

async function measureAll(stack: TemporaryStack): Promise<void> {
  const mail = watchMemory(stack);
  await benchMail(stack, lines);
  addMemory("highest while mails came in", mail());
  const pages = watchMemory(stack);
  await benchPages(stack, lines);
  addMemory("highest while pages were asked for", pages());
}

say(`${lines.failed()} lines failed`);
process.exit(values.strict && lines.failed() > 0 ? 1 : 0);
