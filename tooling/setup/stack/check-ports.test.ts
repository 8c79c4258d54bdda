import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { checkPorts } from "./check-ports.ts";
import { listeningInodes } from "./port-holder.ts";

test("names a taken port, its variable and, on Linux, who has it", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const holder = process.platform === "linux" ? `\\(process ${process.pid}\\)` : "";
  await expect(checkPorts({ SMTP_PORT: port })).rejects.toThrow(
    new RegExp(`Port ${port} is taken by .*${holder}.* Set SMTP_PORT to another port`),
  );
  server.close();
  await once(server, "close");
  await expect(checkPorts({ SMTP_PORT: port })).resolves.toBeUndefined();
});

test("refuses the same port twice", async () => {
  await expect(checkPorts({ PORT: 45_321, WORKER_PORT: 45_321 })).rejects.toThrow("Port 45321 is already PORT");
});

test("finds listening sockets in the kernel's table, and no connections", () => {
  const table = [
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
    "   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0",
    "   1: 0100007F:0BB8 0100007F:C001 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0 20 4 30 10 -1",
    "   2: 00000000:0BB9 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0 100 0 0 10 0",
  ].join("\n");
  expect(listeningInodes(table, 3000)).toEqual(["111"]);
});
