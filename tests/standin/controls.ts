// What specs reach as `globalThis.standin` in the main process, and what must hold from the start (the environment variable
// CARELINE_STANDIN, JSON). Whatever is steered here is the double's own word: a spec that uses it is tagged @emulated.
import type { DialogControls, Asking, Answers } from './double/dialog.ts';
import type { NotificationControls } from './double/notification.ts';
import type { RecordedCall } from './double/recorder.ts';
import type { KeystoreModes } from './double/safe-storage.ts';
import type { DisplayLike } from './double/screen.ts';
import type { PowerEvent, ShortcutControls } from './double/system.ts';
import type { SessionHandlers } from './pages/session.ts';
import type { RecordedWindow } from './pages/window.ts';

export interface StandinOptions {
  safeStorage?: Partial<KeystoreModes>;
  /** Short for `safeStorage.backend`. */
  backend?: KeystoreModes['backend'];
  /** File with the keystore's key; without it one in the user-data folder, so that a second start reads it. */
  keystoreFile?: string;
  /** As an installed app: `app.isPackaged`. */
  packaged?: boolean;
  /** File for `calls`, a line of JSON each: for starts that no test runner may look into. */
  callsFile?: string;
  screen?: { displays: DisplayLike[] };
  notifications?: boolean;
  dialogs?: { hold?: boolean; answers?: { kind: Asking; answer: Answers[Asking] }[] };
}

export interface StandinControls {
  /** What the app asked of the system, oldest first: `app.setBadgeCount`, `shell.openExternal`, `dialog.…`, … */
  calls: RecordedCall[];
  /** Errors nobody caught in main, and what went wrong in the stand-in. Empty at the end of a good spec. */
  problems: string[];
  safeStorage: KeystoreModes;
  /** Emits an event of `powerMonitor`; false when the app doesn't listen. */
  power(event: PowerEvent): boolean;
  shortcuts: ShortcutControls;
  /** Replaces the displays; the first one is the primary. */
  setDisplays(displays: DisplayLike[]): void;
  dialogs: DialogControls;
  notifications: NotificationControls;
  /** With which options each window was made, and on which level it stands; oldest first, also of those that are gone. */
  windows(): RecordedWindow[];
  /** What the app set on its sessions to decide about devices and screens, by the setter's name; to be called by specs. */
  handlers(): SessionHandlers[];
  /** Utility processes running now. */
  children(): { pid: number; serviceName: string }[];
  /** As macOS hands over a link: 'open-url' on `app`. True when the app prevented the default. */
  openUrl(url: string): boolean;
}

declare global {
  var standin: StandinControls;
}

const known = [
  'safeStorage',
  'backend',
  'keystoreFile',
  'packaged',
  'callsFile',
  'screen',
  'notifications',
  'dialogs',
];

/** @throws on anything but an object with known names: a misspelt option must not pass for a test that passed. */
export function parseOptions(text: string | undefined): StandinOptions {
  if (text === undefined || text === '') return {};
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('CARELINE_STANDIN is not an object');
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`CARELINE_STANDIN: unknown ${unknown.join(', ')}`);
  return value;
}
