// One of our own pages, taken over, looks for a way out that the shell guards: a window, another document, a device, a file to
// save. A server that only an attack would reach logs every connection; the desk audits what the shell had to stop.
import { randomUUID } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { until } from '#tests/support/until.ts';
import { answering, attacks, auditOf, planted, refusedBy, sitAlone, take } from './desk/hostile.ts';
import { startAttacker, type Attacker } from './desk/hostile-server.ts';
import { alone, desktop, openSurface, ownWord } from './desk/shell.ts';
import { spec } from './desk/spec.ts';

attacks('a page taken over finds no way out', alone, (desk) => {
  let attacker: Attacker;
  const refusals = (what: string): number =>
    desk()
      .output()
      .split('\n')
      .filter((line) => line.includes('shell.refused') && line.includes(`"${what}"`)).length;
  /** Runs the attack and waits until the shell has told of it. */
  const stopped = async (what: string, attack: () => Promise<unknown>): Promise<void> => {
    const before = refusals(what);
    await attack();
    await until(`“${what}” to be told`, 10_000, () => refusals(what) > before);
  };
  const windows = (): Promise<number> =>
    desk().main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

  beforeAll(async () => {
    attacker = await startAttacker();
    await sitAlone(desk().page);
    await desk().page.evaluate(() => Object.assign(globalThis, { stillOurs: true }));
  });
  afterAll(() => attacker?.close());
  // What one attack reached is its own failure, not the next one's.
  beforeEach(() => void attacker.take());
  const stillOurs = (): Promise<boolean> => desk().page.evaluate(() => 'stillOurs' in globalThis);

  spec('no window: not by script', desktop, async () => {
    const before = await windows();
    await stopped('window-open', () =>
      take(
        desk().page,
        (origin) => {
          for (const url of [
            `${origin}/open`,
            'about:blank',
            'javascript:1',
            '/panel.html',
            'data:text/html,x',
          ])
            window.open(url, '_blank');
          window.open(`${origin}/named`, 'named', 'popup,width=100');
          window.open(`${origin}/noopener`, '_blank', 'noopener');
        },
        attacker.origin,
      ),
    );
    await until('refused windows to be gone', 10_000, async () => (await windows()) === before);
    expect(attacker.log).toEqual([]);
  });

  spec('no window: not by a link, a middle click or a form', desktop, async () => {
    const { page } = desk();
    const before = await windows();
    const place = (middle: boolean): Promise<void> =>
      take(
        page,
        ({ origin, blank }) => {
          document.querySelector('#lure')?.remove();
          const link = document.createElement('a');
          link.id = 'lure';
          link.href = `${origin}/link`;
          if (blank) link.target = '_blank';
          link.textContent = 'lure';
          link.style.setProperty('position', 'fixed');
          link.style.setProperty('inset', '0 auto auto 0');
          link.style.setProperty('z-index', '2147483647');
          document.documentElement.append(link);
        },
        { origin: attacker.origin, blank: !middle },
      );
    for (const button of ['left', 'middle'] as const) {
      await place(button === 'middle');
      await stopped('window-open', () => page.locator('#lure').click({ button }));
    }
    const policy = await refusedBy(page, () =>
      take(
        page,
        (origin) => {
          document.querySelector('#lure')?.remove();
          const form = document.createElement('form');
          form.action = `${origin}/form`;
          form.method = 'post';
          form.target = '_blank';
          document.body.append(form);
          form.submit();
          form.remove();
        },
        attacker.origin,
      ),
    );
    expect(policy).toContain('form-action');
    await until('refused windows to be gone', 10_000, async () => (await windows()) === before);
    expect(attacker.log).toEqual([]);
  });

  spec('no other document: not by location, a link or history', desktop, async () => {
    const { page } = desk();
    const from = page.url();
    for (const way of ['href', 'assign', 'replace', 'link', 'top', 'meta'] as const)
      await stopped('navigation', () =>
        take(
          page,
          ({ url, by }) => {
            if (by === 'href') location.href = url;
            else if (by === 'assign') location.assign(url);
            else if (by === 'replace') location.replace(url);
            else if (by === 'top') top?.location.assign(url);
            else if (by === 'meta') {
              const meta = document.createElement('meta');
              meta.httpEquiv = 'refresh';
              meta.content = `0;url=${url}`;
              document.head.append(meta);
            } else {
              const link = document.createElement('a');
              link.href = url;
              link.click();
            }
          },
          { url: `${attacker.origin}/${way}?${planted}`, by: way },
        ),
      );
    const pushed = await take(
      page,
      (origin) => {
        try {
          history.pushState(null, '', `${origin}/history`);
          return true;
        } catch {
          return false;
        }
      },
      attacker.origin,
    );
    expect(pushed).toBe(false);
    expect(page.url()).toBe(from);
    expect(await stillOurs()).toBe(true);
    expect(attacker.log).toEqual([]);
  });

  spec(
    'no document of another kind: data, script, file, an outside path of our own scheme',
    desktop,
    async () => {
      const { page } = desk();
      const from = page.url();
      // Chromium refuses some by itself and says so in the console; the rest the shell has to stop.
      let said = 0;
      const listen = (message: { type(): string }): void => void (message.type() === 'error' && said++);
      page.on('console', listen);
      for (const url of [
        'data:text/html,<h1>data</h1>',
        'javascript:document.title="taken"',
        'file:///etc/passwd',
        'view-source:file:///etc/passwd',
        'chrome://version',
        '/..%2f..%2fpackage.json',
        '/%2e%2e/%2e%2e/etc/passwd',
        '/assets/..%5c..%5cpackage.json',
      ]) {
        const before = refusals('navigation') + said;
        const thrown = await take(
          page,
          (to) => {
            try {
              location.assign(to);
              return false;
            } catch {
              return true;
            }
          },
          url,
        );
        if (!thrown)
          await until(`${url} to be refused`, 10_000, () => refusals('navigation') + said > before);
        expect(page.url(), url).toBe(from);
        expect(await stillOurs(), url).toBe(true);
      }
      page.off('console', listen);
      expect(await page.title()).not.toBe('taken');
    },
  );

  spec('no device: camera, place, screen, clipboard and the rest are denied', ownWord, async () => {
    let granted: string[] = [];
    await stopped('permission', async () => {
      granted = await take(desk().page, async () => {
        const given: string[] = [];
        const any = navigator as unknown as Record<
          string,
          Record<string, (...args: unknown[]) => Promise<unknown>>
        >;
        const tries: Record<string, () => Promise<unknown> | undefined> = {
          camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
          'camera with microphone': () => navigator.mediaDevices.getUserMedia({ audio: true, video: true }),
          screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
          place: () =>
            new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
          notifications: () =>
            Notification.requestPermission().then((answer) =>
              answer === 'granted' ? answer : Promise.reject(new Error(answer)),
            ),
          clipboard: () => navigator.clipboard.readText(),
          hid: () => any['hid']?.['requestDevice']?.({ filters: [] }),
          usb: () => any['usb']?.['requestDevice']?.({ filters: [] }),
          serial: () => any['serial']?.['requestPort']?.(),
          bluetooth: () => any['bluetooth']?.['requestDevice']?.({ acceptAllDevices: true }),
          midi: () =>
            (navigator as unknown as { requestMIDIAccess(o: object): Promise<unknown> }).requestMIDIAccess({
              sysex: true,
            }),
        };
        for (const [name, go] of Object.entries(tries)) {
          const answer = await Promise.race([
            Promise.resolve()
              .then(go)
              .then(
                // An empty list is what a chooser that nobody answered leaves.
                (value) =>
                  value === undefined || (Array.isArray(value) && value.length === 0) ? 'none' : 'granted',
                () => 'denied',
              ),
            new Promise<string>((late) => setTimeout(() => late('silent'), 2000)),
          ]);
          if (answer === 'granted') given.push(name);
        }
        return given;
      });
    });
    expect(granted).toEqual([]);
  });

  spec(
    'what no policy of the page decides is the shell’s own no: clipboard and notices',
    ownWord,
    async () => {
      const { page } = desk();
      // The one that is granted, by the same handler: what follows is no accident of the page's state.
      const copied = await take(page, () =>
        navigator.clipboard.writeText('R-1').then(
          () => 'granted',
          (error: Error) => error.name,
        ),
      );
      expect(copied).toBe('granted');
      for (const what of ['clipboard', 'notifications'] as const) {
        let answer = '';
        await stopped('permission', async () => {
          answer = await take(
            page,
            (which) =>
              which === 'clipboard'
                ? navigator.clipboard.readText().then(
                    () => 'granted',
                    () => 'denied',
                  )
                : Notification.requestPermission(),
            what,
          );
        });
        expect(answer, what).toBe('denied');
      }
    },
  );

  spec('the microphone is the main page’s, not the panel’s or the compact phone’s', ownWord, async () => {
    const listens = (page: ReturnType<typeof desk>['page']): Promise<string> =>
      take(page, () =>
        navigator.mediaDevices.getUserMedia({ audio: true }).then(
          (stream) => {
            for (const track of stream.getTracks()) track.stop();
            return 'granted';
          },
          (error: Error) => error.name,
        ),
      );
    // The stand-in's Chromium has a made-up microphone; a real computer may have none.
    const main = await listens(desk().page);
    if (desk().host === 'standin') expect(main).toBe('granted');
    else expect(main).not.toBe('NotAllowedError');
    for (const surface of ['panel', 'compact'] as const) {
      const page = await openSurface(desk(), surface);
      await answering(page);
      await stopped('permission', async () => expect(await listens(page), surface).toBe('NotAllowedError'));
    }
  });

  spec('no download: what a page offers to save is stopped, and no file of it is kept', desktop, async () => {
    const { page } = desk();
    const marker = `${planted}-${randomUUID()}`;
    const real = desk().host === 'electron';
    const folder = real ? await desk().main(({ app }) => app.getPath('downloads')) : tmpdir();
    await stopped('download', () =>
      take(
        page,
        (text) => {
          const link = document.createElement('a');
          link.href = URL.createObjectURL(new Blob([text]));
          link.download = `${text}.csv`;
          link.click();
        },
        marker,
      ),
    );
    // The person's own folder, where it has its name; the stand-in's Chromium gives it a name of its own.
    const kept = (): string[] =>
      real
        ? readdirSync(folder).filter((name) => name.includes(marker))
        : readdirSync(folder)
            .filter((name) => name.startsWith('careline-standin-'))
            .flatMap((name) => globSync(join(folder, name, 'downloads-*', '*')))
            .filter((file) => existsSync(file) && readFileSync(file, 'utf8').includes(marker));
    await expect.poll(kept).toEqual([]);
    expect(await stillOurs()).toBe(true);
  });

  spec(
    'a page that has no policy of its own: the request ends in the shell, and is told as one',
    desktop,
    async () => {
      // No page of ours is without one; this shows the layer below it alone.
      await stopped('request', () =>
        desk().main(async ({ BrowserWindow, session }, origin) => {
          const bare = new BrowserWindow({
            show: false,
            webPreferences: { sandbox: true, session: session.fromPartition('careline', { cache: false }) },
          });
          Object.assign(globalThis, { bare });
          await bare.webContents
            .loadURL(
              `data:text/html,<img src="${origin}/bare"><link rel=stylesheet href="${origin}/bare.css">`,
            )
            .catch(() => undefined);
        }, attacker.origin),
      );
      await desk().main(() => (globalThis as unknown as { bare: { destroy(): void } }).bare.destroy());
      expect(attacker.log).toEqual([]);
    },
  );

  spec('an empty document gets no port, and the window finds its way back', desktop, async () => {
    const told = refusals('navigation');
    for (const kind of ['about:blank', 'blob'] as const) {
      const page = await desk().window('main');
      await answering(page);
      await stopped('navigation', () =>
        take(
          page,
          (to) => {
            const url = to === 'blob' ? URL.createObjectURL(new Blob(['x'], { type: 'text/html' })) : to;
            setTimeout(() => location.assign(url), 50);
          },
          kind,
        ),
      );
      await answering(await desk().window('main'));
    }
    expect(refusals('navigation')).toBeGreaterThanOrEqual(told + 2);
  });

  spec(
    'each kind of refusal has its audit row: what and where, no address, no content',
    desktop,
    async () => {
      const rows = (await auditOf(desk())).filter(({ event }) => event === 'shell.refused');
      const kinds = new Set(rows.map(({ subjects }) => (JSON.parse(subjects) as { what: string }).what));
      // Whether an empty document lives long enough to ask for a port (`sender`) is a race: audited if it was told.
      const asked = refusals('sender') > 0 ? ['sender'] : [];
      expect([...kinds]).toEqual(
        expect.arrayContaining(['download', 'navigation', 'permission', 'request', 'window-open', ...asked]),
      );
      expect(
        rows.every(
          ({ outcome, surface }) =>
            outcome === 'shell-refused' && /^(main|shell|panel|compact)$/.test(surface),
        ),
      ).toBe(true);
      expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|http|zephyrine/);
    },
  );

  spec('nothing that an attack says stands in a log', desktop, () => {
    expect(desk().output()).not.toContain(planted);
    expect(desk().output()).not.toContain(`127.0.0.1:${attacker.port}`);
  });
});
