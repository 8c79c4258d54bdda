import { test as base, inject } from "vitest";
import { createMailer } from "./mailer.ts";
import type { Mailer } from "./mailer.ts";
import { openDesk, startDesk } from "./start-desk.ts";
import type { Desk, RunningDesk } from "./start-desk.ts";

type Fixtures = { running: RunningDesk; desk: Desk; other: Desk; mailer: Mailer };

/** Tests with a running worker of the file's own; each test gets an organisation of its own and somebody who writes to it. */
export const test = base.extend<Fixtures>({
  running: [
    async ({}, use) => {
      const running = await startDesk(inject("pg"));
      await use(running);
      await running.stop();
    },
    { scope: "file" },
  ],
  desk: async ({ running }, use) => use(await openDesk(running)),
  other: async ({ running }, use) => use(await openDesk(running)),
  mailer: async ({ desk }, use) => {
    const mailer = createMailer(desk);
    await use(mailer);
    mailer.close();
  },
});
