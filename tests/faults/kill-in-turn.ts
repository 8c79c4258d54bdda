import type { TemporaryStack } from "../stack/start-temporary-stack.ts";
import { ask } from "../stack/request.ts";
import { waitUntil } from "../stack/wait-until.ts";

const TURN = ["worker", "postgres", "web"] as const;
type Victim = (typeof TURN)[number];

const BACK_MS = 90_000;

export type Kills = Record<Victim, number>;

/**
 * Kills worker, database and web with -9 in turn, `rounds` times, each after its share of the mails was accepted, and
 * waits until the killed one is back.
 * @param accepted tells how many mails were accepted so far
 * @returns how often each was killed and came back
 */
export async function killInTurn(
  stack: TemporaryStack,
  options: { rounds: number; mails: number; accepted: () => number; say: (line: string) => void },
): Promise<Kills> {
  const { rounds, mails, accepted, say } = options;
  const kills: Kills = { worker: 0, postgres: 0, web: 0 };
  const turns = Array.from({ length: rounds }, () => TURN).flat();
  for (const [index, victim] of turns.entries()) {
    const due = Math.floor((mails * (index + 1)) / (turns.length + 1));
    if (!(await waitUntil(() => Promise.resolve(accepted() >= due), BACK_MS)))
      throw new Error(`Only ${accepted()} mails were accepted in time`);
    const at = accepted();
    if (!(await killAndWait(stack, victim))) throw new Error(`${victim} did not come back within ${BACK_MS / 1000} s`);
    kills[victim] += 1;
    say(`killed ${victim} after ${at} mails; it is back, ${accepted()} are accepted`);
  }
  return kills;
}

async function killAndWait(stack: TemporaryStack, victim: Victim): Promise<boolean> {
  const pid = stack.pids()[victim];
  if (pid === undefined) throw new Error(`${victim} does not run`);
  process.kill(pid, "SIGKILL");
  return waitUntil(async () => stack.pids()[victim] !== pid && (await isHealthy(stack, victim)), BACK_MS);
}

async function isHealthy({ ports, owner }: TemporaryStack, victim: Victim): Promise<boolean> {
  if (victim === "postgres") return (await owner`select 1`).length === 1;
  const { status } = await ask(ports[victim], { host: "localhost", path: "/healthz" });
  return status === 200;
}
