import { newId } from "@deskhand/db";
import type { OrgTx } from "@deskhand/db";
import { queue, queueAddress } from "@deskhand/db/schema";
import type { QueueRow } from "./queue.ts";

export type NewQueue = {
  orgId: string;
  slug: string;
  mailDomain: string;
  key: string;
  name: string;
  description: string;
  lifecycleId: string;
  sortOrder: number;
  now: Date;
};

/**
 * Makes a queue with its own addresses `<key>@<slug>.<mail domain>` and `<key>-comment@...`, which work at once
 * because they lie on our own domain.
 */
export async function insertQueue(tx: OrgTx, input: NewQueue): Promise<QueueRow> {
  const { orgId, slug, mailDomain, now, ...values } = input;
  const row: QueueRow = { ...values, orgId, id: newId(), subjectTag: null, createdAt: now, disabledAt: null };
  await tx.insert(queue).values(row);
  const own = { orgId, queueId: row.id, origin: "own", verifiedAt: now, createdAt: now } as const;
  await tx.insert(queueAddress).values([
    { ...own, id: newId(), address: `${input.key}@${slug}.${mailDomain}`, purpose: "correspond" },
    { ...own, id: newId(), address: `${input.key}-comment@${slug}.${mailDomain}`, purpose: "comment" },
  ]);
  return row;
}

/** An address of the customer's own that is known to be theirs; mail to it reaches the queue at once. Lower case, no plus part. */
export async function insertVerifiedAddress(
  tx: OrgTx,
  input: { orgId: string; queueId: string; address: string; purpose: "correspond" | "comment"; now: Date },
): Promise<void> {
  const { now, ...values } = input;
  await tx.insert(queueAddress).values({ ...values, id: newId(), origin: "custom", verifiedAt: now, createdAt: now });
}
