// The clinician's page as plain HTML: no script, no request to anywhere else, readable on a small phone, light and dark.
// Everything that comes from a message is escaped; `html` is the only way to make markup.
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
type Part = string | number | Html | readonly Html[] | null;
const rendered = (part: Part): string => {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'object' ? part.map((p) => p.text).join('') : escape(String(part));
};
export const html = (texts: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(texts.map((text, i) => text + rendered(parts[i] ?? null)).join(''));

const style = `
:root{color-scheme:light dark;--ink:#1b2430;--page:#fbfaf7;--line:#c9c5bb;--soft:#f0ede5;--go:#0b5f4a;--on-go:#fff;--stop:#8a2b16;--faint:#59606b}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6df;--page:#14181d;--line:#3d454f;--soft:#1e242b;--go:#57c3a4;--on-go:#08231c;--stop:#f0a08c;--faint:#a5adb8}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:17px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:40rem;margin:0 auto;padding:1rem}
h1{font-size:1.3rem;margin:.2rem 0 .6rem}h2{font-size:1rem;margin:1.6rem 0 .4rem}
.tag{display:inline-block;border:1px solid var(--stop);color:var(--stop);border-radius:.3rem;padding:.05rem .5rem;font-size:.9rem}
.said{white-space:pre-wrap;background:var(--soft);border-left:.25rem solid var(--line);padding:.7rem .9rem;margin:0}
dl{margin:0}dt{color:var(--faint);font-size:.88rem;margin-top:.6rem}dd{margin:0;white-space:pre-wrap}
ol{padding-left:1.2rem;margin:.3rem 0}.faint{color:var(--faint);font-size:.9rem}
.state{border:1px solid var(--line);background:var(--soft);border-radius:.4rem;padding:.7rem .9rem;margin:1rem 0}

.state p{margin:0 0 .4rem}.state p:last-child{margin:0}
form{margin:.7rem 0}
button{font:inherit;font-weight:600;width:100%;min-height:3rem;border-radius:.4rem;border:1px solid var(--line);background:var(--soft);color:var(--ink);cursor:pointer}
button.go{background:var(--go);color:var(--on-go);border-color:var(--go)}
:focus-visible{outline:.2rem solid var(--go);outline-offset:.15rem}
label{display:block;padding:.35rem 0}fieldset{border:1px solid var(--line);border-radius:.4rem;padding:.5rem .9rem}
textarea{font:inherit;width:100%;min-height:6rem;background:var(--page);color:var(--ink);border:1px solid var(--line);border-radius:.4rem;padding:.5rem}
a{color:inherit}
`;

/** @param nonce of the style; the policy allows nothing else. */
export function page(title: string, nonce: string, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style nonce="${nonce}">
          ${new Html(style)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`.text;
}
export const policy = (nonce: string): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
