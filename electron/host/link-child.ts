// The link over Node's child IPC: the preview's desk is a child process of its web server.
import {
  deskToParent,
  parentToDesk,
  type DeskLink,
  type DeskToParent,
  type ParentLink,
  type ParentToDesk,
} from './link.ts';

/** What the link needs of `process` in a child, or of a `ChildProcess` in its parent. */
export interface IpcEnd {
  connected?: boolean;
  send?(message: unknown, done?: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** The desk's end. Messages that do not fit the schema are dropped: only the parent can send them, and it never does. */
export function childProcessLink(end: IpcEnd = process): ParentLink {
  return over<ParentToDesk, DeskToParent>(end, (raw) => parentToDesk.safeParse(raw).data ?? null);
}

/** The parent's end of the same pipe. */
export function deskLinkOf(end: IpcEnd): DeskLink {
  return over<DeskToParent, ParentToDesk>(end, (raw) => deskToParent.safeParse(raw).data ?? null);
}

function over<In, Out>(end: IpcEnd, parse: (raw: unknown) => In | null) {
  return {
    send(message: Out) {
      // The other side may be gone at any time; its end is told by `disconnect`, so a failed send needs no second word.
      if (end.connected !== false) end.send?.(message, () => undefined);
    },
    onMessage(listener: (message: In) => void) {
      end.on('message', (raw) => {
        const message = parse(raw);
        if (message !== null) listener(message);
      });
    },
    onClose(listener: () => void) {
      end.on('disconnect', listener);
    },
  };
}
