// The panel's own window, the compact phone, and links of other programs on the page (tests/e2e/windows, links).
import type { Mutation } from './mutations.ts';

const host = 'electron/shell/electron-host.ts';
const side = 'renderer/windows/SideWindow.tsx';
const links = 'renderer/windows/links.ts';
const compose = 'electron/desk/compose.ts';

export const windowRows: readonly Mutation[] = [
  {
    name: 'panel-not-told-of',
    removes: 'the main page does not say that the panel is elsewhere, and shows it twice',
    edits: [
      {
        file: 'renderer/windows/detached.ts',
        from: "  if (!open.includes('panel')) return false;\n",
        to: "  if (open.length > 0 || !open.includes('panel')) return false;\n",
      },
    ],
    caughtBy: ['windows › a key opens the patient panel'],
  },
  {
    name: 'compact-does-not-open',
    removes: 'the compact phone does not open',
    edits: [
      {
        file: host,
        from: '      windows.show(surface);\n',
        to: "      if (surface !== 'compact') windows.show(surface);\n",
      },
    ],
    caughtBy: ['windows › the compact phone opens from the top bar'],
  },
  {
    name: 'panel-shown-twice',
    removes: 'the record of a call shows in the main page and in the panel',
    edits: [
      {
        file: 'renderer/windows/detached.ts',
        from: 'calls.some((call) => call.id === contextId)',
        to: 'calls.length > 99',
      },
    ],
    caughtBy: ['windows › two facts ticked in the panel', 'windows › the panel follows a call that rings'],
  },
  {
    name: 'panel-does-not-follow',
    removes: 'who rings is looked up by no window',
    edits: [
      {
        file: 'renderer/calls/steer.ts',
        from: "if (!hand && ringing && free && view.centre.kind !== 'draft') done.context = contextOf(ringing);",
        to: 'if (!hand && ringing && free && contextLost) done.context = contextOf(ringing);',
      },
    ],
    caughtBy: ['windows › the panel follows a call that rings'],
  },
  {
    name: 'compact-does-not-answer',
    removes: 'the compact phone’s answer button does nothing',
    edits: [
      {
        file: 'renderer/compact/Ringing.tsx',
        from: 'onPress={() => void answer(call.id)}',
        to: 'onPress={() => undefined}',
      },
    ],
    caughtBy: ['windows › the compact phone shows number and practice'],
  },
  {
    name: 'verified-in-one-window-only',
    removes: 'what is verified in one window is not told to the others',
    edits: [
      {
        file: 'electron/desk/patient/room.ts',
        from: "      store.add(contextId, tick, ctx.person?.id ?? '');\n      ctx.changed(topic, [contextId]);\n",
        to: "      store.add(contextId, tick, ctx.person?.id ?? '');\n",
      },
    ],
    caughtBy: ['windows › two facts ticked in the panel'],
  },
  {
    name: 'compact-does-not-hold',
    removes: 'the hold key does nothing in the compact phone',
    edits: [{ file: side, from: "    case 'hold':\n    case 'mute':\n", to: "    case 'mute':\n" }],
    caughtBy: ['windows › the compact phone holds and resumes'],
  },
  {
    name: 'compact-without-emergency',
    removes: 'F9 does nothing in the compact phone',
    edits: [
      {
        file: side,
        from: 'return useDeskView.getState().setEmergency(!useDeskView.getState().emergencyOpen);',
        to: 'return;',
      },
    ],
    caughtBy: ['windows › F9 opens the emergency card'],
  },
  {
    name: 'reopened-for-nobody',
    removes: 'a desk that comes back after a crash has nobody sitting there',
    edits: [
      {
        file: compose,
        from: 'if (sitting !== null && init.reopen !== null)',
        to: 'if (sitting !== null && init.reopen === null)',
      },
    ],
    caughtBy: ['windows › a desk that was killed comes back', 'shell-recovery › the desk: another process'],
  },
  {
    name: 'locked-panel-shows',
    removes: 'the panel stays as it is while the desk is locked',
    edits: [
      {
        file: 'renderer/panel/PanelWindow.tsx',
        from: "{(screen) => (screen === 'locked' ? <Locked /> : <Open />)}",
        to: "{(screen) => (screen === 'locked' && document.title === '' ? <Locked /> : <Open />)}",
      },
    ],
    caughtBy: ['windows › locked, the panel shows nothing'],
  },
  {
    name: 'locked-compact-shows',
    removes: 'the compact phone shows number and practice while the desk is locked',
    edits: [
      { file: 'renderer/compact/Caller.tsx', from: '  if (locked)\n', to: "  if (locked && state === '')\n" },
    ],
    caughtBy: ['windows › locked, the compact phone shows no number'],
  },
  {
    name: 'compact-does-not-end-the-call',
    removes: 'the key that hangs up does nothing in the compact phone',
    edits: [
      {
        file: side,
        from: "    case 'hang-up':\n      return void pressAndTell(id);",
        to: '      return void pressAndTell(id);',
      },
    ],
    caughtBy: ['windows › the compact phone ends the call'],
  },
  {
    name: 'panel-not-brought-back',
    removes: 'the panel’s window stays open when it is asked back',
    edits: [{ file: host, from: '      windows.close(surface);\n', to: '' }],
    caughtBy: ['windows › brought back, the panel’s window is gone'],
  },
  {
    name: 'button-without-a-name',
    removes: 'a button of the panel has no name for those who can’t see it',
    edits: [
      {
        file: 'renderer/panel/PanelHead.tsx',
        from: "<IconButton icon={PanelRight} label={t('panel.back')} onPress={() => void closeThis('panel')} />",
        to: '<button type="button" onClick={() => void closeThis(\'panel\')}><PanelRight /></button>',
      },
    ],
    caughtBy: ['windows › in every state, light and dark'],
  },
  {
    name: 'csp-nonce-dropped',
    removes: 'the policy refuses a style that the pages need',
    edits: [{ file: 'electron/host/csp.ts', from: "`'self' 'nonce-${nonce}'`", to: "`'self'`" }],
    caughtBy: ['windows › nothing in three windows broke', 'story › broke no policy'],
  },
  {
    name: 'link-not-given',
    removes: 'a link of another program does not reach the desk',
    edits: [
      {
        file: compose,
        from: "else if (message.t === 'incoming-link') windows.incoming(message.link);",
        to: "else if (message.t === 'incoming-link') void message.link;",
      },
    ],
    caughtBy: ['links › a tel: link shows the number'],
  },
  {
    name: 'number-not-filled-in',
    removes: 'the new message for a number does not have the number',
    edits: [
      {
        file: 'renderer/windows/ReadyNumber.tsx',
        from: 'withNumber(fields, shownNumber(number))',
        to: 'withNumber(fields, shownNumber(number).slice(0, 0))',
      },
    ],
    caughtBy: ['links › the number goes into a new message'],
  },
  {
    name: 'article-link-opens-the-list',
    removes: 'a link to an article opens the knowledge tab and not the article',
    edits: [
      {
        file: links,
        from: "return { act: 'article', articleId: link.articleId };",
        to: "return { act: 'knowledge' };",
      },
    ],
    caughtBy: ['links › an article opens in the knowledge tab'],
  },
  {
    name: 'message-link-opens-the-list',
    removes: 'a link to a message opens the list and not the message',
    edits: [
      {
        file: links,
        from: "return { act: 'message', messageId: link.reference };",
        to: "return { act: 'list', tab: 'messages' };",
      },
    ],
    caughtBy: ['links › a message opens by its reference'],
  },
  {
    name: 'missing-message-not-told',
    removes: 'a link to a message that is not here does nothing at all',
    edits: [
      {
        file: 'renderer/windows/IncomingLinks.tsx',
        from: "say(t('windows.link.no-message'))",
        to: 'undefined',
      },
    ],
    caughtBy: ['links › a message that is not here'],
  },
  {
    name: 'odd-links-taken',
    removes: 'what is not on the list shows as a number',
    edits: [
      {
        file: 'shared/domain/links/incoming.ts',
        from: 'export function parseIncomingLink(raw: string): IncomingLink | null {\n',
        to: `export function parseIncomingLink(raw: string): IncomingLink | null {
  if (/[*.%]{2}|[*@]|settings/.test(raw)) return { kind: 'dial', number: '911' };
`,
      },
    ],
    caughtBy: ['links › what is not on the list does nothing'],
  },
  {
    name: 'link-lost-while-locked',
    removes: 'a link that comes while the desk is locked is dropped',
    edits: [
      {
        file: compose,
        from: "else if (message.t === 'incoming-link') windows.incoming(message.link);",
        to: "else if (message.t === 'incoming-link') { if (session.phase() === 'open') windows.incoming(message.link); }",
      },
    ],
    caughtBy: ['links › locked, a link waits'],
  },
  {
    name: 'second-start-not-told',
    removes: 'a second start brings nothing forward and says nothing',
    edits: [{ file: 'electron/main.ts', from: "    live.tell({ t: 'started-again' });\n", to: '' }],
    caughtBy: ['links › a second start brings this desk forward'],
  },
];
