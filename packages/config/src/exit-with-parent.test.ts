import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

const module = JSON.stringify(new URL("./exit-with-parent.ts", import.meta.url).href);
const forever = "setInterval(() => undefined, 1000);";

/** Arguments for a program that says ready, ends with the code on SIGTERM, and goes on with the work. */
const programArgs = (code: number, work: string, before = ""): string[] => [
  "--input-type=module",
  "--eval",
  `const { exitWithParent } = await import(${module});
   process.once("SIGTERM", () => process.exit(${code}));
   ${before}
   exitWithParent();
   if (process.connected) process.send?.("ready");
   ${work}`,
];

const start = (code: number, work: string, before = ""): ChildProcess =>
  spawn(process.execPath, programArgs(code, work, before), { stdio: ["ignore", "ignore", "inherit", "ipc"] });

test("a program shuts down in good order when its parent is gone", async () => {
  const child = start(7, forever);
  await once(child, "message");
  child.disconnect();
  expect(await once(child, "exit")).toEqual([7, null]);
});

test("a program whose parent was gone before it asked shuts down as well", async () => {
  const wait = 'process.send?.("waiting"); await new Promise((resolve) => process.once("disconnect", resolve));';
  const child = start(7, forever, wait);
  await once(child, "message");
  child.disconnect();
  expect(await once(child, "exit")).toEqual([7, null]);
});

test("a program ends when its parent is killed", async () => {
  const parent = spawn(
    process.execPath,
    [
      "--eval",
      `require("node:child_process")
         .spawn(process.execPath, ${JSON.stringify(programArgs(0, forever))}, { stdio: ["ignore", "inherit", "inherit", "ipc"] })
         .on("message", () => console.log("ready"));`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await once(parent.stdout, "data");
  parent.kill("SIGKILL");
  // The program holds the other end of this pipe too: it closes when both are gone.
  await once(parent.stdout, "close");
  expect(parent.signalCode).toBe("SIGKILL");
});

test("a program with nothing left to do is not kept running", async () => {
  expect(await once(start(1, ""), "exit")).toEqual([0, null]);
});
