import { request as httpRequest } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; ms: number };

/**
 * Asks the web process for a path as the host `host`. Names under localhost do not resolve for Node, and `fetch` sets
 * the Host header itself; so does this, by hand.
 * @returns the whole answer and how long it took to its last byte, in milliseconds
 */
export function ask(
  port: number,
  options: { host: string; path: string; method?: string; headers?: Record<string, string>; body?: Uint8Array },
): Promise<Answer> {
  const { host, path, method = "GET", body } = options;
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { host, ...(body && { "content-length": String(body.length) }), ...options.headers };
    const outgoing = httpRequest({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text,
          ms: performance.now() - began,
        });
      });
    });
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
