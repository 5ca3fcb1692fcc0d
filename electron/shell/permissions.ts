// What a page may use of the machine: nothing but the rows below that say so (checklist 5). One table for Chromium's
// question ("request") and for its silent look ("check"), so that the two can never disagree.
import type { PortSurface } from '#host/link.ts';
import { ownOrigin, ownPath } from './origin.ts';

interface Row {
  surfaces: readonly PortSurface[];
  reason: string;
}
const nobody: readonly PortSurface[] = [];

/** A name that is not listed is denied as well; the denied rows are here because somebody will ask why. */
export const permissionTable: Readonly<Record<string, Row>> = {
  media: {
    surfaces: ['main', 'phone'],
    reason: 'The softphone’s microphone. Audio only: a camera is never asked for.',
  },
  'speaker-selection': {
    surfaces: ['main', 'phone'],
    reason: 'The agent chooses headset and ring device.',
  },
  'screen-wake-lock': { surfaces: ['main', 'phone'], reason: 'The screen must not sleep during a call.' },
  'clipboard-sanitized-write': {
    surfaces: ['main', 'panel', 'compact'],
    reason: 'Copying a reference number on the agent’s own click.',
  },
  notifications: {
    surfaces: nobody,
    reason: 'The host shows them, so that no patient data is in their text.',
  },
  hid: { surfaces: nobody, reason: 'Headset buttons come with their own device list.' },
  'clipboard-read': { surfaces: nobody, reason: 'What an agent copied elsewhere is not ours to read.' },
  'deprecated-sync-clipboard-read': { surfaces: nobody, reason: 'As clipboard-read.' },
  'display-capture': { surfaces: nobody, reason: 'Screens show patients.' },
  geolocation: { surfaces: nobody, reason: 'An agent’s place is not the caller’s.' },
  'idle-detection': { surfaces: nobody, reason: 'The shell hears of lock and sleep from the system.' },
  fileSystem: { surfaces: nobody, reason: 'Files go through the host’s dialog and one-time handles.' },
  openExternal: { surfaces: nobody, reason: 'Links leave through the one allow-listed opener.' },
  'local-network': { surfaces: nobody, reason: 'Pages have no network; the desk has.' },
  'local-network-access': { surfaces: nobody, reason: 'As local-network.' },
  'loopback-network': { surfaces: nobody, reason: 'As local-network.' },
};

export interface PermissionAsk {
  permission: string;
  /** Which page asks, by the shell's own record of its windows; null = no window of ours. */
  surface: PortSurface | null;
  /** Origin or URL of the asking frame as Chromium gives it. */
  from: string;
  isTop: boolean;
  /** Only for `media`: what is wanted. */
  media: readonly string[];
}

export function decidePermission({ permission, surface, from, isTop, media }: PermissionAsk): boolean {
  if (surface === null || !isTop) return false;
  if (from !== ownOrigin && ownPath(from) === null) return false;
  const row = Object.hasOwn(permissionTable, permission) ? permissionTable[permission] : undefined;
  if (!row?.surfaces.includes(surface)) return false;
  return permission !== 'media' || (media.length > 0 && media.every((kind) => kind === 'audio'));
}
