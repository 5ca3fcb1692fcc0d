// One of our own pages, taken over, wants more than its own window: another surface's requests, another window's answers, a
// port that is not its own or of before, all of the desk's time.
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

  spec(
    'a port is dead after a reload: what was asked over it is never answered to the next document',
    desktop,
    async () => {
      const page = await main();
      const epochs = (): number => desk().output().split('\n').length;
      void epochs;
      await answering(page);
      await page.evaluate(() => {
        for (let at = 0; at < 200; at++)
          window.careline?.send({ t: 'call', id: `old-${at}`, name: 'messages.drafts', input: {} });
      });
      await page.reload();
      const next = await main();
      await next.evaluate(() => {
        const heard: string[] = [];
        Object.assign(globalThis, { heardFrames: heard });
        window.careline?.onFrame((frame) => heard.push(JSON.stringify(frame)));
      });
      await answering(next);
      const heard = await next.evaluate(
        () => (globalThis as unknown as { heardFrames: string[] }).heardFrames,
      );
      expect(heard.filter((text) => text.includes('"old-'))).toEqual([]);
    },
  );

  spec('asking for a port again and again leaves one live port', desktop, async () => {
    // The page has no way to ask; the asking itself is done where the preload's message arrives.
    const page = await main();
    await answering(page);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { hellos: heard });
      window.careline?.onFrame((frame) => frame.t === 'hello' && heard.push(JSON.stringify(frame)));
    });
    const times = 200;
    await desk().main(({ BrowserWindow, ipcMain }, count) => {
      const window = BrowserWindow.getAllWindows().find((each) =>
        /\/\/desk\/?(\?|$|index)/.test(each.webContents.getURL()),
      );
      if (!window) throw new Error('no main window');
      const { webContents } = window;
      for (let at = 0; at < count; at++)
        ipcMain.emit('careline:port', {
          sender: webContents,
          senderFrame: webContents.mainFrame,
          ports: [],
        });
    }, times);
    await until('the last port', 20_000, async () =>
      page.evaluate(
        (count) => (globalThis as unknown as { hellos: string[] }).hellos.length >= Math.min(count, 1),
        times,
      ),
    );
    await answering(page);
    // One question, one answer: had an older port lived on, its answer would come as well.
    const answers = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let count = 0;
          window.careline?.onFrame((frame) => {
            if (frame.t !== 'reply') return;
            if (frame.id === 'once') count++;
            if (frame.id === 'last') resolve(count);
          });
          window.careline?.send({ t: 'call', id: 'once', name: 'session.state', input: {} });
          window.careline?.send({ t: 'call', id: 'last', name: 'session.state', input: {} });
        }),
    );
    expect(answers).toBe(1);
  });

  spec(
    'a window that the shell did not make gets no port, though it has our preload and our page',
    desktop,
    async () => {
      const got = await desk().main(async ({ BrowserWindow, session }) => {
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
        const { webContents } = stranger;
        const posted: string[] = [];
        await webContents.loadURL('app://desk/panel.html');
        const { mainFrame } = webContents;
        const real = mainFrame.postMessage.bind(mainFrame);
        mainFrame.postMessage = (channel, ...rest) => {
          posted.push(channel);
          real(channel, ...rest);
        };
        await new Promise((later) => setTimeout(later, 500));
        stranger.destroy();
        return posted;
      });
      expect(got).toEqual([]);
      await until('the refusal to be told', 10_000, () => /shell\.refused.*"sender"/.test(desk().output()));
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
    // The stand-in carries each frame through three programs: how long that takes says nothing of a runtime.
    expect(waited).toBeLessThan(desk().host === 'standin' ? 15_000 : 1000);
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
