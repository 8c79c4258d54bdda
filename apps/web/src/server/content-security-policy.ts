/**
 * The policy of a page: scripts by nonce alone, nothing from other hosts. Inline styles are allowed because mail HTML
 * in its sandboxed frame inherits this policy, and React streams some.
 * @param nonce random per request
 * @param dev whether the development build runs, which evaluates code and reloads itself over a socket
 */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
