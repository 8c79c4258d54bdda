import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it as base } from "vitest";
import { createMaildirTransport, listMaildir, readMaildir } from "./maildir-transport.ts";

const it = base.extend<{ dir: string }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest wants the pattern
  dir: async ({}, use) => {
    const dir = await mkdtemp(join(tmpdir(), "maildir-"));
    await use(dir);
    await rm(dir, { recursive: true });
  },
});

const mail = (id: string, text = "x") => ({ id, envelope: { from: "", to: ["a@b.example"] }, raw: Buffer.from(text) });

describe("maildir transport", () => {
  it("puts the bytes into new and leaves nothing in tmp", async ({ dir }) => {
    const transport = createMaildirTransport(dir);
    expect(await transport.send(mail("one", "hello\r\n"))).toEqual({ providerId: "one" });
    expect(await readdir(join(dir, "new"))).toEqual(["one"]);
    expect(await readdir(join(dir, "tmp"))).toEqual([]);
    expect(Buffer.from((await readMaildir(dir, "one")) ?? []).toString()).toBe("hello\r\n");
  });

  it("writes one id once, also at the same time and after a reader moved it to cur", async ({ dir }) => {
    const transport = createMaildirTransport(dir);
    await Promise.all([transport.send(mail("one")), transport.send(mail("one")), transport.send(mail("one"))]);
    expect(await readdir(join(dir, "new"))).toEqual(["one"]);
    await rename(join(dir, "new", "one"), join(dir, "cur", "one:2,S"));
    await transport.send(mail("one"));
    expect(await readdir(join(dir, "new"))).toEqual([]);
    expect(await listMaildir(dir, 10)).toMatchObject([{ id: "one" }]);
    expect(await readMaildir(dir, "one")).not.toBeNull();
  });

  it("gives every id a file, even one that is no file name", async ({ dir }) => {
    const transport = createMaildirTransport(dir);
    const { providerId } = await transport.send(mail("../../etc/passwd"));
    expect(providerId).toMatch(/^[0-9a-f]{64}$/);
    expect(await readMaildir(dir, providerId ?? "")).not.toBeNull();
  });

  it.each(["../new/one", "..", "", ".hidden", "a/b", "a\0b", "/etc/passwd", "x".repeat(300)])(
    "reads no other path: %j",
    async (id) => {
      const dir = await mkdtemp(join(tmpdir(), "maildir-"));
      await mkdir(join(dir, "new"));
      await writeFile(join(dir, "new", ".hidden"), "x");
      expect(await readMaildir(dir, id)).toBeNull();
      await rm(dir, { recursive: true });
    },
  );

  it("lists the newest first, no more than asked, and nothing where there is no maildir", async ({ dir }) => {
    const transport = createMaildirTransport(dir);
    for (const id of ["a", "b", "c"]) await transport.send(mail(id));
    expect((await listMaildir(dir, 2)).map(({ id }) => id)).toEqual(["c", "b"]);
    expect(await listMaildir(join(dir, "none"), 5)).toEqual([]);
    expect(await readMaildir(join(dir, "none"), "a")).toBeNull();
  });

  it("rejects when it cannot write", async ({ dir }) => {
    await writeFile(join(dir, "new"), "a file where the folder should be");
    await expect(createMaildirTransport(dir).send(mail("one"))).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});
