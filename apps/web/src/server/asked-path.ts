/** Carries the path that was asked for past the rewrite, which hides it from pages. Set by the proxy for every page. */
export const PATH_HEADER = "x-deskhand-path";
