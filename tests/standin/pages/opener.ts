// Windows that a page asks for, by script, by a link or by a middle click. Chromium has made the page already, but it is paused,
// and its request waits with it: the app's handler is asked first, and what it refuses is closed before anything has run.
// Source: Electron docs, api/window-open, contents.setWindowOpenHandler.
import type { HandlerDetails } from 'electron';
import type { WebContentsDouble } from './contents.ts';
import type { Target } from './hub.ts';
import { BrowserWindowDouble, type Windows } from './window.ts';

export interface Opener {
  opened(target: Target): void;
  /** Settles when the window that this frame is the top of has been decided on; at once for any other frame. */
  decided(frameId: string, url: string): Promise<void>;
}
/** A page without an address makes no request that would tell it; ms. */
const requestWithin = 500;

export function createOpener(windows: Windows): Opener {
  const { engine } = windows;
  const open = new Map<string, { seen(url: string): void; decided: Promise<void> }>();

  /** Chromium tells of the opener unless the page gave it up (`noopener`, a middle click): then whoever asked for one. */
  const openerOf = async ({ info }: Target): Promise<WebContentsDouble | null> => {
    const id = info.openerId ?? info.openerFrameId;
    if (id !== undefined) return engine.ofFrame(id);
    const all: WebContentsDouble[] = [];
    for (const each of engine.contents.values())
      if ((await each.session._context()) === info.browserContextId || each.session._isDefault)
        all.push(each);
    const focused = windows.focused?.webContents.id;
    return (
      all.find((each) => each._openings.length > 0) ??
      all.find((each) => each.id === focused) ??
      all.at(-1) ??
      null
    );
  };

  async function decide(target: Target, firstRequest: Promise<string>): Promise<void> {
    const { browser } = await engine.hub();
    const { targetId } = target.info;
    // Its process may be the opener's, which would wait for it for ever. Requests stay where they are.
    const resume = (): Promise<unknown> =>
      target.session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
    const opener = await openerOf(target);
    let details = opener?._openings.shift();
    if (details === undefined) {
      await resume();
      const url = await Promise.race([
        firstRequest,
        new Promise<string>((settle) => setTimeout(() => settle('about:blank'), requestWithin)),
      ]);
      details = {
        url: engine.addresses.toApp(url),
        frameName: '',
        features: '',
        disposition: 'background-tab',
        referrer: { url: '', policy: 'default' },
      } satisfies HandlerDetails;
    }
    // Docs: without a handler the window is allowed, with the opener's options.
    const answer = opener?._windowOpen?.(details) ?? { action: 'allow' as const };
    if (opener === null || answer.action === 'deny') {
      await resume();
      await browser.send('Target.closeTarget', { targetId }).catch(() => undefined);
      return;
    }
    const overrides = answer.overrideBrowserWindowOptions ?? {};
    const window = new BrowserWindowDouble(
      windows,
      {
        ...overrides,
        webPreferences: {
          ...(opener._preload !== null && { preload: opener._preload }),
          ...overrides.webPreferences,
          session: opener.session as never,
        },
      },
      target,
    );
    opener.emit('did-create-window', window, { ...details, options: overrides });
    await window.webContents._up;
  }

  return {
    opened(target) {
      const { targetId } = target.info;
      const first = Promise.withResolvers<string>();
      const decided = decide(target, first.promise)
        .catch((error: Error) => {
          if (!/the target is gone|No target/i.test(error.message))
            engine.deps.problem(`window.open: ${error.message}`);
        })
        .finally(() => open.delete(targetId));
      open.set(targetId, { seen: first.resolve, decided });
    },
    async decided(frameId, url) {
      const undecided = open.get(frameId);
      undecided?.seen(url);
      await undecided?.decided;
    },
  };
}
