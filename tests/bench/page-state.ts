// What a page holds and has used, read by Chromium's own instruments: heap after a collection, live listeners, objects of a
// class that still exist, and the CPU of its process.
import type { CDPSession, Page } from 'playwright-core';

export interface PageState {
  /** Bytes in use after a collection. */
  heap: number;
  listeners: number;
  tracks: number;
  streams: number;
  peers: number;
  contexts: number;
}

async function instruments<T>(page: Page, use: (session: CDPSession) => Promise<T>): Promise<T> {
  const session = await page.context().newCDPSession(page);
  try {
    return await use(session);
  } finally {
    await session.detach();
  }
}
async function metric(session: CDPSession, name: string): Promise<number> {
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name)?.value ?? Number.NaN;
}
/** Objects of this class that are still alive. */
async function alive(session: CDPSession, name: string): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', { expression: `${name}.prototype` });
  if (result.objectId === undefined) return 0;
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
  if (objects.objectId === undefined) return 0;
  const counted = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObject', { objectId: objects.objectId });
  return Number(counted.result.value);
}

const rounds = 4;

/** Collected several times: what a finaliser lets go of is collected by the next one, and a closed peer takes a moment. */
export const pageState = (page: Page): Promise<PageState> =>
  instruments(page, async (session) => {
    let least: PageState | null = null;
    for (let round = 0; round < rounds; round++) {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const now: PageState = {
        heap: Math.round(usedSize),
        listeners: await metric(session, 'JSEventListeners'),
        tracks: await alive(session, 'MediaStreamTrack'),
        streams: await alive(session, 'MediaStream'),
        peers: await alive(session, 'RTCPeerConnection'),
        contexts: await alive(session, 'AudioContext'),
      };
      least = least === null ? now : lower(least, now);
      await new Promise((later) => setTimeout(later, 250));
    }
    if (least === null) throw new Error('nothing was measured');
    return least;
  });
const lower = (one: PageState, other: PageState): PageState => ({
  heap: Math.min(one.heap, other.heap),
  listeners: Math.min(one.listeners, other.listeners),
  tracks: Math.min(one.tracks, other.tracks),
  streams: Math.min(one.streams, other.streams),
  peers: Math.min(one.peers, other.peers),
  contexts: Math.min(one.contexts, other.contexts),
});

/** CPU seconds that the page's process has used, all its threads. */
export const processSeconds = (page: Page): Promise<number> =>
  instruments(page, (session) => metric(session, 'ProcessTime'));
