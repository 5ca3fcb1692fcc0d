// Which host the end-to-end tests drive, and whether this machine has what it takes.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';
import { chromiumPath } from '#tests/support/browser.ts';
import { chooseHost } from '../../../scripts/launch-host.ts';

export const hostNames = ['electron', 'standin', 'preview'] as const;
export type HostName = (typeof hostNames)[number];

function chosen(): HostName {
  const given = process.env['CARELINE_HOST'];
  if (given === undefined || given === '') return 'standin';
  const known = hostNames.find((name) => name === given);
  if (known === undefined) throw new Error(`CARELINE_HOST is one of ${hostNames.join(', ')}`);
  return known;
}
/** The host of this run: CARELINE_HOST, else the stand-in. */
export const hostName: HostName = chosen();

/** Our stand-in of Electron's executable. */
const standin = join(root, 'tests', 'standin', 'electron');

/** The executable of a desktop host, or in one line why there is none here. */
export async function runtimeFor(
  host: 'electron' | 'standin',
): Promise<{ binary: string } | { missing: string }> {
  if (host === 'electron') {
    const choice = chooseHost({
      wanted: 'electron',
      platform: process.platform,
      env: process.env,
      isRoot: process.getuid?.() === 0,
      root,
    });
    return choice.host === 'electron' ? { binary: choice.binary } : { missing: choice.why };
  }
  if (process.platform === 'win32') return { missing: 'the stand-in needs Linux or macOS' };
  if (!existsSync(standin)) return { missing: 'there is no stand-in' };
  return (await chromiumPath()) === null ? { missing: 'no Chromium' } : { binary: standin };
}

/** Null when `host` can be driven here; else why not, in one line. */
export async function whyNot(host: HostName): Promise<string | null> {
  if (host === 'preview') return (await chromiumPath()) === null ? 'no Chromium' : null;
  const runtime = await runtimeFor(host);
  return 'missing' in runtime ? runtime.missing : null;
}

/** Where the two desks keep their files in a profile's folder. */
export const foldersOf = (host: HostName, profile: string): { live: string; practice: string } => ({
  live: join(profile, 'desk'),
  practice: host === 'preview' ? join(profile, 'practice') : join(profile, 'desk', 'practice'),
});
