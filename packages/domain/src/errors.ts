/** What can go wrong, by what the caller can do about it. */
export const ERRORS = {
  unauthenticated: { http: 401, retry: false },
  forbidden: { http: 403, retry: false },
  not_found: { http: 404, retry: false },
  invalid_input: { http: 400, retry: false },
  conflict: { http: 409, retry: false },
  precondition_failed: { http: 412, retry: false },
  too_large: { http: 413, retry: false },
  rate_limited: { http: 429, retry: true },
  unavailable: { http: 503, retry: true },
} as const satisfies Record<string, { http: number; retry: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

/** What a person may read about a failure: `reason` is a stable word for programs, `field` names the input at fault. */
export type ErrorDetails = { reason: string; field?: string };

/** A refusal with a message that is safe to show. Secrets and SQL belong into `cause` alone. */
export class DomainError extends Error {
  override name = "DomainError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.details = details;
  }
}

/** Makes a DomainError; to be thrown. */
export function fail(code: ErrorCode, message: string, details: ErrorDetails, cause?: unknown): DomainError {
  return new DomainError(code, message, details, cause);
}

/** The one answer for whatever does not exist or may not be known to exist. */
export function notFound(what: "ticket" | "queue" | "user" | "group" | "attachment" | "message" | "page"): DomainError {
  return fail("not_found", `There is no such ${what}.`, { reason: `${what}.not_found` });
}
