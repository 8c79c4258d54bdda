import { createHash } from "node:crypto";
import { newId } from "@deskhand/db";
import { inboundMessage } from "@deskhand/db/schema";
import { contentHash, readMessageId, splitPlusAddress } from "@deskhand/mail";
import { and, eq, gt, sql } from "drizzle-orm";
import type { Ctx, Services } from "../context.ts";
import type { Route } from "./route.ts";

/** Larger mails lie in the blob store, so that the table stays quick to read. */
const IN_ROW_LIMIT = 1_000_000;
const HOUR_MS = 3_600_000;

/** A mail's bytes and what can be said of them without understanding them. */
export type RawMail = {
  size: number;
  contentHash: string;
  messageId: string | null;
  raw: Uint8Array | null;
  rawHash: string | null;
};

/**
 * Makes a mail's bytes ready to be stored for an organisation: large ones are durable in the blob store when this
 * resolves. Called before the transaction, because the store may be across the network.
 */
export async function prepareRaw(
  services: Pick<Services, "blobs">,
  orgId: string,
  bytes: Uint8Array,
): Promise<RawMail> {
  const known = { size: bytes.length, contentHash: contentHash(bytes), messageId: readMessageId(bytes) };
  if (bytes.length <= IN_ROW_LIMIT) return { ...known, raw: bytes, rawHash: null };
  const { hash } = await services.blobs.put(orgId, bytes);
  return { ...known, raw: null, rawHash: hash };
}

export type Delivery = {
  source: "smtp" | "gateway";
  envelopeFrom: string | null;
  route: Route;
  namedTicket: number | null;
};
export type StoredInbound = { id: string; fresh: boolean };

/**
 * Stores a mail and the job that will understand it, in one transaction; only after its commit may the mail be
 * acknowledged. The same mail (address, Message-ID, content) again is recognised and not stored twice; one without
 * Message-ID is stored, and set aside as duplicate if the same content came within the hour.
 */
export async function storeInbound(
  ctx: Pick<Ctx, "tx" | "orgId" | "now" | "services">,
  mail: RawMail,
  delivery: Delivery,
): Promise<StoredInbound> {
  const { route, ...rest } = delivery;
  const key = mail.messageId === null ? null : dedupeKey(route.address, mail.messageId, mail.contentHash);
  const twin = key === null ? await recentTwin(ctx, mail.contentHash) : null;
  const row = {
    ...rest,
    ...mail,
    orgId: ctx.orgId,
    id: newId(),
    receivedAt: ctx.now,
    envelopeTo: route.address,
    queueId: route.queueId,
    purpose: route.purpose,
    dedupeKey: key,
    ...(twin === null
      ? { state: "stored" as const }
      : { state: "duplicate" as const, reason: "same_content_within_an_hour", trace: { twin }, processedAt: ctx.now }),
  };
  const inserted = await ctx.tx
    .insert(inboundMessage)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: inboundMessage.id });
  if (inserted.length === 0) return { id: await idOfKnown(ctx, key), fresh: false };
  if (twin === null) await ctx.services.enqueue(ctx.tx, "mail.receive", { orgId: ctx.orgId, id: row.id });
  return { id: row.id, fresh: twin === null };
}

/** Of the queue's address only the part before the plus counts: a reply token makes no other mail. */
function dedupeKey(address: string, messageId: string, hash: string): string {
  return createHash("sha256")
    .update([splitPlusAddress(address).base, messageId, hash].join("\n"))
    .digest("hex");
}

/** The same content within the last hour. The lock makes two deliveries at once see each other. */
async function recentTwin(ctx: Pick<Ctx, "tx" | "orgId" | "now">, hash: string): Promise<string | null> {
  await ctx.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.orgId}/${hash}`}, 0))`);
  const since = new Date(ctx.now.getTime() - HOUR_MS);
  const rows = await ctx.tx
    .select({ id: inboundMessage.id })
    .from(inboundMessage)
    .where(and(eq(inboundMessage.contentHash, hash), gt(inboundMessage.receivedAt, since)))
    .limit(1);
  return rows[0]?.id ?? null;
}

async function idOfKnown(ctx: Pick<Ctx, "tx">, key: string | null): Promise<string> {
  const rows =
    key === null
      ? []
      : await ctx.tx.select({ id: inboundMessage.id }).from(inboundMessage).where(eq(inboundMessage.dedupeKey, key));
  if (!rows[0]) throw new Error("A mail was refused as known, but it is not there");
  return rows[0].id;
}
