// The double's pages against a real Chromium: what Electron says of navigation, windows, requests, permissions and deaths.
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '#tests/support/browser.ts';
import { createRig, type Rig } from './rig.ts';

describe.skipIf((await chromiumPath()) === null)('pages', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig();
  });
  afterAll(async () => {
    await rig.end();
    expect(rig.problems).toEqual([]);
  });

  describe('a scheme of ours', () => {
    it('is a secure context of its own, with our policy enforced, and called app: by everything main sees', async () => {
      const window = await rig.window(rig.session('scheme'));
      expect(window.webContents.getURL()).toBe('app://desk/index.html');
      expect(window.webContents.mainFrame.url).toBe('app://desk/index.html');
      expect(await rig.run(window, '[isSecureContext, globalThis.ran, document.title]')).toEqual([
        true,
        1,
        '/index.html',
      ]);
      const inline = `(() => { const s = document.createElement('script'); s.textContent = 'globalThis.inline = 1';
        document.head.append(s); return globalThis.inline ?? 'refused'; })()`;
      expect(await rig.run(window, inline)).toBe('refused');
      await window.webContents.loadURL('app://desk/nothing#here');
      expect(window.webContents.getURL()).toBe('app://desk/nothing#here');
      window.destroy();
    });

    it('redirects within itself, and asks before it follows', async () => {
      const window = await rig.window(rig.session('moved'));
      const asked: string[] = [];
      window.webContents.on('will-redirect', (event) => asked.push(event.url));
      await window.webContents.loadURL('app://desk/moved');
      expect(asked).toEqual(['app://desk/there']);
      expect(window.webContents.getURL()).toBe('app://desk/there');
      window.destroy();
    });

    it('refuses what no session serves, as loadURL does', async () => {
      const session = rig.pages.session.fromPartition('unserved');
      const window = new rig.pages.BrowserWindow({ webPreferences: { session: session as never } });
      const failed = once(window.webContents, 'did-fail-load');
      await expect(window.webContents.loadURL('app://desk/')).rejects.toMatchObject({ url: 'app://desk/' });
      expect((await failed)[3]).toBe('app://desk/');
      window.destroy();
    });
  });

  describe('navigation', () => {
    it('asks first, keeps the old document when denied, and reaches no server', async () => {
      const window = await rig.window(rig.session('navigation'));
      const asked: unknown[] = [];
      for (const name of ['will-navigate', 'will-frame-navigate'])
        window.webContents.on(name, (event) => {
          asked.push([name, event.url, event.isMainFrame]);
          event.preventDefault();
        });
      const denied = once(window.webContents, 'will-frame-navigate');
      await rig.run(window, `void (location.href = '${rig.outside}/navigated')`);
      await denied;
      await rig.run(window, 'new Promise((settle) => setTimeout(settle, 50))');
      expect(asked).toEqual([['will-frame-navigate', `${rig.outside}/navigated`, true]]);
      expect(window.webContents.getURL()).toBe('app://desk/index.html');
      const frame = once(window.webContents, 'will-frame-navigate');
      await rig.run(
        window,
        `(() => { const f = document.createElement('iframe'); f.src = '${rig.outside}/framed'; document.body.append(f); })()`,
      );
      await frame;
      expect(asked.at(-1)).toEqual(['will-frame-navigate', `${rig.outside}/framed`, false]);
      expect(rig.log.filter((line) => /navigated|framed/.test(line))).toEqual([]);
      window.destroy();
    });

    it('asks for a document of a blob as well', async () => {
      const window = await rig.window(rig.session('blob'));
      const go =
        "void location.assign(URL.createObjectURL(new Blob(['<title>blob</title>'], { type: 'text/html' })))";
      const prevent = (event: { preventDefault(): void }) => event.preventDefault();
      window.webContents.on('will-navigate', prevent);
      const denied = once(window.webContents, 'will-navigate');
      await rig.run(window, go);
      expect((await denied)[1]).toMatch(/^blob:app:\/\/desk\//);
      await rig.run(window, 'new Promise((settle) => setTimeout(settle, 50))');
      expect(window.webContents.getURL()).toBe('app://desk/index.html');
      window.webContents.off('will-navigate', prevent);
      await rig.run(window, go);
      await expect.poll(() => window.webContents.getURL()).toMatch(/^blob:/);
      window.destroy();
    });

    it('goes where nobody denies it, and tells of a redirect before following it', async () => {
      const window = await rig.window(rig.session('redirect'));
      const asked: string[] = [];
      window.webContents.on('will-navigate', (event) => asked.push(`navigate ${event.url}`));
      window.webContents.on('will-redirect', (event) => {
        asked.push(`redirect ${event.url}`);
        event.preventDefault();
      });
      const redirected = once(window.webContents, 'will-redirect');
      await rig.run(window, `void (location.href = '${rig.outside}/moved')`);
      await redirected;
      expect(asked).toEqual([`navigate ${rig.outside}/moved`, `redirect ${rig.outside}/there`]);
      expect(rig.log).toContain('GET /moved');
      expect(rig.log).not.toContain('GET /there');
      window.destroy();
    });
  });

  describe('window.open', () => {
    it.each(['', 'noopener'])('denied: no window stays, no request leaves (%j)', async (features) => {
      const window = await rig.window(rig.session(`denied ${features}`));
      const before = rig.pages.BrowserWindow.getAllWindows().length;
      const asked = new Promise<string>((settle) =>
        window.webContents.setWindowOpenHandler(({ url }) => {
          settle(url);
          return { action: 'deny' };
        }),
      );
      await rig.run(
        window,
        `void (globalThis.opened = window.open('${rig.outside}/popup', '_blank', '${features}'))`,
      );
      expect(await asked).toBe(`${rig.outside}/popup`);
      if (features === '') await expect.poll(() => rig.run(window, 'globalThis.opened.closed')).toBe(true);
      expect(rig.log).not.toContain('GET /popup');
      expect(rig.pages.BrowserWindow.getAllWindows()).toHaveLength(before);
      window.destroy();
    });

    it('a middle click is asked for as well', async () => {
      const window = await rig.window(rig.session('middle'));
      const asked = new Promise<unknown>((settle) =>
        window.webContents.setWindowOpenHandler(({ url, disposition }) => {
          settle([url, disposition]);
          return { action: 'deny' };
        }),
      );
      const link = `(() => { const a = document.createElement('a'); a.href = '${rig.outside}/middle'; a.id = 'a';
        a.textContent = 'link'; document.body.replaceChildren(a); const r = a.getBoundingClientRect();
        return { x: r.x + 3, y: r.y + 3 }; })()`;
      const place = await rig.run<{ x: number; y: number }>(window, link);
      const page = await window.webContents._up;
      for (const type of ['mousePressed', 'mouseReleased'] as const)
        await page.send('Input.dispatchMouseEvent', { type, ...place, button: 'middle', clickCount: 1 });
      expect(await asked).toEqual([`${rig.outside}/middle`, 'background-tab']);
      await rig.run(window, 'new Promise((settle) => setTimeout(settle, 50))');
      expect(rig.log).not.toContain('GET /middle');
      window.destroy();
    });

    it('without a handler: a window, as in Electron', async () => {
      const window = await rig.window(rig.session('allowed'));
      const created = once(rig.app, 'web-contents-created');
      await rig.run(window, `void window.open('${rig.outside}/allowed')`);
      const [, contents] = await created;
      await once(contents, 'did-finish-load');
      expect(contents.getURL()).toBe(`${rig.outside}/allowed`);
      expect(rig.log).toContain('GET /allowed');
      rig.pages.BrowserWindow.fromWebContents(contents)?.destroy();
      window.destroy();
    });
  });

  it('webRequest: what is cancelled reaches no server, the rest does', async () => {
    const session = rig.session('requests');
    const window = await rig.window(session);
    const get = (path: string) => `fetch('${rig.outside}/${path}').then((r) => r.status, () => 'failed')`;
    expect(await rig.run(window, get('free'))).toBe(200);
    session.webRequest.onBeforeRequest((details, answer) =>
      answer({ cancel: !details.url.startsWith('app:') }),
    );
    expect(await rig.run(window, get('cancelled'))).toBe('failed');
    expect(await rig.run(window, "fetch('/a.js').then((r) => r.status)")).toBe(200);
    expect(rig.log).toContain('GET /free');
    expect(rig.log).not.toContain('GET /cancelled');
    window.destroy();
  });

  it('will-download: prevented, nothing is kept', async () => {
    const session = rig.session('downloads');
    const window = await rig.window(session);
    const name = new Promise((settle) =>
      session.on('will-download', (event, item) => {
        event.preventDefault();
        settle([item.getFilename(), item.getURL()]);
      }),
    );
    await rig.run(window, `void (location.href = '${rig.outside}/file')`);
    expect(await name).toEqual(['list.csv', `${rig.outside}/file`]);
    window.destroy();
  });

  describe('permissions', () => {
    const listen =
      'navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => (globalThis.heard = s).getTracks()[0].readyState, (e) => e.name)';
    const look = "navigator.permissions.query({ name: 'microphone' }).then((p) => p.state)";

    it('nobody decides: approved, as in Electron', async () => {
      const window = await rig.window(rig.session('no handler'));
      expect(await rig.run(window, listen)).toBe('live');
      window.destroy();
    });

    it('denied is denied, in a frame and by the older names too', async () => {
      const session = rig.session('deny');
      const asked: unknown[] = [];
      session.setPermissionRequestHandler((contents, permission, answer, details) => {
        asked.push([contents.id, permission, details]);
        answer(false);
      });
      session.setPermissionCheckHandler(() => false);
      const window = await rig.window(session);
      expect(await rig.run(window, listen)).toBe('NotAllowedError');
      expect(await rig.run(window, look)).toBe('denied');
      expect(asked).toEqual([
        [
          window.id,
          'media',
          {
            requestingUrl: 'app://desk/index.html',
            isMainFrame: true,
            mediaTypes: ['audio'],
            securityOrigin: 'app://desk/',
          },
        ],
      ]);
      const inFrame = `(() => { const f = document.createElement('iframe'); document.body.append(f);
        return f.contentWindow.navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', (e) => e.name); })()`;
      expect(await rig.run(window, inFrame)).toBe('NotAllowedError');
      const native = `f => MediaDevices.prototype.getUserMedia.call(navigator.mediaDevices, { audio: true })`;
      expect(await rig.run(window, `(${native})().then(() => 'granted', (e) => e.name)`)).toBe(
        'NotAllowedError',
      );
      const old = `new Promise((settle) => (navigator.webkitGetUserMedia ?? navigator.getUserMedia).call(navigator,
        { audio: true }, () => settle('granted'), (e) => settle(e.name)))`;
      expect(await rig.run(window, old)).toBe('NotAllowedError');
      window.destroy();
    });

    it('a frame of another site asks as well, and says so', async () => {
      const session = rig.session('other site');
      const asked: unknown[] = [];
      session.setPermissionRequestHandler((_contents, _permission, answer, details) => {
        asked.push([details.requestingUrl, details.isMainFrame]);
        answer(details.isMainFrame);
      });
      const window = await rig.window(session);
      const framed = `new Promise((settle) => { addEventListener('message', ({ data }) => settle(data), { once: true });
        const f = document.createElement('iframe'); f.allow = 'microphone *'; f.src = '${rig.outside}/listens';
        document.body.append(f); })`;
      expect(await rig.run(window, framed)).toBe('NotAllowedError');
      expect(asked).toEqual([[`${rig.outside}/listens`, false]]);
      window.destroy();
    });

    it('audio granted, a camera not, and the look says so', async () => {
      const session = rig.session('audio');
      session.setPermissionRequestHandler((_contents, _permission, answer, details) =>
        answer('mediaTypes' in details && details.mediaTypes?.join() === 'audio'),
      );
      session.setPermissionCheckHandler(
        (_contents, _permission, _origin, details) => details.mediaType === 'audio',
      );
      const window = await rig.window(session);
      expect(await rig.run(window, listen)).toBe('live');
      expect(await rig.run(window, look)).toBe('granted');
      expect(await rig.run(window, look.replace('microphone', 'camera'))).toBe('denied');
      expect(await rig.run(window, listen.replace('audio: true', 'audio: true, video: true'))).toBe(
        'NotAllowedError',
      );
      // Another page of the same origin is refused; the first one's track lives on.
      session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
      session.setPermissionCheckHandler(() => false);
      const other = await rig.window(session);
      expect(await rig.run(other, listen)).toBe('NotAllowedError');
      expect(await rig.run(other, look)).toBe('denied');
      expect(await rig.run(window, 'globalThis.heard.getTracks()[0].readyState')).toBe('live');
      other.destroy();
      window.destroy();
    });
  });

  describe('a renderer that dies', () => {
    it('killed by the system, it says so, and reload makes a new one', async () => {
      const window = await rig.window(rig.session('kill'));
      await window.webContents._found;
      const pid = window.webContents.getOSProcessId();
      const gone = once(window.webContents, 'render-process-gone');
      process.kill(pid, 'SIGKILL');
      expect((await gone)[1]).toMatchObject({ reason: 'killed' });
      const back = once(window.webContents, 'did-finish-load');
      window.webContents.reload();
      await back;
      expect(await rig.run(window, 'document.title')).toBe('/index.html');
      await expect.poll(() => window.webContents.getOSProcessId()).toBeGreaterThan(0);
      expect(window.webContents.getOSProcessId()).not.toBe(pid);
      window.destroy();
    });

    it('crashed on purpose', async () => {
      const window = await rig.window(rig.session('crash'));
      const gone = once(window.webContents, 'render-process-gone');
      window.webContents.forcefullyCrashRenderer();
      expect((await gone)[1].reason).toMatch(/crashed|killed/);
      await window.webContents.loadURL('app://desk/again');
      expect(await rig.run(window, 'globalThis.ran')).toBe(1);
      window.destroy();
    });
  });

  describe('windows', () => {
    it('close can be prevented; without that the page goes and the last one says so', async () => {
      const window = await rig.window(rig.session('close'));
      const prevent = (event: { preventDefault(): void }) => event.preventDefault();
      window.on('close', prevent);
      window.close();
      expect(rig.told.at(-1)).toBe('closeCancelled');
      expect(window.isDestroyed()).toBe(false);
      window.off('close', prevent);
      const closed = once(window, 'closed');
      window.close();
      await closed;
      expect([window.isDestroyed(), window.webContents.isDestroyed()]).toEqual([true, true]);
      expect(rig.told.at(-1)).toBe('allWindowsClosed');
    });

    it('the page has the window’s size, and keeps to it', async () => {
      const window = await rig.window(rig.session('size'), { width: 900, height: 500, minWidth: 400 });
      const size = () => rig.run(window, '[innerWidth, innerHeight]');
      expect(await size()).toEqual([900, 500]);
      const seen: string[] = [];
      for (const name of ['resize', 'move', 'maximize', 'unmaximize']) window.on(name, () => seen.push(name));
      window.setBounds({ x: 5, y: 6, width: 300, height: 450 });
      expect(window.getBounds()).toEqual({ x: 5, y: 6, width: 400, height: 450 });
      await expect.poll(size).toEqual([400, 450]);
      window.maximize();
      expect([window.isMaximized(), window.getNormalBounds().width]).toEqual([true, 400]);
      window.unmaximize();
      expect(window.getBounds()).toEqual({ x: 5, y: 6, width: 400, height: 450 });
      expect(seen).toEqual(['resize', 'move', 'resize', 'move', 'maximize', 'resize', 'move', 'unmaximize']);
      window.destroy();
    });

    it('is shown when painted, is on top when told, and gives its options to read', async () => {
      const window = new rig.pages.BrowserWindow({
        show: false,
        alwaysOnTop: true,
        webPreferences: { sandbox: true, session: rig.session('shown') as never },
      });
      const ready = once(window, 'ready-to-show');
      const loaded = window.webContents.loadURL('app://desk/');
      await Promise.all([ready, loaded]);
      expect(window.isVisible()).toBe(false);
      window.show();
      expect([window.isVisible(), window.isFocused(), window.isAlwaysOnTop()]).toEqual([true, true, true]);
      window.minimize();
      expect([window.isVisible(), window.isFocused(), window.isMinimized()]).toEqual([false, false, true]);
      expect(rig.pages.recorded().at(-1)).toMatchObject({
        id: window.id,
        options: { alwaysOnTop: true, webPreferences: { sandbox: true } },
        level: 'floating',
      });
      window.setAlwaysOnTop(true, 'screen-saver');
      expect(rig.pages.recorded().at(-1)?.level).toBe('screen-saver');
      window.setAlwaysOnTop(false);
      expect(rig.pages.recorded().at(-1)?.level).toBe('normal');
      expect(() => Reflect.get(window, 'setKiosk')).toThrow('not in surface: BrowserWindow.setKiosk');
      expect(() => Reflect.get(window.webContents, 'print')).toThrow('not in surface: WebContents.print');
      window.destroy();
    });
  });
});
