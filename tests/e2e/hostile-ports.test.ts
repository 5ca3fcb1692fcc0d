// One of our own pages, taken over, wants more than its own window: another surface's requests, another window's answers, a
// port that is not its own or of before, all of the desk's time.
import type { MessagePortMain } from 'electron';
import { beforeAll, expect } from 'vitest';
import type { RawBridge } from '#shared/contract/bridge.ts';
import { until } from '#tests/support/until.ts';
import { answering, ask, attacks, auditOf, sitAlone, take } from './desk/hostile.ts';
import { alone, desktop, openSurface } from './desk/shell.ts';
import { spec } from './desk/spec.ts';

/** What an attack in the page sees. */
interface Taken {
  attackBridge: RawBridge;
}
/** A page's end of a port that main keeps to itself. */
interface Kept {
  port: MessagePortMain;
  closed: boolean;
  answers: number;
}

attacks('a page taken over wants what is another window’s', alone, (desk) => {
  const main = () => desk().window('main');
  const opening = { id: crypto.randomUUID(), accountId: 'harbor', callId: null, otherPhoneWhy: 'cable cut' };

  beforeAll(async () => {
    await sitAlone(desk().page);
  });

  spec(
    'a window asks only what is its own: panel and compact phone are refused, and it is audited',
    desktop,
    async () => {
      for (const surface of ['panel', 'compact'] as const) {
        const page = await openSurface(desk(), surface);
        await answering(page);
        for (const [name, input] of [
          ['messages.open', opening],
          ['session.unlock', { passphrase: 'quiet-harbour-lamp' }],
          ['settings.change', {}],
          ['messages.list', {}],
        ] as const) {
          const answer = await ask(page, name, input);
          expect(answer.ok, `${surface} ${name}`).toBe(false);
          // A settings change without anything in it is no input, before it is anybody's.
          if (name !== 'settings.change' && name !== 'messages.list')
            expect(answer).toMatchObject({ code: 'wrong-surface' });
        }
        const forged = await ask(page, 'messages.open', opening, { surface: 'main', epoch: 1, port: 1 });
        expect(forged).toMatchObject({ ok: false, code: 'invalid-input' });
      }
      const refused = (await auditOf(desk())).filter(({ outcome }) => outcome === 'wrong-surface');
      expect(refused.map(({ surface }) => surface)).toEqual(expect.arrayContaining(['panel', 'compact']));
    },
  );

  spec(
    'an answer that was kept for one window is not given to another by its request’s id',
    desktop,
    async () => {
      const page = await main();
      const requestId = crypto.randomUUID();
      expect(await ask(page, 'messages.open', opening, { requestId })).toMatchObject({ ok: true });
      const panel = await openSurface(desk(), 'panel');
      await answering(panel);
      expect(await ask(panel, 'messages.open', opening, { requestId })).toMatchObject({
        ok: false,
        code: 'wrong-surface',
      });
      // A request that the panel may make, by that id.
      const context = { contextId: crypto.randomUUID(), count: null };
      const other = await ask(panel, 'emergency.open', { contextId: context.contextId }, { requestId });
      expect(other).toMatchObject({ ok: false, code: 'invalid-input' });
    },
  );

  spec('frames of one window are not heard in another', desktop, async () => {
    const page = await main();
    const panel = await openSurface(desk(), 'panel');
    await answering(panel);
    await panel.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heardFrames: heard });
      window.careline?.onFrame((frame) => heard.push(JSON.stringify(frame)));
    });
    await take(page, async () => {
      const { attackBridge } = globalThis as unknown as Taken;
      await new Promise<void>((resolve) => {
        attackBridge.onFrame((frame) => {
          if (frame.t === 'reply' && frame.id === 'only-mine-4') resolve();
        });
        for (let turn = 0; turn < 5; turn++)
          attackBridge.send({ t: 'call', id: `only-mine-${turn}`, name: 'messages.drafts', input: {} });
      });
    });
    // Its own answer comes after whatever came before it.
    await ask(panel, 'session.state');
    const heard = await panel.evaluate(
      () => (globalThis as unknown as { heardFrames: string[] }).heardFrames,
    );
    expect(heard.join('\n')).toContain('"t":"reply"');
    expect(heard.join('\n')).not.toContain('only-mine');
  });

  /**
   * Main asks for the main page's port `times` times over, as its preload would, and keeps the page's ends to itself instead
   * of handing them on. What becomes of them is in `kept`.
   */
  const keepPorts = (times: number): Promise<void> =>
    desk().main(({ webContents, ipcMain }, count) => {
      const contents = webContents
        .getAllWebContents()
        .find((each) => /^app:\/\/desk\/(index\.html)?(\?|$)/.test(each.getURL()));
      if (!contents) throw new Error('no main page');
      const { mainFrame } = contents;
      const own: Kept[] = [];
      Object.assign(globalThis, { keptPorts: own });
      const real = Object.getOwnPropertyDescriptor(mainFrame, 'postMessage');
      mainFrame.postMessage = (_channel, _message, ports = []) => {
        const [port] = ports;
        if (port === undefined) return;
        const kept: Kept = { port, closed: false, answers: 0 };
        own.push(kept);
        port.on('close', () => (kept.closed = true));
        port.on('message', ({ data }) => {
          if ((data as { t?: string }).t === 'reply') kept.answers++;
        });
        port.start();
      };
      try {
        for (let at = 0; at < count; at++)
          ipcMain.emit('careline:port', { sender: contents, senderFrame: mainFrame, ports: [] });
      } finally {
        if (real) Object.defineProperty(mainFrame, 'postMessage', real);
        else Reflect.deleteProperty(mainFrame, 'postMessage');
      }
    }, times);
  const keptPorts = (): Promise<Pick<Kept, 'closed' | 'answers'>[]> =>
    desk().main(() =>
      (globalThis as unknown as { keptPorts: Kept[] }).keptPorts.map(({ closed, answers }) => ({
        closed,
        answers,
      })),
    );
  /** Asks the desk over every port that was kept, dead or alive. */
  const askKept = (): Promise<void> =>
    desk().main(() => {
      for (const { port } of (globalThis as unknown as { keptPorts: Kept[] }).keptPorts)
        port.postMessage({ t: 'call', id: 'kept', name: 'session.state', input: {} });
    });

  spec('asking for a port again and again leaves one live port', desktop, async () => {
    await answering(await main());
    const times = 200;
    await keepPorts(times);
    await until('all but one to be closed', 20_000, async () => {
      const ports = await keptPorts();
      return ports.length === times && ports.filter(({ closed }) => closed).length === times - 1;
    });
    await askKept();
    await until('an answer', 10_000, async () => (await keptPorts()).some(({ answers }) => answers > 0));
    const ports = await keptPorts();
    expect(ports.filter(({ closed }) => !closed)).toEqual([{ closed: false, answers: 1 }]);
    expect(ports.at(-1)).toEqual({ closed: false, answers: 1 });
    expect(ports.filter(({ answers }) => answers > 0)).toHaveLength(1);
  });

  spec(
    'a port is dead after a reload: what is asked over it then is answered to nobody',
    desktop,
    async () => {
      const page = await main();
      await keepPorts(1);
      await askKept();
      await until('an answer', 10_000, async () => (await keptPorts())[0]?.answers === 1);
      await page.reload();
      await until(
        'the port of before to be closed',
        10_000,
        async () => (await keptPorts())[0]?.closed === true,
      );
      await askKept();
      // The new document's own question is answered after it would have been.
      await answering(await main());
      expect(await keptPorts()).toEqual([{ closed: true, answers: 1 }]);
    },
  );

  spec(
    'a window that the shell did not make gets no port, though it has our preload and our page',
    desktop,
    async () => {
      const page = await main();
      await ask(page, 'windows.close', { surface: 'panel' });
      const open = async (): Promise<unknown> =>
        ((await ask(page, 'windows.state')) as { value?: { open: string[] } }).value?.open;
      await expect.poll(open).not.toContain('panel');
      const refused = (): number =>
        desk()
          .output()
          .match(/shell\.refused.*"sender"/g)?.length ?? 0;
      const before = refused();
      await desk().main(async ({ BrowserWindow, session }) => {
        const root = process.argv.find((arg) => !arg.startsWith('-') && !/electron$|node$/.test(arg)) ?? '.';
        const stranger = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${root}/dist/electron/preload.cjs`,
            sandbox: true,
            contextIsolation: true,
            session: session.fromPartition('careline', { cache: false }),
          },
        });
        Object.assign(globalThis, { stranger });
        await stranger.webContents.loadURL('app://desk/panel.html');
      });
      const stranger = await desk().window('panel');
      await until('the refusal to be told', 10_000, () => refused() > before);
      // It has the bridge, and nobody at its other end.
      expect(await stranger.evaluate(() => typeof window.careline?.send)).toBe('function');
      await expect(ask(stranger, 'session.state', {}, {}, 2000)).rejects.toThrow('no answer');
      expect(await open()).not.toContain('panel');
      await desk().main(() =>
        (globalThis as unknown as { stranger: { destroy(): void } }).stranger.destroy(),
      );
      await until('the stranger to be gone', 10_000, () => stranger.isClosed());
      // One that the shell makes gets its port.
      await answering(await openSurface(desk(), 'panel'));
      expect(await open()).toContain('panel');
    },
  );

  spec('a flood of requests from one window does not keep another waiting', async () => {
    const page = await main();
    await answering(page);
    const other =
      desk().host === 'preview' ? await desk().context.newPage() : await openSurface(desk(), 'panel');
    if (desk().host === 'preview') {
      const secret = await page.evaluate(() => sessionStorage.getItem('careline-tab') ?? '');
      await other.addInitScript((tab) => sessionStorage.setItem('careline-tab', tab), secret);
      await other.goto(new URL('/', page.url()).href);
    }
    await answering(other);
    await take(
      page,
      (count) => {
        const { attackBridge } = globalThis as unknown as Taken;
        const told = { busy: 0 };
        Object.assign(globalThis, { flood: told });
        attackBridge.onFrame((frame) => {
          if (frame.t === 'reply' && (frame.result as { code?: string }).code === 'busy') told.busy++;
        });
        for (let at = 0; at < count; at++)
          attackBridge.send({ t: 'call', id: `flood-${at}`, name: 'messages.drafts', input: {} });
      },
      20_000,
    );
    const began = performance.now();
    expect(await ask(other, 'session.state', {}, {}, 30_000)).toMatchObject({ ok: true });
    const waited = performance.now() - began;
    process.stdout.write(`  flood: the other window waited ${Math.round(waited)} ms\n`);
    // Its line has an end, and what is behind it is told so. (The preview stops to read its socket before that.)
    if (desk().host !== 'preview')
      await until('the flood to be told that it is one', 20_000, () =>
        page.evaluate(() => (globalThis as unknown as { flood: { busy: number } }).flood.busy > 0),
      );
    // What the flood still has in its line goes with its document.
    await page.reload();
    await answering(await main());
  });
});
