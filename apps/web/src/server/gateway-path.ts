/** Path of RT's mail gateway, with or without the secret before it. */
const GATEWAY_PATH = /^(?:\/mailgate\/[^/]+)?\/REST\/1\.0\/NoAuth\/mail-gateway$/;

/**
 * The URL of a request with repeated slashes made one, if it is the mail gateway's; any other unchanged. RT's client
 * joins its base address and the path verbatim, so a trailing slash doubles, and a redirect would cost it the mail.
 * @param url path and query as in the request line
 */
export function collapseGatewayPath(url: string): string {
  const end = url.indexOf("?");
  const path = (end === -1 ? url : url.slice(0, end)).replace(/\/{2,}/g, "/");
  return GATEWAY_PATH.test(path) ? `${path}${end === -1 ? "" : url.slice(end)}` : url;
}

/** A request's path as it may stand in a log: without query, and without the gateway's secret. */
export function loggablePath(url: string): string {
  const path = url.split("?", 1)[0] ?? "";
  return path.replace(/^(\/+mailgate\/+)[^/]+/, `$1[secret]`);
}
