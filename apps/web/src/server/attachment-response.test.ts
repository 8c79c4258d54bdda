import { expect, test } from "vitest";
import { attachmentResponse, contentDisposition } from "./attachment-response.ts";

const bytes = Uint8Array.from([0, 255, 13, 10]);

test("a raster image is shown, as what it is", async () => {
  const { headers } = attachmentResponse({ filename: "a.png", contentType: "image/png", bytes });
  expect(headers.get("content-type")).toBe("image/png");
  expect(headers.get("content-disposition")).toMatch(/^inline;/);
});

test.each(["text/html", "image/svg+xml", "application/pdf", "text/plain", "image/png; x=1", "IMAGE/PNG", ""])(
  "%j is saved and never run",
  async (contentType) => {
    const response = attachmentResponse({ filename: "a", contentType, bytes });
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  },
);

test("a name keeps its letters and can't add to the header", () => {
  expect(contentDisposition("attachment", `Rech"nung\r\nX: ü 100%.pdf`)).toBe(
    `attachment; filename="Rech_nung__X: _ 100_.pdf"; filename*=UTF-8''Rech%22nung%0D%0AX%3A%20%C3%BC%20100%25.pdf`,
  );
  expect(() => new Headers({ "content-disposition": contentDisposition("inline", "\ud800\n\0") })).not.toThrow();
});
