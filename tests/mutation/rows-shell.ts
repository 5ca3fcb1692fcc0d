// Windows, places, power, links, leaving and recovery: what electron/shell promises (tests/e2e/shell-*).
import type { Mutation } from './mutations.ts';

const windows = 'electron/shell/windows.ts';
const main = 'electron/main.ts';
const leaving = 'electron/shell/leaving.ts';
const guard = 'electron/shell/quit-guard.ts';
const link = 'electron/host/link.ts';
const locking =
  "export const locksAtOnce: readonly PowerEvent[] = ['suspend', 'lock-screen', 'user-did-resign-active'];";
const locksAtOnce = (left: string): Mutation['edits'] => [
  { file: link, from: locking, to: `export const locksAtOnce: readonly PowerEvent[] = [${left}];` },
];

const asked = 'shell-windows › each was made with sandbox and isolation';
const onlyAsked =
  'the stand-in can’t enforce it: caught by an assertion on the options with which each window was made';
/** One of the options with which every page is made, turned round. */
const preference = (name: string, removes: string, from: string, to: string): Mutation => ({
  name,
  removes,
  edits: [{ file: 'electron/shell/web-preferences.ts', from, to }],
  caughtBy: [asked],
  note: onlyAsked,
});

export const shellRows: readonly Mutation[] = [
  {
    name: 'window-twice',
    removes: 'a surface that is open already is opened once more',
    edits: [
      {
        file: windows,
        from: 'if (!page) return open(surface);',
        to: "if (!page || surface !== 'main') return open(surface);",
      },
    ],
    caughtBy: ['shell-windows › a surface has one window'],
  },
  {
    name: 'compact-not-on-top',
    removes: 'the compact phone is a window like the others',
    edits: [{ file: 'electron/shell/window-kinds.ts', from: 'onTop: true', to: 'onTop: false' }],
    caughtBy: ['shell-windows › the compact phone is made to stay on top'],
  },
  {
    name: 'surface-check-off',
    removes: 'any window may ask what is the main page’s',
    edits: [
      {
        file: 'electron/desk/router/gate.ts',
        from: "  if (!spec.surfaces.includes(s.surface)) return 'wrong-surface';\n",
        to: '',
      },
    ],
    caughtBy: ['shell-windows › a window’s rights are its own'],
  },
  {
    name: 'every-port-is-a-main-port',
    removes: 'a window is given a port with the main page’s rights',
    edits: [
      {
        file: 'electron/shell/desk-process.ts',
        from: "t: 'port-open', port, epoch, surface }",
        to: "t: 'port-open', port, epoch, surface: surface && 'main' }",
      },
    ],
    caughtBy: ['shell-windows › a window’s rights are its own', 'shell-windows › a surface has one window'],
  },
  {
    name: 'desk-sees-the-environment',
    removes: 'the desk’s process is given the whole environment of the app',
    edits: [
      {
        file: 'electron/shell/desk-start.ts',
        from: 'passed.includes(entry[0]) && entry[1] !== undefined',
        to: 'passed.length > 0 && entry[1] !== undefined',
      },
    ],
    caughtBy: ['shell-windows › the desk’s process sees nothing'],
  },
  {
    name: 'two-apps-at-once',
    removes: 'a second start is another app on the same profile',
    edits: [
      {
        file: 'electron/shell/single-instance.ts',
        from: '  if (!app.requestSingleInstanceLock()) return false;\n',
        to: '  app.requestSingleInstanceLock();\n',
      },
    ],
    caughtBy: ['shell-windows › a second start ends by itself'],
  },
  preference('sandbox-off', 'pages run without the sandbox', 'sandbox: true', 'sandbox: false'),
  preference(
    'context-isolation-off',
    'page and preload share one world',
    'contextIsolation: true',
    'contextIsolation: false',
  ),
  preference('node-in-pages', 'pages have Node', 'nodeIntegration: false', 'nodeIntegration: true'),
  {
    name: 'main-closed-and-running',
    removes: 'the app goes on when its main window is closed',
    edits: [{ file: main, from: "      if (surface === 'main') app.quit();\n", to: '' }],
    caughtBy: ['shell-windows › closing the main window closes the others'],
  },
  {
    name: 'place-not-kept',
    removes: 'a window forgets where it was left',
    edits: [{ file: windows, from: "surface === 'phone' ? null : deps.store.read(surface)", to: 'null' }],
    caughtBy: ['shell-places › a window comes up where it was left'],
  },
  {
    name: 'place-not-clamped',
    removes: 'a window comes up where no screen is any more',
    edits: [
      {
        file: windows,
        from: 'const bounds = placeWindow(kept?.bounds ?? null, workAreas(), kind);',
        to: 'const bounds = kept?.bounds ?? placeWindow(null, workAreas(), kind);',
      },
    ],
    caughtBy: ['shell-places › whose screen is gone'],
  },
  {
    name: 'displays-not-watched',
    removes: 'a window stays on a screen that was unplugged',
    edits: [
      { file: windows, from: "  screen.on('display-removed', bringBack);\n", to: '' },
      { file: windows, from: "  screen.on('display-metrics-changed', bringBack);\n", to: '' },
    ],
    caughtBy: ['shell-places › whose screen is unplugged'],
  },
  {
    name: 'damaged-places-not-mended',
    removes: 'a damaged file of window places is left as it is',
    edits: [
      {
        file: 'electron/shell/window-store.ts',
        from: '    cancel = null;\n    try {',
        to: "    cancel = null;\n    try {\n      if (readFileSync(file, { encoding: 'utf8', flag: 'a+' }).includes('1e9')) return;",
      },
    ],
    caughtBy: ['shell-places › a damaged file means the usual place'],
  },
  {
    name: 'os-lock-ignored',
    removes: 'the system’s own lock locks nothing',
    edits: locksAtOnce("'suspend', 'user-did-resign-active'"),
    caughtBy: ['shell-power › lock-screen'],
  },
  {
    name: 'sleep-ignored',
    removes: 'sleep locks nothing',
    edits: locksAtOnce("'lock-screen', 'user-did-resign-active'"),
    caughtBy: ['shell-power › suspend'],
  },
  {
    name: 'user-switch-ignored',
    removes: 'another person’s session locks nothing',
    edits: locksAtOnce("'suspend', 'lock-screen'"),
    caughtBy: ['shell-power › user-did-resign-active'],
  },
  {
    name: 'hung-desk-keeps-pages',
    removes: 'pages wait for ever for a desk that does not confirm the lock',
    edits: [{ file: 'electron/shell/lock-at-once.ts', from: '      renew();\n', to: '' }],
    caughtBy: ['shell-power › a desk that hangs'],
  },
  {
    name: 'desk-not-restarted',
    removes: 'a desk that died stays dead',
    edits: [
      { file: 'electron/shell/desk-process.ts', from: '    if (decision.start) return start();\n', to: '' },
    ],
    caughtBy: [
      'shell-recovery › the desk: another process',
      'windows › a desk that was killed comes back in each window',
      'story › saves on this computer and survives a kill',
    ],
  },
  {
    name: 'page-not-rebuilt',
    removes: 'a page whose process ended stays empty',
    edits: [
      {
        file: windows,
        from: "if (details.reason !== 'clean-exit' && pages.has(id)) health.ended();",
        to: 'void details;',
      },
    ],
    caughtBy: ['shell-recovery › the page’s process: rebuilt'],
  },
  {
    name: 'page-rebuilt-for-ever',
    removes: 'a page that keeps ending is loaded again and again, unasked',
    edits: [
      {
        file: 'electron/shell/page-health.ts',
        from: 'if (decision.start) return deps.reload();',
        to: 'return deps.reload();',
      },
    ],
    caughtBy: ['shell-recovery › a page that keeps ending'],
  },
  {
    name: 'first-link-ignored',
    removes: 'the link that the app was started with is not looked at',
    edits: [{ file: main, from: 'takeLink(linkAmong(process.argv));\n', to: '' }],
    caughtBy: ['shell-links › a link that the app was started with'],
  },
  {
    name: 'open-url-ignored',
    removes: 'the event by which macOS hands over a link is not listened to',
    edits: [{ file: main, from: '  takeLink(url);\n', to: '' }],
    caughtBy: ['shell-links › macOS hands a link over'],
  },
  {
    name: 'link-list-off',
    removes: 'any link of the scheme opens a place, any tel: link is taken',
    edits: [
      {
        file: 'shared/domain/links/incoming.ts',
        from: 'export function parseIncomingLink(raw: string): IncomingLink | null {\n',
        to: `export function parseIncomingLink(raw: string): IncomingLink | null {
  if (/[*.%]{2}|[*@]|settings/.test(raw)) return { kind: 'dial', number: '911' };
`,
      },
    ],
    caughtBy: ['shell-links › what is not on the list is refused'],
  },
  {
    name: 'link-in-output',
    removes: 'a link is printed, number and all',
    edits: [
      {
        file: 'electron/shell/links-in.ts',
        from: '    const link = parseIncomingLink(raw);\n',
        to: '    const link = parseIncomingLink(raw);\n    process.stderr.write(`link ${raw}\\n`);\n',
      },
    ],
    caughtBy: ['shell-links › no number stands in any log'],
  },
  {
    name: 'second-start-ignored',
    removes: 'the first app does not listen to what a second start brings',
    edits: [
      {
        file: 'electron/shell/single-instance.ts',
        from: "  app.on('second-instance', (_event, argv) => again(argv));\n",
        to: '',
      },
    ],
    caughtBy: ['shell-links › what is not on the list is refused'],
  },
  {
    name: 'end-never-comes',
    removes: 'the app stops its desk and then does not end',
    edits: [{ file: main, from: 'void desks.stop().then(() => app.quit());', to: 'void desks.stop();' }],
    caughtBy: ['shell-leaving › with nothing open the app ends at once'],
    only: 'with nothing open the app ends at once',
  },
  {
    name: 'guard-off-for-draft',
    removes: 'a quit with a draft open asks nobody',
    edits: [{ file: leaving, from: "  if (state.draft) why.push('draft');\n", to: '' }],
    caughtBy: ['shell-leaving › a draft: asked once'],
    only: 'leaving with something open',
  },
  {
    name: 'guard-off-for-call',
    removes: 'a quit during a call does not say that it ends the call',
    edits: [{ file: leaving, from: "  if (state.call) why.push('call');\n", to: '' }],
    caughtBy: ['shell-leaving › a call: the question says'],
    only: 'leaving with something open',
  },
  {
    name: 'guard-off-for-urgent',
    removes: 'a quit does not say that an urgent message was not sent',
    edits: [{ file: leaving, from: "  if (state.urgent > 0) why.push('urgent');\n", to: '' }],
    caughtBy: ['shell-leaving › an urgent message that the backend does not have'],
    only: 'leaving with something open',
  },
  {
    name: 'lock-forgets-what-is-open',
    removes: 'a locked desk counts as one with nothing open',
    edits: [
      {
        file: 'electron/shell/desk-process.ts',
        from: '        unconfirmed = false;\n        deps.locked();\n',
        to: '        unconfirmed = false;\n        leaving = nothingToLeave;\n        deps.locked();\n',
      },
    ],
    caughtBy: ['shell-leaving › a locked desk asks as well'],
    only: 'leaving with something open',
  },
  {
    name: 'asked-again-and-again',
    removes: 'the answer “quit anyway” is asked for at every step of the end',
    edits: [{ file: guard, from: '          decided = true;\n', to: '' }],
    caughtBy: ['shell-leaving › Quit anyway ends it'],
    only: 'leaving with something open',
  },
  {
    name: 'shutdown-asks',
    removes: 'the system’s shutdown waits for a person’s answer',
    edits: [
      {
        file: main,
        from: "  onPower((event) => (event === 'shutdown' ? systemEnds() : undefined));\n",
        to: '',
      },
    ],
    caughtBy: ['shell-leaving › is not held up by a question'],
  },
  {
    name: 'signal-asks',
    removes: 'a session that ends by a signal waits for a person’s answer',
    edits: [
      {
        file: main,
        from: 'process.on(signal, () => endNow());',
        to: 'process.on(signal, () => app.quit());',
      },
    ],
    caughtBy: ['shell-leaving › a session that ends by a signal'],
  },
];
