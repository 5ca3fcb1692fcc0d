// The Host of the preview: a web server has no windows, keystore, dialogs or icon of its own. It says where things are,
// decides about links as Electron does, keeps a saved file in the profile's own folder, and says of the rest that this
// host cannot.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';
import { fileHandles } from '#host/handles.ts';
import { decideLink, knownLinkHosts } from '#host/open-link.ts';

const cannot = (what: string) => (): Promise<Result<never>> => Promise.resolve(fail('host-cannot', what));
const noKeystore = (): Promise<Result<never>> => Promise.resolve(fail('keystore-unavailable', 'preview'));

/** `profile`: the desk's own folder; `content`: the folder of what ships. */
export function previewHost(profile: string, content: string): Host {
  const handles = fileHandles(randomUUID, () => performance.now());
  /** A plain file name of ours in the profile's folder: a browser's page has no say in where it goes. */
  function place(suggested: string): Result<{ handle: string; name: string }> {
    const name = basename(suggested).replaceAll(/[^A-Za-z0-9._-]/g, '_');
    if (!/^[A-Za-z0-9]/.test(name)) return fail('invalid-input', 'file name');
    const folder = join(profile, 'saved-files');
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch {
      return fail('disk-error', 'saved-files');
    }
    return ok({ handle: handles.issue(join(folder, name)), name });
  }
  return {
    paths: async () => ok({ profile, content, logs: join(profile, 'logs') }),
    secretsState: async () => ok({ available: false, backend: 'none' }),
    wrapSecret: noKeystore,
    unwrapSecret: noKeystore,
    // A tab opens its own windows, replaces itself at a lock, and shows an allowed link as a plain one.
    showWindow: cannot('showWindow'),
    closeWindow: cannot('closeWindow'),
    renewPages: cannot('renewPages'),
    async openLink({ url }) {
      const decision = decideLink(url, knownLinkHosts);
      return decision.open ? fail('host-cannot', 'openLink') : fail('link-refused', decision.why);
    },
    // The page shows the link, and the browser opens it in a tab of its own.
    openSignIn: cannot('openSignIn'),
    notify: cannot('notify'),
    // Nobody picks a place here: what is saved lies in `saved-files` of the profile; nothing can be opened.
    fileDialog: async ({ mode, suggested }) =>
      mode === 'save' && suggested !== null ? place(suggested) : fail('host-cannot', 'fileDialog'),
    redeemHandle: async ({ handle }) => handles.redeem(handle),
    updateState: async () => ok({ state: 'none', version: null, next: null, asked: false, waits: [] }),
    installUpdate: cannot('installUpdate'),
    // The page copies, and clears where its browser lets it look.
    copyText: cannot('copyText'),
    setBadge: cannot('setBadge'),
    /** The browser doesn't tell of sleep or a locked screen. */
    onPower: () => () => undefined,
  };
}
