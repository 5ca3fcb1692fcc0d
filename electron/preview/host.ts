// The Host of the preview: a web server has no windows, keystore, dialogs or icon of its own. It says where things are,
// decides about links as Electron does, and says of the rest that this host cannot.
import { join } from 'node:path';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';
import { decideLink, knownLinkHosts } from '#host/open-link.ts';

const cannot = (what: string) => (): Promise<Result<never>> => Promise.resolve(fail('host-cannot', what));
const noKeystore = (): Promise<Result<never>> => Promise.resolve(fail('keystore-unavailable', 'preview'));

/** `profile`: the desk's own folder; `content`: the folder of what ships. */
export function previewHost(profile: string, content: string): Host {
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
    notify: cannot('notify'),
    fileDialog: cannot('fileDialog'),
    // Without a dialog no handle was ever given.
    redeemHandle: async () => fail('handle-spent'),
    updateState: async () => ok({ state: 'none', version: null, next: null, asked: false, waits: [] }),
    installUpdate: cannot('installUpdate'),
    setBadge: cannot('setBadge'),
    /** The browser doesn't tell of sleep or a locked screen. */
    onPower: () => () => undefined,
  };
}
