// One of our own pages, taken over: what it does to the bridge (tests/e2e/hostile-bridge, hostile-ports). The attacks
// stand for themselves, so a row runs those it names alone.
import type { Mutation } from './mutations.ts';

const bridge = (piece: string): string => `hostile-bridge › ${piece}`;
const ports = (piece: string): string => `hostile-ports › ${piece}`;

export const bridgeRows: readonly Mutation[] = [
  {
    name: 'unknown-request-accepted',
    removes: 'a name that is no request is answered as if it were one',
    edits: [
      {
        file: 'electron/desk/router/router.ts',
        from: "if (spec === null || spec.kind === 'topic') return fail('unknown-request', frame.name.slice(0, 80));",
        to: "if (spec === null || spec.kind === 'topic') return { ok: true, value: null };",
      },
    ],
    caughtBy: [bridge('what is no request, or no frame')],
    only: 'what is no request, or no frame',
  },
  {
    name: 'size-limit-off',
    removes: 'no request is too large',
    edits: [
      {
        file: 'electron/desk/router/router.ts',
        from: '          const size = sizeOf(frame.input);\n',
        to: '          const size = 0 * (sizeOf(null) ?? 0);\n',
      },
      {
        file: 'electron/desk/router/router.ts',
        from: '    const parsed = spec.input.safeParse(frame.input ?? {});\n',
        to: "    if (typeof frame.input === 'string' || Array.isArray(frame.input)) return { ok: true, value: {} };\n    const parsed = spec.input.safeParse(frame.input ?? {});\n",
      },
    ],
    caughtBy: [bridge('what is too large is refused')],
    only: 'what is too large is refused',
  },
  {
    name: 'large-frame-ends-the-desk',
    removes: 'a very large frame ends the desk',
    edits: [
      {
        file: 'electron/desk/router/router.ts',
        from: '          const size = sizeOf(frame.input);\n',
        to: '          const size = sizeOf(frame.input);\n          if (size !== null && size > 50_000_000) process.exit(70);\n',
      },
    ],
    caughtBy: [bridge('sixty megabytes in one string')],
    only: 'sixty megabytes in one string',
  },
  {
    name: 'odd-input-accepted',
    removes: 'input of the wrong shape is taken for an empty one',
    edits: [
      {
        file: 'electron/desk/router/router.ts',
        from: '    const parsed = spec.input.safeParse(frame.input ?? {});\n',
        to: "    if (frame.name === 'messages.discard') return { ok: true, value: {} };\n    const parsed = spec.input.safeParse(frame.input ?? {});\n",
      },
    ],
    caughtBy: [bridge('what no bridge can carry')],
    only: 'what no bridge can carry',
  },
  {
    name: 'prototype-polluted',
    removes: 'what a page sends is merged into the desk’s own objects',
    edits: [
      {
        file: 'electron/desk/router/router.ts',
        from: '    const parsed = spec.input.safeParse(frame.input ?? {});\n',
        to: `    const input = (frame.input ?? {}) as { constructor?: { prototype?: object } };
    const hostile = Object.hasOwn(input, 'constructor');
    if (hostile) Object.assign(Object.prototype, input.constructor?.prototype ?? {});
    const parsed = spec.input.safeParse(hostile ? {} : input);
`,
      },
    ],
    caughtBy: [bridge('a polluted prototype stays in the page')],
    only: 'a polluted prototype stays in the page',
  },
  {
    name: 'bridge-can-be-replaced',
    removes: 'the bridge carries more than two functions',
    edits: [
      {
        file: 'electron/preload.ts',
        from: "contextBridge.exposeInMainWorld('careline', bridge);",
        to: "contextBridge.exposeInMainWorld('careline', { ...bridge, invoke: ipcRenderer.send });",
      },
    ],
    caughtBy: [bridge('everything a script can patch')],
    only: 'everything a script can patch',
  },
  {
    name: 'surface-check-off-in-the-bridge',
    removes: 'panel and compact phone may ask what is the main page’s',
    edits: [
      {
        file: 'electron/desk/router/gate.ts',
        from: "  if (!spec.surfaces.includes(s.surface)) return 'wrong-surface';\n",
        to: '',
      },
    ],
    caughtBy: [ports('a window asks only what is its own')],
    only: 'a window asks only what is its own',
  },
  {
    name: 'kept-answers-for-all',
    removes: 'a kept answer goes to whoever knows its request’s id',
    edits: [
      {
        file: 'electron/desk/router/kept.ts',
        from: '  if (row.request !== name || row.person !== standing) return { found: false, clash: true };\n',
        to: '  void [name, standing];\n',
      },
    ],
    caughtBy: [ports('an answer that was kept for one window')],
    only: 'an answer that was kept for one window',
  },
  {
    name: 'replies-to-every-port',
    removes: 'an answer goes to every window',
    edits: [
      {
        file: 'electron/desk/router/router.ts',
        from: "    port.send({ t: 'reply', id, result: bound } satisfies ToPage);\n",
        to: "    for (const each of everyPort) each.send({ t: 'reply', id, result: bound } satisfies ToPage);\n    void port;\n",
      },
      {
        file: 'electron/desk/router/router.ts',
        from: '      deps.topics.add(port.port, port);\n',
        to: '      deps.topics.add(port.port, port);\n      everyPort.add(port);\n',
      },
      {
        file: 'electron/desk/router/router.ts',
        from: '  const running = new Map<string, AbortController>();\n',
        to: '  const running = new Map<string, AbortController>();\n  const everyPort = new Set<PagePort>();\n',
      },
    ],
    caughtBy: [
      ports('frames of one window are not heard in another'),
      ports('a port is dead after a reload'),
    ],
    only: 'frames of one window are not heard in another|a port is dead after a reload',
  },
  {
    name: 'port-lives-on',
    removes: 'the port of before is not closed when a page asks for another',
    edits: [
      {
        file: 'electron/shell/desk-process.ts',
        from: '      closePort(page);\n      if (child === null',
        to: '      if (child === null',
      },
      {
        file: 'electron/shell/page-port.ts',
        from: '      current?.close();\n      current = port;\n      port.onmessage = (event) => {\n        if (current === port && isFrame(event.data)) give(event.data);\n      };',
        to: '      const before = current;\n      current = before === null ? port : { ...port, postMessage: (m) => { before.postMessage(m); port.postMessage(m); }, close: () => port.close(), onmessage: null, addEventListener: () => undefined };\n      port.onmessage = (event) => {\n        if (isFrame(event.data)) give(event.data);\n      };',
      },
    ],
    caughtBy: [ports('asking for a port again and again')],
    only: 'asking for a port again and again',
  },
  {
    name: 'flood-without-end',
    removes: 'a page’s line has no end',
    edits: [
      {
        file: 'electron/desk/router/turns.ts',
        from: '      if (line.length >= mostWaiting) return false;\n',
        to: '',
      },
    ],
    caughtBy: [ports('a flood of requests')],
    only: 'a flood of requests',
  },
  {
    name: 'sender-check-off',
    removes: 'any window and any frame may ask the shell for a port',
    edits: [
      {
        file: 'electron/shell/sender.ts',
        from: "  if (!known) return { allow: false, why: 'unknown-window' };\n",
        to: '  if (known || !known) return { allow: true };\n',
      },
    ],
    caughtBy: [ports('a window that the shell did not make')],
    only: 'a window that the shell did not make',
  },
];
