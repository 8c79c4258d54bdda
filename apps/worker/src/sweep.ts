import { withSystem } from "@deskhand/db";
import { findLostWork } from "@deskhand/domain/sweeps/find-lost-work";
import { noteRecoveries } from "@deskhand/domain/sweeps/note-recoveries";
import type { Runtime } from "./runtime.ts";

const EVERY_MS = 5_000;

/** Looks again and again for rows whose job was lost, and enqueues one for each. Returns how to stop; it waits for a sweep under way. */
export function startSweeping(runtime: Runtime): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const turn = () => {
    running = sweep(runtime)
      .catch((err: unknown) => runtime.log.error({ err }, "A sweep for lost work failed; the next one follows"))
      .then(() => {
        if (!stopped) timer = setTimeout(turn, EVERY_MS);
      });
  };
  // Not at once: after a start the queue's own jobs come first.
  timer = setTimeout(turn, EVERY_MS);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}

async function sweep(runtime: Runtime): Promise<void> {
  const lost = await withSystem(runtime.systemDb, async (tx) => {
    await noteRecoveries(tx, runtime.now());
    const work = await findLostWork(tx, runtime.now());
    for (const { job, payload } of work) await runtime.services.enqueue(tx, job, payload);
    return work;
  });
  for (const job of new Set(lost.map((one) => one.job))) runtime.wake(job);
  if (lost.length > 0) runtime.log.warn({ count: lost.length }, "Work whose job was lost is taken up again");
}
