import type { Attachment } from "./attachment.ts";

/** Raster images: the only files that are shown instead of saved. An SVG is a program. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** A file as an answer: saved under its name, or shown if it is a raster image; never run. */
export function attachmentResponse({ filename, contentType, bytes }: Attachment): Response {
  const shown = SHOWN.has(contentType);
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "content-type": shown ? contentType : "application/octet-stream",
      "content-disposition": contentDisposition(shown ? "inline" : "attachment", filename),
      "content-security-policy": "sandbox; default-src 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=3600",
    },
  });
}

/** The header with a name in any script (RFC 6266, RFC 8187), and its ASCII likeness for old clients. */
export function contentDisposition(kind: "inline" | "attachment", filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
