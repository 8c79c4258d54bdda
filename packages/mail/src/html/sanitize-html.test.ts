import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlToText } from "./html-to-text.ts";
import { sanitizeHtml, textToHtml } from "./sanitize-html.ts";

const ACTIVE =
  /<\s*(script|iframe|frame|object|embed|form|base|meta|svg|math|style|link|input|button|video|audio)\b|\bon[a-z]+\s*=|(java|vb)script\s*:|@import|expression\s*\(|url\s*\(/i;

describe("sanitizeHtml", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>'>x</a>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
    "<style>@import url(http://evil.example)</style>",
    "<p style='background:url(http://evil.example)'>x</p>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<p style='position:fixed;top:0'>x</p>",
    "<form action=http://evil.example><input name=password></form>",
    "<base href=http://evil.example><meta http-equiv=refresh content='0;url=http://evil.example'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<table background=http://evil.example><tr><td>x</td></tr></table>",
    "<img srcset='http://evil.example/a 1x'>",
    "<<script>script>alert(1)<</script>/script>",
  ])("leaves nothing active of %s", (html) => {
    const clean = sanitizeHtml(html);
    expect(clean).not.toMatch(ACTIVE);
    expect(clean).not.toMatch(/\s(src|background|srcset|style)=["'][^"']*(evil|fixed)/);
  });

  it("keeps what makes a message readable", () => {
    const html =
      '<p style="color:red">A <b>b</b> <a href="https://x.example/?a=1&amp;b=2">link</a></p><table border="1"><tr><td colspan="2">c</td></tr></table>';
    expect(sanitizeHtml(html)).toContain('<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">link</a>');
    expect(sanitizeHtml(html)).toContain('<td colspan="2">c</td>');
    expect(sanitizeHtml(html)).toContain('style="color:red"');
  });

  it("loads no image by itself: remote ones wait in data-src, inline ones stay", () => {
    expect(sanitizeHtml('<img src="https://x.example/a.png" alt="a">')).toBe(
      '<img alt="a" data-src="https://x.example/a.png" />',
    );
    expect(sanitizeHtml('<img src="cid:a@x">')).toBe('<img src="cid:a@x" />');
    expect(
      sanitizeHtml('<img src="//x.example/a.png"><img src="data:image/png;base64,x"><img data-src="javascript:1">'),
    ).toBe("<img /><img /><img />");
  });

  it("is stable: what was cleaned once is not changed by cleaning again", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              "<b>",
              "</b>",
              "<a href='",
              "https://x",
              "'>",
              "&lt;",
              "<",
              ">",
              "<script>",
              "<img src=",
              "<!--",
              "-->",
              '"',
              "on=",
              "<td>",
            ),
            fc.string({ maxLength: 5 }),
          ),
        ),
        (pieces) => {
          const once = sanitizeHtml(pieces.join(""));
          expect(sanitizeHtml(once)).toBe(once);
          expect(once).not.toMatch(/<\s*(script|iframe|style)/i);
        },
      ),
    );
  });

  it("takes deeply nested HTML", () => {
    expect(sanitizeHtml("<div>".repeat(20_000)).length).toBeLessThan(10_000);
  });
});

describe("textToHtml", () => {
  it("escapes everything and makes paragraphs, lines and links", () => {
    expect(textToHtml('a <b> & "c"\nd\n\nsee https://x.example/?a=1&b=2. Or jo@x.example!')).toBe(
      '<p>a &lt;b&gt; &amp; &quot;c&quot;<br>\nd</p>\n<p>see <a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">https://x.example/?a=1&amp;b=2</a>. Or <a href="mailto:jo@x.example" rel="noopener noreferrer">jo@x.example</a>!</p>',
    );
  });

  it("takes millions of blank lines", () => {
    expect(textToHtml(`a${"\n".repeat(3_000_000)}b`)).toBe("<p>a</p>\n<p>b</p>");
  });

  it("comes back as the same words", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z<>&"' \n]{0,40}$/), (text) => {
        expect(htmlToText(textToHtml(text)).replace(/\s+/g, " ").trim()).toBe(text.replace(/\s+/g, " ").trim());
      }),
    );
  });
});

describe("htmlToText", () => {
  it("keeps paragraphs, lists, cells and link addresses apart and drops what is no text", () => {
    const html =
      '<html><head><title>t</title><style>p{}</style></head><body><h1>Head</h1><p>One<br>two <a href="https://x.example">here</a></p><ul><li>a</li></ul><img src=x alt=logo><script>no</script></body></html>';
    expect(htmlToText(html)).toBe("Head\n\nOne\ntwo here <https://x.example>\n\n * a\n\nlogo");
  });
});
