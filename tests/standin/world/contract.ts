// What the worlds of a page need of the window they belong to, and what they give it.
import type { EventEmitter } from 'node:events';
import type { ContentsMembers, DocumentMembers, FrameMembers, IpcMembers } from '../double/members.ts';
import type { Session } from '../pages/cdp.ts';

/** Part of Electron's WebFrameMain (docs: api/web-frame-main): one document in the top frame. */
export type FrameDouble = FrameMembers & DocumentMembers;

/** Part of Electron's IpcMain; a handler's exceptions are the process's uncaught exceptions. */
export type IpcMainDouble = EventEmitter & IpcMembers;

export interface AttachOptions {
  /** Given to listeners as `event.sender`. */
  contents: object & Pick<ContentsMembers, 'id'>;
  /** The target's DevTools session. */
  session: Pick<Session, 'send' | 'on' | 'onGone'>;
  /** The built preload (CommonJS); read once, here. */
  preloadPath: string;
  /** What our main calls an address that Chromium shows (https://desk.app.localhost/x → app://desk/x). */
  toAppUrl?(url: string): string;
  /** Docs: api/web-contents, 'preload-error'. */
  preloadError?(path: string, error: Error): void;
  /** Trouble of the double's own, for the specs' `problems`. */
  problem?(text: string): void;
}

export interface AttachedWorld {
  /** Docs: api/web-contents, contents.mainFrame. A new object for each document. */
  readonly mainFrame: FrameDouble;
  /** Docs: api/web-contents, contents.send. */
  send(channel: string, ...args: unknown[]): void;
  /**
   * The renderer died, the window closed or the session ended: ports of its document close, its frame is detached. Reload
   * and navigation need no call, nor does a crash that this session reports (Inspector.targetCrashed).
   */
  gone(): void;
}

export interface World {
  readonly ipcMain: IpcMainDouble;
  /** For a new target, before its first navigation; a document that is there already gets no preload. */
  attach(options: AttachOptions): Promise<AttachedWorld>;
}
