/** The constraint that a unique violation (SQLSTATE 23505) names, or null for any other error. */
export function violatedUnique(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && cause.code === "23505" && "constraint_name" in cause) return String(cause.constraint_name);
  }
  return null;
}
