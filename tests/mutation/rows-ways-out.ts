// One of our own pages, taken over: its ways out (tests/e2e/hostile-ways-out, hostile-policy). The attacks stand
// for themselves, so a row runs those it names alone.
import type { Edit } from './edit.ts';
import type { Mutation } from './mutations.ts';

const csp = 'electron/host/csp.ts';
const harden = 'electron/shell/harden.ts';
const ways = (piece: string): string => `hostile-ways-out › ${piece}`;
const met = (piece: string): string => `hostile-policy › ${piece}`;
/** `-t` takes a pattern; these pieces of titles have nothing in them that one would read otherwise. */
const alone = (...pieces: string[]): string => pieces.join('|');

const directive = (from: string, to: string): Edit => ({ file: csp, from, to });
const policy = (name: string, removes: string, edit: Edit, piece: string): Mutation => ({
  name,
  removes,
  edits: [edit],
  caughtBy: [piece.startsWith('no window') ? ways(piece) : met(piece)],
  only: alone(piece),
});

export const wayOutRows: readonly Mutation[] = [
  policy(
    'csp-connect-any',
    'the page may send anywhere (connect-src *)',
    directive(
      "'connect-src': [\"'self'\", ...(socket === null ? [] : [socket]), ...gatewayOrigins(phone)].join(' '),",
      "'connect-src': '*',",
    ),
    'no network: every way',
  ),
  policy(
    'csp-img-any',
    'the page may fetch pictures from anywhere (img-src *)',
    directive("'img-src': \"'self'\"", "'img-src': '*'"),
    'no network: every way',
  ),
  policy(
    'csp-frame-any',
    'the page may hold any frame (frame-src * data: blob:)',
    directive("'frame-src': \"'none'\"", "'frame-src': '* data: blob:'"),
    'no frame: the policy refuses',
  ),
  {
    name: 'csp-script-inline',
    removes: 'text in the page may become code (script-src ’unsafe-inline’), by the page’s own functions too',
    edits: [
      directive("'script-src': \"'self'\"", "'script-src': \"'self' 'unsafe-inline'\""),
      directive("    'require-trusted-types-for': \"'script'\",\n    'trusted-types': \"'none'\",\n", ''),
    ],
    caughtBy: [met('no text becomes code')],
    only: 'no text becomes code',
    note: 'two walls: with ’unsafe-inline’ alone a script can still be given no text',
  },
  policy(
    'csp-trusted-types-off',
    'text may become code by the page’s own functions',
    directive("    'require-trusted-types-for': \"'script'\",\n    'trusted-types': \"'none'\",\n", ''),
    'no text becomes code',
  ),
  policy(
    'csp-form-any',
    'a form may be sent anywhere',
    directive("'form-action': \"'none'\"", "'form-action': '*'"),
    'no window: not by a link',
  ),
  {
    name: 'csp-worker-any',
    removes: 'the page may start workers, of any text',
    edits: [
      directive("'worker-src': \"'none'\"", "'worker-src': '* blob: data:'"),
      directive("    'require-trusted-types-for': \"'script'\",\n    'trusted-types': \"'none'\",\n", ''),
    ],
    caughtBy: [met('no worker')],
    only: 'no worker',
  },
  {
    name: 'window-open-allowed',
    removes: 'a page may open windows',
    edits: [
      {
        file: 'electron/shell/window-open.ts',
        from: "(_url: string): { action: 'deny' } => ({ action: 'deny' })",
        to: "(_url: string): { action: 'allow' } => ({ action: 'allow' })",
      },
    ],
    caughtBy: [ways('no window: not by script'), ways('no window: not by a link')],
    only: 'no window: not by script',
  },
  {
    name: 'navigation-allowed',
    removes: 'a page may go to any address',
    edits: [
      {
        file: 'electron/shell/navigation.ts',
        from: "  if (frame === null) return { allow: false, why: 'no-frame' };\n",
        to: "  if (url !== '' || frame === null) return { allow: true };\n",
      },
    ],
    caughtBy: [ways('no other document'), ways('no document of another kind')],
    only: 'no other document|no document of another kind',
  },
  {
    name: 'files-outside-served',
    removes: 'our scheme serves what lies outside the built pages',
    edits: [
      {
        file: 'electron/host/assets.ts',
        from: '  if (/[%\\\\\\0?#]/.test(rawPath)) return { ok: false, status: 400 };\n',
        to: "  rawPath = decodeURIComponent(rawPath).replaceAll(/[\\\\\\0]/g, '/');\n",
      },
      {
        file: 'electron/host/assets.ts',
        from: "    if (!segment.test(part) || part.endsWith('.') || device.test(part)) return { ok: false, status: 400 };\n",
        to: '    void [segment, device, part];\n',
      },
      {
        file: 'electron/shell/scheme.ts',
        from: 'return real.startsWith(root + sep) ? await readFile(real) : null;',
        to: 'return await readFile(real + (root + sep).slice(0, 0));',
      },
    ],
    caughtBy: [met('no file: what is outside')],
    only: 'no file: what is outside',
  },
  {
    name: 'proxy-off',
    removes: 'what no request handler sees goes out directly, without the proxy that isn’t there',
    edits: [{ file: harden, from: '  void session.setProxy(noProxyBut(phone));\n', to: '' }],
    caughtBy: [met('no peer: WebRTC')],
    only: 'no peer: WebRTC',
  },
  {
    name: 'peers-by-udp',
    removes: 'a peer connection may send by UDP, past every proxy',
    edits: [
      {
        file: harden,
        from: "  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');\n",
        to: '',
      },
    ],
    caughtBy: [met('no peer: WebRTC')],
    only: 'no peer: WebRTC',
  },
  {
    name: 'request-block-removed',
    removes: 'the last block of requests is gone, and with it the policy of the page and the proxy',
    edits: [
      {
        file: harden,
        from: 'const cancel = ownPath(details.url) === null && !gateway && !isInspector(details.url);',
        to: 'const cancel = details.url === isInspector.name;',
      },
      directive(
        "'connect-src': [\"'self'\", ...(socket === null ? [] : [socket]), ...gatewayOrigins(phone)].join(' '),",
        "'connect-src': '*',",
      ),
      directive("'default-src': \"'none'\"", "'default-src': '*'"),
      { file: harden, from: '  void session.setProxy(noProxyBut(phone));\n', to: '' },
    ],
    caughtBy: [met('no network: every way'), met('no hint: prefetch')],
    only: 'no network: every way|no hint: prefetch',
    note: 'three walls stand behind each other here: with the policy alone loosened (csp-connect-any) nothing gets out',
  },
  {
    name: 'permission-request-handler-removed',
    removes: 'whatever a page asks of the machine is granted when it asks',
    edits: [
      {
        file: harden,
        from: "    if (!granted) stopped('permission', contents);\n    answer(granted);",
        to: '    answer(granted || contents !== null);',
      },
    ],
    caughtBy: [ways('no device: camera')],
    only: 'no device: camera',
  },
  {
    name: 'permission-check-handler-removed',
    removes: 'Chromium’s silent look at a permission is always answered yes, and so is the question',
    edits: [
      {
        file: 'electron/shell/permissions.ts',
        from: '  if (surface === null || !isTop) return false;\n',
        to: '  if (surface !== null || !isTop) return true;\n',
      },
    ],
    caughtBy: [ways('no device: camera'), ways('the microphone is the main page’s')],
    only: 'no device: camera|the microphone is the main page',
  },
  {
    name: 'microphone-for-all-windows',
    removes: 'panel and compact phone may listen too',
    edits: [
      {
        file: 'electron/shell/permissions.ts',
        from: "  media: {\n    surfaces: ['main', 'phone'],",
        to: "  media: {\n    surfaces: ['main', 'phone', 'panel', 'compact'],",
      },
    ],
    caughtBy: [ways('the microphone is the main page’s')],
    only: 'the microphone is the main page',
  },
  {
    name: 'download-allowed',
    removes: 'a page may save a file',
    edits: [
      {
        file: harden,
        from: "    event.preventDefault();\n    stopped('download', contents);",
        to: '    void [event, contents];',
      },
    ],
    caughtBy: [ways('no download: what a page')],
    only: 'no download: what a page',
  },
  {
    name: 'empty-document-stays',
    removes: 'a window that went to an empty document stays there',
    edits: [
      {
        file: 'electron/shell/windows.ts',
        from: '      deps.strayed(contents);\n      load();\n',
        to: '',
      },
    ],
    caughtBy: [ways('an empty document gets no port')],
    only: 'an empty document gets no port',
  },
  {
    name: 'refusals-not-told',
    removes: 'what the shell stops is told to nobody',
    edits: [
      {
        file: 'electron/main.ts',
        from: "refusals.connect((what, surface) => live.tell({ t: 'shell-refused', what, surface }));",
        to: 'refusals.connect(() => undefined);',
      },
    ],
    caughtBy: [ways('no window: not by script'), ways('no download: what a page')],
    only: 'no window: not by script|no download: what a page',
  },
  {
    name: 'refusals-not-audited',
    removes: 'what the shell stops is logged and not audited',
    edits: [
      {
        file: 'electron/desk/windows/shell-refusals.ts',
        from: '      if (db !== null) write(db, refusal);\n',
        to: '      if (db !== null) void write;\n',
      },
    ],
    caughtBy: [ways('each kind of refusal has its audit row')],
  },
  {
    name: 'addresses-in-log',
    removes: 'the address that a page wanted is printed',
    edits: [
      {
        file: harden,
        from: "    event.preventDefault();\n    stopped('navigation', contents);",
        to: "    event.preventDefault();\n    process.stderr.write(`${(event as { url?: string }).url ?? ''}\\n`);\n    stopped('navigation', contents);",
      },
    ],
    caughtBy: [ways('nothing that an attack says')],
    only: 'no other document|nothing that an attack says',
  },
  {
    name: 'requests-in-log',
    removes: 'what a page tried to send is printed, with the policy of the page loosened',
    edits: [
      directive(
        "'connect-src': [\"'self'\", ...(socket === null ? [] : [socket]), ...gatewayOrigins(phone)].join(' '),",
        "'connect-src': '*',",
      ),
      {
        file: harden,
        from: '    answer({ cancel });\n',
        to: '    process.stderr.write(`${details.url}\\n`);\n    answer({ cancel });\n',
      },
    ],
    caughtBy: [met('nothing that the attacks said')],
    only: 'no network: every way|nothing that the attacks said',
  },
];
