// The frames of one page as Chromium tells of them, and what of Electron's WebFrameMain events carry of each.
// Source: Electron docs, api/web-frame-main; DevTools protocol, domain Page.
import type { WebFrameMain } from 'electron';
import type { FrameMembers } from '../double/members.ts';
import { surface } from '../double/not-in-surface.ts';
import type { Session } from './cdp.ts';

/** `mainFrame` of a page with a preload is the world's; this is every other frame. */
export interface Frames {
  /** Known in this page, also while its document is elsewhere. */
  has(frameId: string): boolean;
  get(frameId: string): FrameMembers;
  /** In Chromium's spelling. */
  url(frameId: string): string;
  /** A frame's execution context, in whose document a binding was called. */
  ofContext(contextId: number, session: Session): string | null;
  /** Listens to one more session of the page (its own, or that of a frame in another process). */
  watch(session: Session): void;
}

export function createFrames(mainId: string, toApp: (url: string) => string): Frames {
  interface Known {
    parent: string | null;
    url: string;
    detached: boolean;
    part: FrameMembers;
  }
  const known = new Map<string, Known>();
  const contexts = new Map<string, string>();
  const part = (frameId: string): FrameMembers =>
    surface('WebFrameMain', {
      get url() {
        return toApp(known.get(frameId)?.url ?? '');
      },
      get parent(): WebFrameMain | null {
        const parent = known.get(frameId)?.parent ?? null;
        return parent === null ? null : (get(parent) as WebFrameMain);
      },
      get top(): WebFrameMain | null {
        return get(mainId) as WebFrameMain;
      },
      get detached() {
        return known.get(frameId)?.detached ?? true;
      },
    } satisfies FrameMembers);
  const add = (frameId: string, parent: string | null): Known => {
    const before = known.get(frameId);
    if (before && !before.detached) return before;
    const made = { parent, url: '', detached: false, part: part(frameId) };
    known.set(frameId, made);
    return made;
  };
  const get = (frameId: string): FrameMembers => add(frameId, frameId === mainId ? null : mainId).part;
  add(mainId, null);
  return {
    has: (frameId) => known.has(frameId),
    get,
    url: (frameId) => known.get(frameId)?.url ?? '',
    ofContext: (contextId, session) => contexts.get(`${session.id}:${contextId}`) ?? null,
    watch(session) {
      session.on('Page.frameAttached', ({ frameId, parentFrameId }) => add(frameId, parentFrameId));
      session.on('Page.frameDetached', ({ frameId, reason }) => {
        const frame = known.get(frameId);
        if (frame && reason === 'remove') frame.detached = true;
      });
      session.on('Page.frameNavigated', ({ frame }) => {
        add(frame.id, frame.parentId ?? null).url = frame.url + (frame.urlFragment ?? '');
      });
      session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
        add(frameId, null).url = url;
      });
      session.on('Runtime.executionContextCreated', ({ context }) => {
        const { frameId } = context.auxData as { frameId?: string };
        if (frameId !== undefined) contexts.set(`${session.id}:${context.id}`, frameId);
      });
    },
  };
}
