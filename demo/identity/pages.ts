// The pages of the demo's login: plain forms, no script, light and dark, readable without a mouse.
import { demoOrganisation } from '../people/people.ts';
import { type Account, accounts, sampleCode } from './accounts.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (raw: string): string => raw.replace(/[&<>"']/g, (c) => escapes[c] ?? '');

const style = `
:root{color-scheme:light dark;--ground:#f4f6f8;--card:#fff;--ink:#16202b;--soft:#556372;--line:#d5dce3;--act:#0b5f8a;--on:#fff;--bad:#a3261b}
@media (prefers-color-scheme:dark){:root{--ground:#11161b;--card:#1a2128;--ink:#e8edf2;--soft:#9fb0bf;--line:#34404b;--act:#5cb6e4;--on:#0b1720;--bad:#ff9d92}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:min(30rem,calc(100vw - 2rem));margin:1.5rem 0;padding:1.75rem;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{margin:0;font-size:1.35rem}
p{margin:.4rem 0 1rem;color:var(--soft)}
.note{font-size:.9rem}.bad{color:var(--bad);font-weight:600}
fieldset{margin:0 0 1rem;padding:0;border:1px solid var(--line);border-radius:8px;overflow:hidden}
legend{position:absolute;clip-path:inset(50%)}
.who{display:flex;gap:.75rem;align-items:center;padding:.55rem .8rem;border-top:1px solid var(--line);cursor:pointer}
.who:first-of-type{border-top:0}.who:hover{background:color-mix(in srgb,var(--act) 8%,transparent)}
.who b{font-weight:600}.who span{margin-left:auto;color:var(--soft);font-size:.9rem}
label.field{display:block;margin:0 0 1rem;font-weight:600}
input[type=password],input[type=text]{display:block;width:100%;margin-top:.3rem;padding:.6rem .7rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px}
input[type=text]{font-variant-numeric:tabular-nums;letter-spacing:.15em}
input[type=radio]{accent-color:var(--act)}
button{padding:.65rem 1.1rem;font:inherit;font-weight:600;color:var(--on);background:var(--act);border:0;border-radius:8px;cursor:pointer}

:focus-visible{outline:3px solid var(--act);outline-offset:2px}
code{padding:.1rem .35rem;border:1px solid var(--line);border-radius:5px}`;

const page = (step: string, nonce: string, title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text(title)}</title><style nonce="${nonce}">${style}</style></head><body><main data-step="${step}"><h1>${text(title)}</h1>${body}</main></body></html>`;

const roleNames: Readonly<Record<Account['role'], string>> = {
  agent: 'Agent',
  'after-hours': 'After hours',
  nurse: 'Nurse',
  trainer: 'Trainer',
  supervisor: 'Supervisor',
  auditor: 'Auditor',
  administrator: 'Administrator',
};

export interface Shown {
  /** Of the style sheet. */
  nonce: string;
  /** Where the form goes. */
  action: string;
  wrong: boolean;
}

export function loginPage({ nonce, action, wrong }: Shown, hint: string | null): string {
  const chosen = accounts.find((one) => one.id === hint) ?? accounts[0];
  const people = accounts
    .map(
      (one) =>
        `<label class="who"><input type="radio" name="person" value="${text(one.id)}"${one === chosen ? ' checked' : ''} required><b>${text(one.name)}</b><span>${roleNames[one.role]}${one.factor === null ? ' · no second factor' : ''}</span></label>`,
    )
    .join('');
  const password = text(accounts[0]?.password ?? '');
  return page(
    'login',
    nonce,
    `Sign in to ${demoOrganisation.name}`,
    `<p>Sample people of the demo. The password of all of them is <code>${password}</code>.</p>${wrong ? '<p class="bad" role="alert">That is not the password. It is shown above.</p>' : ''}<form method="post" action="${text(action)}"><fieldset><legend>Who signs in</legend>${people}</fieldset><label class="field">Password<input type="password" name="password" value="${password}" autocomplete="off" required></label><button>Continue</button></form>`,
  );
}

export function factorPage({ nonce, action, wrong }: Shown, who: Account): string {
  const isKey = who.factor === 'hwk';
  const body = isKey
    ? `<p>${text(who.name)}, use your security key. In the demo a button stands in for it.</p><form method="post" action="${text(action)}"><input type="hidden" name="key" value="touched"><button>Touch the security key</button></form>`
    : `<p>${text(who.name)}, enter the code that your phone shows. The sample phone shows <code>${sampleCode}</code>.</p>${wrong ? '<p class="bad" role="alert">That is not the code. It is shown above.</p>' : ''}<form method="post" action="${text(action)}"><label class="field">Code<input type="text" name="code" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" value="${sampleCode}" autocomplete="one-time-code" required></label><button>Sign in</button></form>`;
  return page('factor', nonce, 'One more step', body);
}

export const lostPage = (nonce: string): string =>
  page('lost', nonce, 'Nothing here', '<p>This sign-in is over. Go back to Careline and start it again.</p>');
