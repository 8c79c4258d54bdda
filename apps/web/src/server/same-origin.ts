/**
 * Whether a form was sent from a page of the very host it goes to. Browsers name the page's origin with every POST
 * (Fetch 3.2); a request that names none was not made by a page.
 * @param headers of the request
 */
export function isSameOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  const host = headers.get("host");
  return origin !== null && host !== null && URL.parse(origin)?.host === host.toLowerCase();
}
