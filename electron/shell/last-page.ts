// The page for when no page can be drawn: the built files are missing or damaged. Written here, word by word, so that it
// needs nothing of them: no script, no font, no file.
import sets from '../../data/emergency/numbers.json' with { type: 'json' };
import { withNonce } from '#host/csp.ts';
import { text } from './text.ts';

/** `files` = a built file is not there; `blank` = the page loaded and put nothing on the screen. */
export const lastReasons = ['files', 'blank'] as const;
export type LastReason = (typeof lastReasons)[number];
/** Not a file: the scheme answers it itself. */
export const lastPath = '/last-page.html';

const escape = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What F9 shows elsewhere: no key works here, so the numbers always stand on the page. */
const emergency = {
  title: 'In an emergency, the caller dials',
  ambulance: 'Ambulance',
  poison: 'Poison Help',
  crisis: 'Crisis line',
  quit: 'Or close this window to quit.',
};
function numbers(): string {
  const one = (label: string, dial: string): string =>
    `<div><dt>${escape(label)}</dt><dd>${escape(dial)}</dd></div>`;
  const of = ({ numbers: n, practices }: (typeof sets)[number]): string =>
    (sets.length > 1 ? `<p>${escape(practices.join(', '))}</p>` : '') +
    `<dl>${one(emergency.ambulance, n.ambulance)}${one(emergency.poison, n.poison)}${one(emergency.crisis, n.crisis)}</dl>`;
  return `<section><h2>${escape(emergency.title)}</h2>${sets.map(of).join('')}</section>`;
}

const style = `
:root { color-scheme: light dark; font: 16px/25px system-ui, sans-serif;
  background: light-dark(#f5f4ef, #11171b); color: light-dark(#17262e, #edebe5); }
body { display: grid; place-items: center; min-height: 100vh; margin: 0; }
main { box-sizing: border-box; width: min(44rem, 100%); padding: 16px 32px; }
b.name { display: block; font-size: 20px; color: light-dark(#04616d, #7cc4cf); }
h1 { margin: 12px 0 6px; font-size: 30px; line-height: 36px; }
h2 { margin: 12px 0 2px; font-size: 16px; }
p { margin: 0; color: light-dark(#455660, #bcc4c8); }
p.what { font-size: 18px; line-height: 27px; }
section { margin-top: 12px; padding: 10px 16px 12px; border: 2px solid light-dark(#b3261e, #e46962); border-radius: 10px; }
section h2 { margin: 0; color: light-dark(#8f1d16, #ffb4ab); }
dl { display: flex; flex-wrap: wrap; align-items: end; gap: 4px 32px; margin: 4px 0 0; }
dt { font-size: 13px; line-height: 18px; color: light-dark(#455660, #bcc4c8); }
dd { margin: 0; font: 700 24px/30px ui-monospace, monospace; }
div:first-child > dd { font-size: 34px; line-height: 38px; color: light-dark(#8f1d16, #ffb4ab); }
a + span { margin-left: 14px; color: light-dark(#455660, #bcc4c8); }
a { display: inline-block; margin-top: 16px; padding: 9px 18px; border-radius: 8px; font-weight: 700;
  text-decoration: none; background: light-dark(#0b6673, #74bcc8); color: light-dark(#fff, #11171b); }
a:focus-visible { outline: 3px solid light-dark(#17262e, #edebe5); outline-offset: 2px; }
small { display: block; margin-top: 12px; font: 13px/19px ui-monospace, monospace; color: light-dark(#5d6b73, #98a4aa); }
`;

/** The whole document. `nonce` is what the policy of the answer allows this one style by. */
export function lastPage(reason: LastReason, version: string, nonce: string): string {
  const words = text.lastPage[reason];
  const part = (title: string, body: string): string => `<h2>${escape(title)}</h2><p>${escape(body)}</p>`;
  return withNonce(
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Careline</title>
<meta name="viewport" content="width=device-width"><style nonce="__CSP_NONCE__">${style}</style></head>
<body><main data-code="page-${reason}"><b class="name">Careline</b>
<h1>${escape(words.title)}</h1><p class="what">${escape(words.what)}</p>
${numbers()}
${part(text.lastPage.safeTitle, text.lastPage.safe)}
${part(text.lastPage.doTitle, words.todo)}
${part(text.lastPage.meanwhileTitle, text.lastPage.meanwhile)}
<a href="/index.html">${escape(text.lastPage.again)}</a><span>${escape(emergency.quit)}</span>
<small>page-${reason} · Careline ${escape(version)}</small></main></body></html>
`,
    nonce,
  );
}
