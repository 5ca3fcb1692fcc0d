// Electron's host inside the built shell, on the stand-in or a real runtime. The requests come from where the desk's come:
// the desk's process object, as the shell holds it.
import { join } from 'node:path';
import { root } from '#tests/support/app.ts';
import { until } from '#tests/support/until.ts';
import type { PowerEvent } from '#host/link.ts';
import type { Result } from '#shared/domain/result.ts';
import { launch } from '../e2e/desk/launch.ts';
import type { Adapter } from './adapter.ts';

/** What the spy keeps in the main process. */
interface Spy {
  child: { emit(event: 'message', message: unknown): boolean } | null;
  said: { t: string; id?: string; event?: PowerEvent; result?: unknown }[];
  opened: string[];
  pick: string | null;
}
declare global {
  var hostSpy: Spy | undefined;
}

export async function shellAdapter(): Promise<Adapter> {
  const desk = await launch({ demo: false });
  // The next desk is forked under our eyes: the one that runs is ended, as a crash would, and the shell starts another.
  await desk.main(({ utilityProcess, dialog, shell }) => {
    const spy: Spy = { child: null, said: [], opened: [], pick: null };
    globalThis.hostSpy = spy;
    const fork = utilityProcess.fork.bind(utilityProcess);
    utilityProcess.fork = (...args) => {
      const child = fork(...args);
      const post = child.postMessage.bind(child);
      child.postMessage = (message: (typeof spy.said)[number], transfer) => {
        spy.said.push(message);
        // An answer to our own request means nothing to the real desk.
        if (message.t !== 'host-reply' || message.id?.startsWith('spy-') !== true) post(message, transfer);
      };
      spy.child = child;
      return child;
    };
    shell.openExternal = async (url) => void spy.opened.push(url);
    dialog.showOpenDialog = async () => ({
      canceled: spy.pick === null,
      filePaths: spy.pick === null ? [] : [spy.pick],
    });
    dialog.showSaveDialog = async () => ({ canceled: spy.pick === null, filePath: spy.pick ?? '' });
  });
  const before = await desk.deskPids();
  await desk.killDesk();
  await until('the next desk', 15_000, async () => {
    const now = await desk.deskPids();
    const spied = await desk.main(() => globalThis.hostSpy?.child !== null);
    return spied && now.length > 0 && !before.includes(now[0] ?? 0);
  });
  const send = (message: unknown): Promise<void> =>
    desk.main((_electron, raw) => void globalThis.hostSpy?.child?.emit('message', raw), message);
  let number = 0;
  return {
    async ask(method, input) {
      const id = `spy-${++number}`;
      await send({ t: 'host-request', id, method, input });
      let answer: unknown;
      await until(`an answer to ${method}`, 15_000, async () => {
        answer = await desk.main(
          (_electron, wanted) =>
            globalThis.hostSpy?.said.find((m) => m.t === 'host-reply' && m.id === wanted)?.result,
          id,
        );
        return answer !== undefined;
      });
      return answer as Result<unknown>;
    },
    raw: (message) => void send(message),
    folders: { profile: desk.folders.live, content: join(root, 'data') },
    picks: (path) =>
      desk.main((_electron, chosen) => {
        if (globalThis.hostSpy) globalThis.hostSpy.pick = chosen;
      }, path),
    power: (event) =>
      desk.main(({ powerMonitor }, name) => {
        const heard = globalThis.hostSpy?.said ?? [];
        const from = heard.length;
        (powerMonitor as unknown as { emit(event: string): void }).emit(name);
        return heard
          .slice(from)
          .filter((m) => m.t === 'power')
          .map((m) => m.event)
          .filter((e) => e !== undefined);
      }, event),
    opened: () => desk.main(() => globalThis.hostSpy?.opened ?? []),
    close: () => desk.close(),
  };
}
