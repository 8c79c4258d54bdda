import { expect, test } from "vitest";
import { chooseAccount } from "./account.ts";

const PASSWD = [
  "root:x:0:0:root:/root:/bin/bash",
  "alice:x:1000:1000::/home/alice:/bin/bash",
  "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin",
].join("\n");

test("root drops to postgres where it exists, else to nobody", () => {
  expect(chooseAccount(`${PASSWD}\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\n`, null).uid).toBe(101);
  expect(chooseAccount(PASSWD, null)).toEqual({ name: "nobody", uid: 65_534, gid: 65_534 });
});

test("existing data keeps its owner, because PostgreSQL starts as nobody else", () => {
  expect(chooseAccount(PASSWD, 1000).name).toBe("alice");
  expect(() => chooseAccount(PASSWD, 4711)).toThrow("belong to user id 4711");
});

test("says what to do when there is no account to drop to, and never takes root under another name", () => {
  expect(() => chooseAccount("root:x:0:0::/:/bin/sh\nnobody:x:0:0::/:/bin/sh", null)).toThrow(
    "useradd --system postgres",
  );
});
