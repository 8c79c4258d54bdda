/** One message on its way out. `id` is the idempotency key: the same id is never delivered twice by a transport that can tell. */
export type OutgoingMail = { id: string; envelope: { from: string; to: string[] }; raw: Uint8Array };

/** A way out for finished messages. `send` resolves once the message is accepted for good and rejects otherwise. */
export type Transport = {
  name: string;
  send(mail: OutgoingMail): Promise<{ providerId: string | null }>;
};
