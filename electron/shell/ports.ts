// Hands pages their ports: on a new document's request, and to every page when a desk comes back.
import { app, ipcMain, type IpcMainEvent, type MessagePortMain, type WebContents } from 'electron';
import { channels } from './channels.ts';
import type { DeskProcess, DeskStanding } from './desk-process.ts';
import { deskOf, type DeskKind } from './desk-start.ts';
import { decideSender } from './sender.ts';
import type { Windows } from './windows.ts';

export interface PortsDeps {
  windows: Pick<Windows, 'surfaceOf' | 'all'>;
  /** Starts it if need be. */
  desk(kind: DeskKind): DeskProcess<MessagePortMain>;
  /** A message came from who may not speak to the shell. */
  stopped(contents: WebContents): void;
  /** The main page has put something on the screen. */
  painted(): void;
}
export interface Ports {
  /** Tells every page of that desk how it stands, with a new port when it runs. */
  deskChanged(kind: DeskKind, standing: DeskStanding): void;
  pageGone(contentsId: number): void;
}

export function createPorts({ windows, desk, stopped, painted }: PortsDeps): Ports {
  /** By page: which desk its document asked for (`?desk=practice` in its address). */
  const chosen = new Map<number, DeskKind>();

  const tell = (contents: WebContents, standing: DeskStanding): void =>
    contents.send(channels.desk, { ...standing, version: app.getVersion() });
  const give = (contents: WebContents, kind: DeskKind): void => {
    const surface = windows.surfaceOf(contents);
    if (surface === null || contents.isDestroyed()) return;
    const process = desk(kind);
    const port = process.openPort(contents.id, surface);
    if (port !== null) contents.mainFrame.postMessage(channels.port, null, [port]);
    else tell(contents, process.standing());
  };
  const trusted = (event: IpcMainEvent): boolean => {
    const frame = event.senderFrame;
    const sender = {
      known: windows.surfaceOf(event.sender) !== null,
      frame: frame && { url: frame.url, isTop: frame.parent === null, detached: frame.detached },
    };
    const { allow } = decideSender(sender);
    if (!allow) stopped(event.sender);
    return allow;
  };

  ipcMain.on(channels.port, (event) => {
    if (!trusted(event)) return;
    const address = event.senderFrame?.url ?? '';
    const kind = deskOf(windows.surfaceOf(event.sender), address);
    const before = chosen.get(event.sender.id);
    if (before !== undefined && before !== kind) desk(before).closePort(event.sender.id);
    chosen.set(event.sender.id, kind);
    give(event.sender, kind);
  });
  ipcMain.on(channels.tryAgain, (event) => {
    const kind = chosen.get(event.sender.id);
    if (trusted(event) && kind !== undefined) desk(kind).retry();
  });
  ipcMain.on(channels.quit, (event) => {
    // As its menu does: what is open is asked about first.
    if (trusted(event) && windows.surfaceOf(event.sender) === 'main') app.quit();
  });
  ipcMain.on(channels.painted, (event) => {
    if (trusted(event) && windows.surfaceOf(event.sender) === 'main') painted();
  });

  return {
    deskChanged(kind, standing) {
      for (const { contents } of windows.all()) {
        if (chosen.get(contents.id) !== kind) continue;
        if (standing.state === 'running') give(contents, kind);
        else tell(contents, standing);
      }
    },
    pageGone(contentsId) {
      const kind = chosen.get(contentsId);
      chosen.delete(contentsId);
      if (kind !== undefined) desk(kind).closePort(contentsId);
    },
  };
}
