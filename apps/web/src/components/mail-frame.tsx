/**
 * A mail's HTML, sanitised before it came here, in a frame of its own: no scripts, no forms, no access to the page, and
 * links open elsewhere. It is shown on white paper in both themes, because mails are written for it.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  return (
    <iframe
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      loading="lazy"
      srcDoc={`<!doctype html><meta charset="utf-8"><base target="_blank"><style>${PAPER}</style>${html}`}
      className="h-96 w-full resize-y rounded-md border border-border bg-paper"
    />
  );
}

const PAPER =
  "html{color-scheme:light}body{margin:12px;font:16px/1.5 system-ui,sans-serif;color:#16181d;background:#fff;" +
  "overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap}";
