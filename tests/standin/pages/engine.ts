// What windows, sessions and requests share: the browser once it is up, and who is who in it.
import type { PagesDeps } from '../double/contract.ts';
import { createAddresses, type Addresses } from './address.ts';
import type { WebContentsDouble } from './contents.ts';
import { createHub, type Hub, type HubDeps } from './hub.ts';

export interface Engine {
  readonly deps: PagesDeps;
  readonly addresses: Addresses;
  /** Connects on first use. */
  hub(): Promise<Hub>;
  nextId(): number;
  /** By `webContents.id`, in order of creation, until destroyed. */
  readonly contents: Map<number, WebContentsDouble>;
  /** By DevTools target, which is also the id of the page's top frame. */
  readonly byTarget: Map<string, WebContentsDouble>;
  /** The page a frame lies in; null when it is none of ours (a test runner's own page) or already gone. */
  ofFrame(frameId: string): Promise<WebContentsDouble | null>;
}
/** A frame's request can be seen before its page has told of the frame; ms. */
const frameWithin = 2000;

export function createEngine(deps: PagesDeps, hubDeps: HubDeps): Engine {
  let hub: Promise<Hub> | null = null;
  let last = 0;
  const contents = new Map<number, WebContentsDouble>();
  const byTarget = new Map<string, WebContentsDouble>();
  const find = (frameId: string): WebContentsDouble | null =>
    byTarget.get(frameId) ?? [...byTarget.values()].find((each) => each._hasFrame(frameId)) ?? null;
  return {
    deps,
    addresses: createAddresses(),
    hub: () => (hub ??= createHub(deps.browser(), hubDeps)),
    nextId: () => ++last,
    contents,
    byTarget,
    async ofFrame(frameId) {
      for (let waited = 0; ; waited += 10) {
        const found = find(frameId);
        if (found !== null || waited >= frameWithin) return found;
        await new Promise((settle) => setTimeout(settle, 10));
      }
    },
  };
}
