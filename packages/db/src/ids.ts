import { randomUUIDv7 } from "node:crypto";

/** A new row id: a version 7 UUID (RFC 9562), so that keys of one organisation are inserted in order of time. */
export function newId(): string {
  return randomUUIDv7();
}
