import { expect, test } from "vitest";
import { readBody } from "./read-body.ts";

function requestOf(chunks: Uint8Array[], contentLength?: number): Request {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const headers = new Headers(contentLength === undefined ? {} : { "content-length": String(contentLength) });
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, headers, duplex: "half" };
  return new Request("http://acme.localhost/", init);
}

const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test("every byte arrives as it was sent, in order", async () => {
  const body = await readBody(requestOf([all, all.toReversed()], 512), 512);
  expect(body).toEqual({ kind: "whole", bytes: Buffer.concat([all, all.toReversed()]) });
});

test("a body shorter or longer than promised is incomplete", async () => {
  expect(await readBody(requestOf([all], 257), 1000)).toEqual({ kind: "incomplete" });
  expect(await readBody(requestOf([all], 255), 1000)).toEqual({ kind: "incomplete" });
});

test("too much is refused by promise and by count", async () => {
  expect(await readBody(requestOf([], 1001), 1000)).toEqual({ kind: "too_large" });
  expect(await readBody(requestOf([all, all, all, all]), 1000)).toEqual({ kind: "too_large" });
});

test("no body at all is whole and empty", async () => {
  expect(await readBody(new Request("http://acme.localhost/", { method: "POST" }), 10)).toEqual({
    kind: "whole",
    bytes: Buffer.alloc(0),
  });
});
