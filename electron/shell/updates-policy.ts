// When the app may look for an update, and when it may restart into one: never during a call, over a draft, or while an
// urgent message is on this computer alone. Decisions only; `updates.ts` does what they say.
import type { HostOutput } from '#host/host.ts';
import type { Leaving } from '#host/link.ts';
import { mayLeave } from './leaving.ts';

export type UpdateStanding = HostOutput<'updateState'>;
type State = UpdateStanding['state'];

/** What the updater tells, in our words. */
export type UpdateEvent =
  | { t: 'checking' }
  | { t: 'nothing' }
  | { t: 'found'; version: string }
  | { t: 'downloaded'; version: string; verified: boolean }
  | { t: 'failed' };
export interface Progress {
  state: Exclude<State, 'managed'>;
  /** The version that is downloaded or being downloaded. */
  next: string | null;
}
export const atFirst: Progress = { state: 'none', next: null };

/**
 * A downloaded update stays `ready` whatever is heard afterwards. One that is not newer, or whose signature could not be
 * checked, is a failure: it is never installed.
 */
export function afterEvent(before: Progress, event: UpdateEvent, current: string): Progress {
  if (before.state === 'ready') return before;
  switch (event.t) {
    case 'checking':
      return { state: 'checking', next: null };
    case 'nothing':
      return atFirst;
    case 'found':
      return isNewer(event.version, current)
        ? { state: 'downloading', next: event.version }
        : { state: 'failed', next: null };
    case 'downloaded':
      return event.verified && isNewer(event.version, current)
        ? { state: 'ready', next: event.version }
        : { state: 'failed', next: null };
    case 'failed':
      return { state: 'failed', next: null };
  }
}

const versionParts = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,60}))?(?:\+[0-9A-Za-z.-]{1,60})?$/;
/** By semantic versioning; what is no version is never newer. */
export function isNewer(candidate: string, current: string): boolean {
  const [a, b] = [versionParts.exec(candidate), versionParts.exec(current)];
  if (!a || !b) return false;
  for (const i of [1, 2, 3]) {
    const difference = Number(a[i]) - Number(b[i]);
    if (difference !== 0) return difference > 0;
  }
  // A trial version comes before the version itself; trial versions are not compared with each other.
  return a[4] === undefined && b[4] !== undefined;
}

export interface Installation {
  packaged: boolean;
  platform: string;
  /** The package names an update feed (app-update.yml is there). */
  feed: boolean;
  /** The program's own file. */
  program: string;
  /** Linux: the AppImage this runs from, or null. */
  appImage: string | null;
  /** Windows: the folders of programs for everyone. */
  sharedFolders: readonly string[];
}
/**
 * Whether the app updates itself. Where an administrator put it (Windows for everyone, a Linux package) the update is the
 * administrator's: an agent could not confirm it, and a question for a password in mid-shift helps nobody.
 */
export function updatesItself(it: Installation): boolean {
  if (!it.packaged || !it.feed) return false;
  if (it.platform === 'linux') return it.appImage !== null;
  if (it.platform !== 'win32') return it.platform === 'darwin';
  const program = it.program.toLowerCase();
  return !it.sharedFolders.some((folder) => {
    const start = folder.toLowerCase().replace(/[\\/]+$/, '');
    return start !== '' && (program.startsWith(`${start}\\`) || program.startsWith(`${start}/`));
  });
}

/** Between two looks, ms; spread over an hour, so that a floor of desks does not ask at one moment. */
export const checkEvery = 4 * 3_600_000;
/** The first look waits until the desk has started, ms. */
export const firstCheck = 60_000;
/** `random`: 0 to 1. */
export const untilNextCheck = (random: number, first: boolean): number =>
  first ? firstCheck + random * 240_000 : checkEvery + (random - 0.5) * 3_600_000;

/** After the last thing ended, ms: between a call's end and the first word of its note nothing restarts. */
export const quietFor = 15_000;

/** What a restart has to wait for; `clearSince`: since when (ms) nothing would be interrupted, null = something would. */
export function mayRestart(leaving: Leaving, clearSince: number | null, now: number) {
  const may = mayLeave(leaving);
  if (!may.ok) return { restart: false, waits: may.why } as const;
  return { restart: clearSince !== null && now - clearSince >= quietFor, waits: [] } as const;
}
