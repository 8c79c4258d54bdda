import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { test as base, describe, expect } from "vitest";
import { bootstrapDatabase } from "./bootstrap-database.ts";
import { isAlive } from "./processes.ts";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./start-embedded-postgres.ts";

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };
const settings = { fsync: "off", shared_buffers: "16MB" };

type Fixtures = {
  /** A directory that everybody can reach, deleted afterwards. */
  parent: string;
  home: string;
  start: (home: string) => Promise<EmbeddedPostgres>;
};

const test = base.extend<Fixtures>({
  parent: async ({}, use) => {
    const parent = mkdtempSync(path.join(tmpdir(), "deskhand-embedded-"));
    chmodSync(parent, 0o755);
    await use(parent);
    rmSync(parent, { recursive: true });
  },
  home: async ({ parent }, use) => use(path.join(parent, "home")),
  start: async ({}, use) => {
    const started: EmbeddedPostgres[] = [];
    await use(async (home) => {
      const server = await startEmbeddedPostgres({ home, settings });
      started.push(server);
      return server;
    });
    for (const server of started.toReversed()) await server.destroy();
  },
});

const query = async (url: string, statement: string): Promise<unknown> => {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await sql.unsafe(statement).values();
    return row?.[0];
  } finally {
    // Without a limit it waits for ever on a connection that the server closed.
    await sql.end({ timeout: 1 });
  }
};

const exitOf = (server: EmbeddedPostgres): Promise<unknown> => new Promise((resolve) => server.onExit(resolve));

/** A supervisor of its own, to be killed; resolves with the server's process id once that is up. */
const spawnSupervisor = async (home: string, as: { uid?: number; gid?: number } = {}) => {
  const module = new URL("start-embedded-postgres.ts", import.meta.url).href;
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(module)});
    const server = await startEmbeddedPostgres(${JSON.stringify({ home, settings })});
    console.log(JSON.stringify({ pid: server.pid, url: server.superUrl }));
    process.stdin.once("data", () => server.stop().then(() => process.exit(0)));`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["pipe", "pipe", "inherit"],
    cwd: "/",
    ...as,
  });
  const [line]: unknown[] = await once(child.stdout, "data");
  const { pid, url }: { pid: number; url: string } = JSON.parse(String(line));
  return { child, pid, url };
};

describe("startEmbeddedPostgres", () => {
  test("keeps data, port and passwords from one start to the next", async ({ home, start }) => {
    const first = await start(home);
    await query(first.superUrl, "create table kept as select 7 as value");
    await first.stop();
    const second = await start(home);
    expect(second.superUrl).toBe(first.superUrl);
    expect(await query(second.superUrl, "select value from kept")).toBe(7);
  });

  test("keeps the passwords readable for their owner alone", async ({ home, start }) => {
    await start(home);
    expect(statSync(path.join(home, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  test("stops a server left running on the same data, and starts it again", async ({ home, start }) => {
    const left = await start(home);
    const ended = exitOf(left);
    await query(left.superUrl, "create table kept as select 7 as value");
    const next = await start(home);
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(await query(next.superUrl, "select value from kept")).toBe(7);
  });

  test("starts after the server was killed, though a session of it goes on working", async ({ home, start }) => {
    const killed = await start(home);
    const ended = exitOf(killed);
    await query(killed.superUrl, "create table kept as select 7 as value");
    const working = query(killed.superUrl, "select pg_sleep(300)");
    const broken = working.then(String, String);
    const isWorking = "select count(*)::int from pg_stat_activity where wait_event = 'PgSleep'";
    await expect.poll(() => query(killed.superUrl, isWorking), { timeout: 10_000 }).toBe(1);
    process.kill(killed.pid, "SIGKILL");
    await ended;
    const next = await start(home);
    expect(await broken).toMatch(/terminat|closed|ECONNRESET/i);
    expect(await query(next.superUrl, "select value from kept")).toBe(7);
  });

  test("starts though postmaster.pid names another program that runs", async ({ home, start }) => {
    const first = await start(home);
    await first.stop();
    writeFileSync(path.join(realpathSync(path.join(home, "postgres")), "data/postmaster.pid"), `${process.pid}\n`);
    const second = await start(home);
    expect(await query(second.superUrl, "select 1")).toBe(1);
  });

  test("takes and remembers another port when its own is taken", async ({ home, start }) => {
    const first = await start(home);
    await first.stop();
    const squatter = createServer().listen(first.port, "127.0.0.1");
    await once(squatter, "listening");
    const second = await start(home);
    expect(second.port).not.toBe(first.port);
    await second.stop();
    squatter.close();
    await once(squatter, "close");
    const third = await start(home);
    expect(third.port).toBe(second.port);
  });

  test("makes new passwords when secrets.json was deleted, and keeps the data", async ({ home, start }) => {
    const first = await start(home);
    await query(first.superUrl, "create table kept as select 7 as value");
    await first.stop();
    rmSync(path.join(home, "secrets.json"));
    const second = await start(home);
    expect(second.secrets.superPassword).not.toBe(first.secrets.superPassword);
    expect(await query(second.superUrl, "select value from kept")).toBe(7);
  });

  test("begins anew after an initialisation that was cut short", async ({ home, start }) => {
    mkdirSync(path.join(home, "postgres/data.new/base"), { recursive: true });
    const server = await start(home);
    expect(await query(server.superUrl, "select 1")).toBe(1);
    expect(existsSync(path.join(home, "postgres/data.new"))).toBe(false);
  });

  test("shuts the server down when its supervisor is killed", async ({ home, start }) => {
    const { child, pid } = await spawnSupervisor(home);
    child.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    const server = await start(home);
    expect(await query(server.superUrl, "select 1")).toBe(1);
  });
});

describe.runIf(isRoot)("startEmbeddedPostgres as root", () => {
  test("runs the server as an ordinary account", async ({ home, start }) => {
    const server = await start(home);
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0);
  });

  test("serves a home that is closed to others without opening it", async ({ parent, home, start }) => {
    chmodSync(parent, 0o700);
    const first = await start(home);
    await query(first.superUrl, "create table kept as select 7 as value");
    await first.stop();
    const second = await start(home);
    expect(await query(second.superUrl, "select value from kept")).toBe(7);
    expect(statSync(parent).mode & 0o777).toBe(0o700);
    expect(lstatSync(path.join(home, "postgres")).isSymbolicLink()).toBe(true);
  });

  test("begins with an empty database when a closed home was deleted", async ({ parent, home, start }) => {
    chmodSync(parent, 0o700);
    const first = await start(home);
    await query(first.superUrl, "create table kept as select 7 as value");
    await first.stop();
    const place = realpathSync(path.join(home, "postgres"));
    rmSync(home, { recursive: true });
    const second = await start(home);
    expect(await query(second.superUrl, "select to_regclass('kept')")).toBeNull();
    rmSync(place, { recursive: true });
  });

  test("takes over a database that an ordinary user made, as that user", async ({ home, start }) => {
    mkdirSync(home);
    chownSync(home, NOBODY.uid, NOBODY.gid);
    const own = await spawnSupervisor(home, NOBODY);
    expect(statSync(`/proc/${own.pid}`).uid).toBe(NOBODY.uid);
    await query(own.url, "create table kept as select 7 as value");
    own.child.stdin.write("stop\n");
    await once(own.child, "exit");
    const server = await start(home);
    expect(statSync(`/proc/${server.pid}`).uid).toBe(NOBODY.uid);
    expect(await query(server.superUrl, "select value from kept")).toBe(7);
  });
});

describe("bootstrapDatabase", () => {
  test("makes three plain logins and one database, however often it runs", async ({ home, start }) => {
    const server = await start(home);
    await bootstrapDatabase(server.superUrl, server.secrets);
    await bootstrapDatabase(server.superUrl, server.secrets);
    const special = `select count(*)::int from pg_roles where rolname like 'deskhand\\_%'
      and not (rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls) and rolcanlogin`;
    expect(await query(server.superUrl, special)).toBe(3);
    expect(await query(server.ownerUrl, "select current_user::text || ' ' || current_database()")).toBe(
      "deskhand_owner deskhand",
    );
    for (const url of [server.appUrl, server.systemUrl]) {
      await expect(query(url, "create table public.not_mine (id int)")).rejects.toThrow("permission denied");
    }
  });

  test("brings changed passwords and attributes back", async ({ home, start }) => {
    const server = await start(home);
    await bootstrapDatabase(server.superUrl, server.secrets);
    await query(server.superUrl, "alter role deskhand_app superuser password 'other'");
    await bootstrapDatabase(server.superUrl, server.secrets);
    expect(await query(server.appUrl, "select rolsuper from pg_roles where rolname = current_user")).toBe(false);
  });
});
