// Every key of the desk in one table: what it does, where it works, how it is drawn. The hook and the cheat sheet both
// read it. No key is a single letter, so typing is never taken for a command (WCAG 2.1.4).
import type { TextKey } from '../text/t.ts';

export const actionIds = [
  'help',
  'answer',
  'hold',
  'hang-up',
  'mute',
  'transfer',
  'hand-over',
  'all-together',
  'end-all',
  'secure-pause',
  'resume-recording',
  'keypad',
  'add-party',
  'plan-callback',
  'silence',
  'decline',
  'available',
  'dial',
  'callbacks',
  'voicemails',
  'devices',
  'search-articles',
  'glossary',
  'book-visit',
  'move-visit',
  'cancel-visit',
  'new-message',
  'emergency',
  'real-emergency',
  'palette',
  'lock',
  'hide-screen',
  'settings',
  'who-calls',
  'tab-patient',
  'tab-knowledge',
  'tab-message',
  'tab-on-call',
  'list-work',
  'list-messages',
  'list-calls',
  'show-queue',
  'show-handover',
  'renew-record',
  'window-panel',
  'window-compact',
] as const;
export type ActionId = (typeof actionIds)[number];

export interface KeyRow {
  id: ActionId;
  /** As drawn on Windows and Linux: `F2`, `Ctrl+K`. `Ctrl` is Command on a Mac unless `mac` says otherwise. */
  keys: string;
  /** macOS, where F-keys are media keys by default. The F-key works there too, with fn. */
  mac: string;
  group: 'call' | 'phone' | 'message' | 'find' | 'look' | 'desk';
  title: TextKey;
  /** Only where a real line is: what the practice line cannot do has no key there. */
  line: boolean;
  /** Where it works: `desk` = with a person at an open desk; `call` = also on the locked screen; `any` = everywhere. */
  where: 'desk' | 'call' | 'any';
}

const row = (
  id: ActionId,
  keys: string,
  mac: string,
  group: KeyRow['group'],
  where: KeyRow['where'],
  line = false,
): KeyRow => ({ id, keys, mac, group, where, line, title: `app.key.${id}` });

export const keyTable: readonly KeyRow[] = [
  row('answer', 'F2', 'Ctrl+Cmd+A', 'call', 'call'),
  row('hold', 'F3', 'Ctrl+Cmd+H', 'call', 'call'),
  row('hang-up', 'F4', 'Ctrl+Cmd+E', 'call', 'call'),
  row('mute', 'F6', 'Ctrl+Cmd+M', 'call', 'call'),
  row('transfer', 'F5', 'Ctrl+Cmd+T', 'call', 'desk', true),
  // While somebody is consulted; F3 and F4 then change and end that talk (call-keys).
  row('hand-over', 'Shift+F6', 'Ctrl+Cmd+Y', 'call', 'call', true),
  row('all-together', 'Shift+F3', 'Ctrl+Cmd+J', 'call', 'call', true),
  row('end-all', 'Shift+F4', 'Ctrl+Cmd+Shift+E', 'call', 'call', true),
  // F12 means nothing to a person at a desk, and lies alone at the end of its row: found without looking.
  row('secure-pause', 'F12', 'Ctrl+Cmd+P', 'call', 'call', true),
  row('resume-recording', 'Shift+F12', 'Ctrl+Cmd+Shift+P', 'call', 'call', true),
  row('keypad', 'Ctrl+Shift+K', 'Ctrl+Cmd+K', 'call', 'desk', true),
  row('add-party', 'Shift+F5', 'Ctrl+Cmd+G', 'call', 'desk', true),
  row('plan-callback', 'Ctrl+Shift+B', 'Ctrl+Cmd+B', 'call', 'desk', true),
  row('silence', 'Shift+F2', 'Ctrl+Cmd+Shift+A', 'call', 'call', true),
  row('decline', 'Shift+F1', 'Ctrl+Cmd+X', 'call', 'call', true),
  row('emergency', 'F9', 'Ctrl+Cmd+9', 'call', 'any'),
  // In practice F9 is practised: this one leaves it for the live desk's card. On the live desk it opens the same card.
  row('real-emergency', 'Shift+F9', 'Ctrl+Cmd+Shift+9', 'call', 'any'),
  row('available', 'Ctrl+Shift+A', 'Ctrl+Cmd+V', 'phone', 'desk', true),
  row('dial', 'Shift+F8', 'Ctrl+Cmd+D', 'phone', 'desk', true),
  row('callbacks', 'Ctrl+Shift+E', 'Ctrl+Cmd+L', 'phone', 'desk', true),
  row('voicemails', 'Ctrl+Shift+O', 'Ctrl+Cmd+O', 'phone', 'desk', true),
  row('devices', 'Ctrl+Shift+U', 'Ctrl+Cmd+U', 'phone', 'desk', true),
  row('book-visit', 'Ctrl+Shift+M', 'Ctrl+Cmd+Shift+B', 'call', 'desk'),
  row('move-visit', 'Ctrl+Shift+G', 'Ctrl+Cmd+Shift+M', 'call', 'desk'),
  row('cancel-visit', 'Ctrl+Shift+X', 'Ctrl+Cmd+Shift+X', 'call', 'desk'),
  row('new-message', 'F8', 'Ctrl+Cmd+N', 'message', 'desk'),
  row('search-articles', 'F7', 'Ctrl+Cmd+S', 'find', 'desk'),
  // Beside F7: what a word means.
  row('glossary', 'Ctrl+F7', 'Ctrl+Cmd+W', 'find', 'desk'),
  row('palette', 'Ctrl+K', 'Cmd+K', 'find', 'desk'),
  row('who-calls', 'Shift+F7', 'Ctrl+Cmd+I', 'call', 'desk'),
  row('tab-patient', 'Ctrl+1', 'Ctrl+Cmd+1', 'look', 'desk'),
  row('tab-knowledge', 'Ctrl+2', 'Ctrl+Cmd+2', 'look', 'desk'),
  row('tab-message', 'Ctrl+3', 'Ctrl+Cmd+3', 'look', 'desk'),
  row('tab-on-call', 'Ctrl+9', 'Ctrl+Cmd+0', 'look', 'desk'),
  row('list-work', 'Ctrl+4', 'Ctrl+Cmd+4', 'look', 'desk'),
  row('list-messages', 'Ctrl+5', 'Ctrl+Cmd+5', 'look', 'desk'),
  row('list-calls', 'Ctrl+6', 'Ctrl+Cmd+6', 'look', 'desk'),
  row('show-queue', 'Ctrl+Shift+Y', 'Cmd+Shift+Y', 'look', 'desk'),
  row('show-handover', 'Ctrl+Shift+H', 'Cmd+Shift+H', 'look', 'desk'),
  row('renew-record', 'Ctrl+Shift+F', 'Ctrl+Cmd+R', 'look', 'desk'),
  row('window-panel', 'Ctrl+7', 'Ctrl+Cmd+7', 'look', 'desk'),
  row('window-compact', 'Ctrl+8', 'Ctrl+Cmd+8', 'look', 'desk'),
  row('help', 'F1', 'Cmd+/', 'desk', 'desk'),
  row('settings', 'Ctrl+,', 'Cmd+,', 'desk', 'desk'),
  row('lock', 'Ctrl+Shift+L', 'Cmd+Shift+L', 'desk', 'desk'),
  // P as in privacy.
  row('hide-screen', 'Ctrl+Shift+P', 'Cmd+Shift+P', 'desk', 'desk'),
];

/** What is used of a KeyboardEvent. */
export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
}

/** `Ctrl+Cmd+A` of a press, with modifiers in one order; letters and digits by their place where a modifier changes them. */
export function chordOf(pressed: Pressed): string {
  const place = /^(?:Key|Digit)(.)$/.exec(pressed.code)?.[1];
  const name = /^F\d{1,2}$/.test(pressed.key)
    ? pressed.key
    : /^[a-z]$/i.test(pressed.key)
      ? pressed.key.toUpperCase()
      : (place ?? pressed.key);
  return [
    pressed.ctrlKey && 'Ctrl',
    pressed.metaKey && 'Cmd',
    pressed.altKey && 'Alt',
    pressed.shiftKey && 'Shift',
    name,
  ]
    .filter(Boolean)
    .join('+');
}

/** What a person chose on this computer, instead of the table's (`own-keys.ts` checks it first). */
let own: Readonly<Partial<Record<ActionId, string>>> = {};
/** Answers whether any key is another now: what draws them draws anew. */
export function setOwnKeys(chosen: Readonly<Partial<Record<ActionId, string>>>): boolean {
  const changed = actionIds.some((id) => own[id] !== chosen[id]);
  own = chosen;
  return changed;
}
export const ownKeys = (): Readonly<Partial<Record<ActionId, string>>> => own;

export const tableKeys = (id: ActionId, isMac: boolean): string => {
  const found = keyTable.find((r) => r.id === id);
  return (isMac ? found?.mac : found?.keys) ?? '';
};
/** The key as it is now, drawn and working. */
export const keysOf = (id: ActionId, isMac: boolean): string => own[id] ?? tableKeys(id, isMac);

/**
 * The row that a press means here, or null. Held keys and letters of an unfinished word (IME) mean nothing. `line`: a real
 * line is there, so that its keys count too.
 */
export function rowFor(
  pressed: Pressed,
  isMac: boolean,
  here: 'desk' | 'locked' | 'other',
  line = false,
): KeyRow | null {
  if (pressed.repeat || pressed.isComposing) return null;
  const chord = chordOf(pressed);
  const rows = keyTable.filter((r) => line || !r.line);
  const found =
    rows.find((r) => chord === keysOf(r.id, isMac)) ??
    // The F-keys of the table on a Mac, unless a person chose another key for that action.
    rows.find((r) => isMac && chord === r.keys && own[r.id] === undefined && /^(Shift\+)?F\d/.test(chord));
  if (!found) return null;
  if (here === 'desk') return found;
  if (here === 'locked') return found.where === 'desk' ? null : found;
  return found.where === 'any' ? found : null;
}

/** macOS by the browser's own word. */
export const onMac = (platform: string): boolean => /mac/i.test(platform);
