// What a desk process is started with: its init message, and the few environment variables it may see.
import { join } from 'node:path';
import type { LaunchConfig } from '#host/launch.ts';
import { noWayOut, type Init, type PortSurface } from '#host/link.ts';

/** Practice is a second desk with its own folder and key, and no way to reach anything outside (architecture rule 4). */
export type DeskKind = 'live' | 'practice';

/** Which desk a page belongs to. The main page's address chooses; the other windows have one desk, whatever it says. */
export function deskOf(surface: PortSurface | null, address: string): DeskKind {
  if (surface === 'trainer') return 'practice';
  const asked = surface === 'main' && new URL(address).searchParams.get('desk') === 'practice';
  return asked ? 'practice' : 'live';
}

export function deskInit(
  config: LaunchConfig,
  kind: DeskKind,
  version: string,
): Omit<Init, 't' | 'reopen' | 'locked' | 'epochBase'> {
  const practice = kind === 'practice';
  return {
    profile: practice ? join(config.profile, 'practice') : config.profile,
    host: 'electron',
    version,
    practice,
    // As in the preview: the demo's practice desk knows the demo's passphrase; nobody in it is real.
    demo: config.demo,
    backendUrl: config.backendUrl,
    fhir: config.fhir,
    enrolCode: config.enrolCode,
    phone: config.phone ?? null,
    ...(practice ? noWayOut : {}),
  };
}

/** Needed by the system itself or for a person's language; nothing that steers Node, a proxy or a loader. */
const passed = ['SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ'];

export function deskEnvironment(all: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).filter(
      (entry): entry is [string, string] => passed.includes(entry[0]) && entry[1] !== undefined,
    ),
  );
}
