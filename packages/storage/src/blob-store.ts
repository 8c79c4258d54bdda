/** What a blob is found by, and how long it is. */
export type StoredBlob = {
  /** SHA-256 of the bytes in small hexadecimal digits. */
  hash: string;
  /** Bytes. */
  size: number;
};

/** Keeps bytes by their content, each organisation's apart: knowing a hash gives nothing away across them. */
export interface BlobStore {
  /**
   * Stores bytes. When it resolves they are durable. Storing the same bytes again changes nothing.
   *
   * @param orgId uuid of the organisation they belong to
   * @throws Error when they could not be made durable
   */
  put: (orgId: string, bytes: Uint8Array) => Promise<StoredBlob>;
  /**
   * Reads bytes.
   *
   * @param orgId uuid of the organisation
   * @param hash as given by `put`
   * @returns the bytes, or null when this organisation has none of that hash
   * @throws Error when they cannot be read or are not what was stored
   */
  get: (orgId: string, hash: string) => Promise<Uint8Array | null>;
}
