// The worlds of a page: the preload's isolated world in real Chromium, and the IPC between it and the main process.
// Source: Electron docs, tutorial/context-isolation, tutorial/ipc, api/ipc-main, api/web-frame-main.
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { decode } from '../codec.ts';
import { surface } from '../double/not-in-surface.ts';
import { wrapEnd } from '../ports.ts';
import type { AttachedWorld, AttachOptions, IpcMainDouble, World } from './contract.ts';
import { createFrame, type Frame } from './frame.ts';
import { makeScripts } from './scripts.ts';

export type * from './contract.ts';

/** The name Electron gives that world; DevTools shows it. */
const worldName = 'Electron Isolated Context';

export function createWorld(): World {
  const ipcMain = surface('ipcMain', new EventEmitter()) as IpcMainDouble;
  return { ipcMain, attach: (options) => attach(ipcMain, options) };
}

async function attach(ipcMain: EventEmitter, options: AttachOptions): Promise<AttachedWorld> {
  const { contents, session, preloadPath } = options;
  const toAppUrl = options.toAppUrl ?? ((url: string) => url);
  const problem = options.problem ?? (() => undefined);
  const random = randomUUID().replaceAll('-', '');
  const names = { meeting: `m${random}`, binding: `b${random}`, receive: `r${random}` };
  /** By execution context: numbers are used anew by each renderer process, unique names are not. */
  const uniqueNames = new Map<number, string>();
  let context = '';
  let frameId = '';
  const frames = new Map<number, string>();

  const deliver = (to: string) => (texts: string[]) => {
    const call = {
      uniqueContextId: to,
      functionDeclaration: `function (...texts) { for (const text of texts) ${names.receive}(text); }`,
      arguments: texts.map((value) => ({ value })),
      silent: false,
    };
    // A document that went away meanwhile takes what was on its way to it along.
    session.send('Runtime.callFunctionOn', call).catch(() => undefined);
  };
  const nowhere = (): Frame => createFrame('', { deliver: () => undefined, problem });
  let frame = nowhere();
  const leave = (): void => {
    context = '';
    frame.end();
  };

  const hello = (contextId: number, url: string): void => {
    leave();
    context = uniqueNames.get(contextId) ?? '';
    frameId = frames.get(contextId) ?? '';
    if (context === '') problem(`a document said hello from an unknown context: ${url}`);
    frame = createFrame(toAppUrl(url), { deliver: deliver(context), problem });
  };
  const emit = (channel: string, ids: number[], body: string): void => {
    const from = frame;
    const event = surface('IpcMainEvent', {
      type: 'frame',
      sender: contents,
      ports: from.document.receive(ids).map(wrapEnd),
      // Docs: "May be null if accessed after the frame has either navigated or been destroyed."
      get senderFrame() {
        return from.part.isDestroyed() ? null : from.part;
      },
      // Docs: api/ipc-main, event.reply: to the frame that sent the message.
      reply: (to: string, ...args: unknown[]) => from.part.send(to, ...args),
    });
    try {
      ipcMain.emit(channel, event, ...(decode(body) as unknown[]));
    } catch (error) {
      // An exception in a listener is the main process's uncaught exception, not the carrier's trouble.
      setImmediate(() => {
        throw error;
      });
    }
  };
  const said = (contextId: number, text: string): void => {
    const end = text.indexOf('\n');
    const header = JSON.parse(text.slice(0, end)) as [string, string, never, ...unknown[]];
    const body = text.slice(end + 1);
    const [kind, first, second] = header;
    if (kind === 'hello') return hello(contextId, first);
    // Said by a document that has been replaced: nobody is there to answer.
    if (uniqueNames.get(contextId) !== context) return;
    if (kind === 'ipc') emit(first, second, body);
    else if (kind === 'preload-error') {
      const error = Object.assign(new Error(first), { stack: String(second) });
      options.preloadError?.(preloadPath, error);
      problem(`preload failed: ${String(second)}`);
    } else frame.document.take(header, body);
  };

  session.on('Runtime.executionContextCreated', ({ context: made }) => {
    if (made.name !== worldName) return;
    uniqueNames.set(made.id, made.uniqueId);
    frames.set(made.id, String((made.auxData as { frameId?: string } | undefined)?.frameId));
  });
  session.on('Runtime.executionContextDestroyed', (gone) => {
    if (gone.executionContextUniqueId === context) leave();
  });
  session.on('Runtime.executionContextsCleared', () => {
    leave();
    uniqueNames.clear();
    frames.clear();
  });
  session.on('Inspector.targetCrashed', leave);
  session.onGone(leave);
  session.on('Page.navigatedWithinDocument', (moved) => {
    if (moved.frameId === frameId) frame.moved(toAppUrl(moved.url));
  });
  session.on('Runtime.bindingCalled', (call) => {
    if (call.name === names.binding) said(call.executionContextId, call.payload);
  });

  const scripts = makeScripts(names, preloadPath, readFileSync(preloadPath, 'utf8'));
  await Promise.all([
    session.send('Inspector.enable'),
    session.send('Page.enable'),
    session.send('Runtime.enable'),
    session.send('Runtime.addBinding', { name: names.binding, executionContextName: worldName }),
    // In this order: the page's own world first, so that it waits when the isolated world comes.
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.main }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.isolated, worldName }),
  ]);
  return {
    get mainFrame() {
      return frame.part;
    },
    send: (channel, ...args) => frame.part.send(channel, ...args),
    gone: leave,
  };
}
