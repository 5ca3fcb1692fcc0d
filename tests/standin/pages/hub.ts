// Every page of the browser, seen while it is still paused, and every request before it leaves: one attachment and one
// interception for the whole browser, so that no window is ever without them. A second client (a test runner) has its own.
// Source: DevTools protocol, Target.setAutoAttach (flat sessions, waitForDebuggerOnStart) and Fetch.
import type { Chromium } from './chromium.ts';
import type { Protocol, Session } from './cdp.ts';

export type TargetInfo = Protocol.Target.TargetInfo;
export type Paused = Protocol.Fetch.requestPausedPayload;
export interface Target {
  info: TargetInfo;
  /** Still paused: the owner sets it up, then sends `Runtime.runIfWaitingForDebugger`. */
  session: Session;
}
export interface Hub {
  readonly browser: Session;
  /** A window of ours; paused. `contextId` undefined = the default browser context. */
  open(options: { contextId?: string | undefined; width: number; height: number }): Promise<Target>;
}
export interface HubDeps {
  /** A page that none of our windows made, so a page did: to be let go or closed. */
  opened(target: Target): void;
  crashed(targetId: string, status: string, errorCode: number): void;
  gone(targetId: string): void;
  paused(request: Paused): void;
  download(event: Protocol.Browser.downloadWillBeginPayload): void;
  problem(text: string): void;
}

export async function createHub(chromium: Chromium, deps: HubDeps): Promise<Hub> {
  const { browser } = chromium;
  /** Attached, and nobody knows yet who made them. */
  const unclaimed = new Map<string, Target>();
  const claims = new Map<string, (target: Target) => void>();
  /** Browser contexts that are sessions of ours: the other client makes its pages elsewhere. */
  const ours = new Set<string>();
  let making = 0;

  browser.on('Target.attachedToTarget', ({ targetInfo, sessionId }) => {
    const session = chromium.session(sessionId);
    if (targetInfo.type !== 'page') {
      session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined);
      return;
    }
    const target = { info: targetInfo, session };
    const claim = claims.get(targetInfo.targetId);
    claims.delete(targetInfo.targetId);
    if (claim) claim(target);
    else if (making > 0 && targetInfo.openerId === undefined) unclaimed.set(targetInfo.targetId, target);
    else deps.opened(target);
  });
  browser.on('Target.targetCrashed', ({ targetId, status, errorCode }) =>
    deps.crashed(targetId, status, errorCode),
  );
  browser.on('Target.targetDestroyed', ({ targetId }) => deps.gone(targetId));
  browser.on('Fetch.requestPaused', deps.paused);
  browser.on('Browser.downloadWillBegin', deps.download);
  await Promise.all([
    browser.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    browser.send('Target.setDiscoverTargets', { discover: true }),
    browser.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
  ]);
  return {
    browser,
    async open({ contextId, width, height }) {
      making++;
      if (contextId !== undefined) ours.add(contextId);
      try {
        const { targetId } = await browser.send('Target.createTarget', {
          url: 'about:blank',
          width,
          height,
          newWindow: false,
          ...(contextId !== undefined && { browserContextId: contextId }),
        });
        const here = unclaimed.get(targetId);
        unclaimed.delete(targetId);
        return here ?? (await new Promise<Target>((claim) => claims.set(targetId, claim)));
      } finally {
        making--;
        if (making === 0) {
          const others = [...unclaimed.values()];
          unclaimed.clear();
          others.forEach(deps.opened);
        }
      }
    },
  };
}
