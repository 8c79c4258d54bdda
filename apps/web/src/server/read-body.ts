/** A request's bytes; or why there are none: more than allowed, or fewer than its Content-Length promised. */
export type Body = { kind: "whole"; bytes: Uint8Array } | { kind: "too_large" } | { kind: "incomplete" };

/**
 * Reads a request's body as it came.
 * @param maxBytes more than these are not kept
 */
export async function readBody(request: Request, maxBytes: number): Promise<Body> {
  const promised = request.headers.get("content-length");
  if (promised !== null && Number(promised) > maxBytes) return { kind: "too_large" };
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.byteLength;
      if (length > maxBytes) return { kind: "too_large" };
      chunks.push(chunk);
    }
  } catch (error) {
    // The line broke; there is nobody left to tell.
    if (isBrokenLine(error)) return { kind: "incomplete" };
    throw error;
  }
  if (promised !== null && length !== Number(promised)) return { kind: "incomplete" };
  return { kind: "whole", bytes: Buffer.concat(chunks) };
}

function isBrokenLine(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || ("code" in error && error.code === "ECONNRESET"));
}
