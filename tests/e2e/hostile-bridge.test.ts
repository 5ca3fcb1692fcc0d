// One of our own pages, taken over, turns on the bridge: what it sends, how much of it, and what it has done to itself before.
// The desk answers by a code or not at all, and nothing of it reaches another world. Whose port it is: hostile-ports.test.ts.
import { beforeAll, expect } from 'vitest';
import type { RawBridge } from '#shared/contract/bridge.ts';
import type { ToPage } from '#shared/contract/wire.ts';
import { answering, ask, attacks, sitAlone, take } from './desk/hostile.ts';
import { alone, desktop, openSurface, ownWord } from './desk/shell.ts';
import { spec } from './desk/spec.ts';

/** What an attack in the page sees. */
interface Taken {
  attackBridge: RawBridge;
}

attacks('a page taken over turns on the bridge', alone, (desk) => {
  const main = () => desk().window('main');
  beforeAll(async () => {
    await sitAlone(desk().page);
  });

  spec('what is no request, or no frame, is refused or ignored, and the port lives', async () => {
    const page = await main();
    for (const name of [
      'messages.destroy',
      'messages.changed',
      '__proto__.toString',
      'constructor.constructor',
      '',
    ])
      expect(await ask(page, name), name).toMatchObject({ ok: false, code: 'unknown-request' });
    expect(await ask(page, 'session.state', {}, { extra: 1 })).toMatchObject({
      ok: false,
      code: 'invalid-input',
    });
    expect(await ask(page, 'session.state', { surplus: 1 })).toMatchObject({
      ok: false,
      code: 'invalid-input',
    });
    await take(page, () => {
      const { attackBridge } = globalThis as unknown as Taken;
      for (const frame of [
        null,
        7,
        'call',
        [],
        {},
        { t: 'hello', epoch: 1, host: 'electron', demo: true, practice: false },
        { t: 'reply', id: 'x', result: { ok: true, value: 1 } },
        { t: 'cancel', id: 'nobody’s' },
        { t: 'port-close', port: 1 },
        { t: 'shell-refused', what: 'link', surface: 'main' },
        { t: 'watch', topic: '__proto__', on: true },
      ])
        try {
          attackBridge.send(frame as never);
        } catch {
          // Refused in the page already.
        }
    });
    expect(await ask(page, 'session.state')).toMatchObject({ ok: true });
  });

  spec('what is too large is refused with a word, and the next request is answered', async () => {
    const page = await main();
    const answers = await take(page, async () => {
      const { attackBridge } = globalThis as unknown as Taken;
      const deep = (): unknown => {
        let value: unknown = 0;
        for (let level = 0; level < 5000; level++) value = [value];
        return value;
      };
      const inputs: Record<string, () => unknown> = {
        'two megabytes': () => 'x'.repeat(2_000_000),
        'a long list': () => Array.from({ length: 300_000 }, () => 12_345),
        'many keys': () =>
          Object.fromEntries(Array.from({ length: 100_000 }, (_none, at) => [`key-${at}`, 1])),
        'nested deeply': deep,
      };
      const told: Record<string, string> = {};
      for (const [what, make] of Object.entries(inputs)) {
        const id = crypto.randomUUID();
        told[what] = await new Promise<string>((resolve) => {
          const timer = setTimeout(() => resolve('silent'), 15_000);
          const stop = attackBridge.onFrame((frame: ToPage) => {
            // In the preview a frame beyond every limit costs the socket.
            if (frame.t !== 'reply' || frame.id !== id) return;
            clearTimeout(timer);
            stop();
            const result = frame.result as { ok: boolean; code?: string };
            resolve(result.code ?? 'accepted');
          });
          try {
            attackBridge.send({ t: 'call', id, name: 'messages.keep', input: make() });
          } catch {
            clearTimeout(timer);
            resolve('thrown');
          }
          if (!('careline' in globalThis)) setTimeout(() => resolve('port closed'), 1000);
        });
        if (!('careline' in globalThis)) break;
      }
      return told;
    });
    for (const [what, answer] of Object.entries(answers))
      expect(['too-large', 'invalid-input', 'thrown', 'port closed'], `${what}: ${answer}`).toContain(answer);
    await answering(page);
  });

  spec('sixty megabytes in one string leave the desk alive', desktop, async () => {
    const page = await main();
    const [before] = await desk().deskPids();
    await take(page, () => {
      try {
        const input = 'x'.repeat(60_000_000);
        (globalThis as unknown as Taken).attackBridge.send({
          t: 'call',
          id: 'huge',
          name: 'messages.keep',
          input,
        });
      } catch {
        // As good.
      }
    });
    await answering(page);
    expect(await desk().deskPids()).toEqual([before]);
  });

  spec('what no bridge can carry is an error in the page and nothing elsewhere', ownWord, async () => {
    const page = await main();
    const answers = await take(page, async () => {
      const { attackBridge } = globalThis as unknown as Taken;
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      const inputs: unknown[] = [
        circle,
        { run: () => 1 },
        Symbol('x'),
        10n,
        new Proxy({}, { get: () => 1, ownKeys: () => ['a'] }),
        document.body,
        new Uint8Array(8),
        new Map([[1, 2]]),
        new (class Own {
          get field() {
            throw new Error('read');
          }
        })(),
        Object.defineProperty({}, 'trap', {
          enumerable: true,
          get() {
            throw new Error('trap');
          },
        }),
        { toJSON: () => ({ id: 'other' }) },
        Promise.resolve({ id: 'other' }),
      ];
      const told: string[] = [];
      for (const input of inputs) {
        const id = crypto.randomUUID();
        told.push(
          await new Promise<string>((resolve) => {
            const timer = setTimeout(() => resolve('silent'), 3000);
            const stop = attackBridge.onFrame((frame: ToPage) => {
              if (frame.t !== 'reply' || frame.id !== id) return;
              clearTimeout(timer);
              stop();
              resolve((frame.result as { code?: string }).code ?? 'accepted');
            });
            try {
              attackBridge.send({ t: 'call', id, name: 'messages.discard', input });
            } catch {
              clearTimeout(timer);
              stop();
              resolve('thrown');
            }
          }),
        );
      }
      return told;
    });
    expect(answers.filter((answer) => answer !== 'thrown' && answer !== 'invalid-input')).toEqual([]);
    expect(await ask(page, 'session.state')).toMatchObject({ ok: true });
  });

  spec(
    'a polluted prototype stays in the page: not in main, not in the desk, not in another window',
    ownWord,
    async () => {
      const page = await main();
      const panel = await openSurface(desk(), 'panel');
      await answering(panel);
      const input = JSON.parse(
        '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}',
      ) as object;
      expect(await ask(page, 'session.state', input)).toMatchObject({ ok: false, code: 'invalid-input' });
      await take(page, () => {
        const text = '{"t":"call","id":"p","name":"session.state","__proto__":{"polluted":"yes","ok":true}}';
        (globalThis as unknown as Taken).attackBridge.send(JSON.parse(text) as never);
        Object.assign(Object.prototype, { polluted: 'yes' });
        const { attackBridge } = globalThis as unknown as Taken;
        attackBridge.send({ t: 'call', id: 'q', name: 'session.state', input: {} });
        Reflect.deleteProperty(Object.prototype, 'polluted');
      });
      expect(await desk().main(() => 'polluted' in {})).toBe(false);
      expect(await panel.evaluate(() => 'polluted' in {})).toBe(false);
      const state = await ask(page, 'session.state');
      expect(state).toMatchObject({ ok: true });
      expect(JSON.stringify(state)).not.toContain('polluted');
      expect(await ask(panel, 'session.state')).toMatchObject({ ok: true });
    },
  );

  spec(
    'everything a script can patch is patched, and the bridge still says the truth to who asks',
    ownWord,
    async () => {
      const page = await main();
      await page.reload();
      const fresh = await main();
      await answering(fresh);
      const seen = await take(fresh, async () => {
        const { attackBridge } = globalThis as unknown as Taken;
        const notes: string[] = [];
        const spy = (owner: object, key: string, name: string): void => {
          const real = Reflect.get(owner, key) as (...args: unknown[]) => unknown;
          Reflect.set(owner, key, function (this: unknown, ...args: unknown[]) {
            if (args.some((arg) => typeof arg === 'object' && arg !== null && 'postMessage' in arg))
              notes.push(name);
            return Reflect.apply(real, this, args);
          });
        };
        spy(MessagePort.prototype, 'postMessage', 'port');
        spy(EventTarget.prototype, 'dispatchEvent', 'event');
        spy(Array.prototype, 'map', 'map');
        spy(JSON, 'stringify', 'stringify');
        const answered = await new Promise<unknown>((resolve) => {
          attackBridge.onFrame(
            (frame: ToPage) => frame.t === 'reply' && frame.id === 'patched' && resolve(frame.result),
          );
          attackBridge.send({ t: 'call', id: 'patched', name: 'session.state', input: {} });
        });
        const bridge = (globalThis as unknown as { careline: object }).careline;
        return {
          answered: (answered as { ok: boolean }).ok,
          notes,
          keys: Object.keys(bridge).toSorted(),
          leaked: ['ipcRenderer', 'require', 'process', 'module', 'Buffer', '__dirname'].filter(
            (name) => name in globalThis,
          ),
          replaced: Reflect.set(globalThis, 'careline', { send: () => 1 }) && !('onFrame' in bridge),
        };
      });
      expect(seen).toEqual({
        answered: true,
        notes: [],
        keys: ['onFrame', 'send'],
        leaked: [],
        replaced: false,
      });
      await fresh.reload();
      await answering(await main());
    },
  );
});
