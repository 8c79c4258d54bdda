/** The embedded PostgreSQL cannot be started. The message is for the person at the terminal and says what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = "EmbeddedPostgresError";
}
