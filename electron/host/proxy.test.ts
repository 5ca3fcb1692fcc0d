import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '#shared/domain/result.ts';
import type { Host } from './host.ts';
import type { PowerEvent } from './link.ts';
import { hostOver, serveHost, type HostPort } from './proxy.ts';

const over = (port: MessagePort): HostPort => ({
  send: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on('message', listener),
  onClose: (listener) => void port.on('close', listener),
});

/** A host in memory: synthetic folders, "wraps" by turning the text round. */
function memoryHost(changes: Partial<Host> = {}) {
  const power = new Set<(event: PowerEvent) => void>();
  const turn = (text: string): string => text.split('').toReversed().join('');
  const nothing = async () => ok({});
  const host: Host = {
    paths: async () => ok({ profile: '/profile', content: '/content', logs: '/logs' }),
    secretsState: async () => ok({ available: true, backend: 'memory' }),
    wrapSecret: async ({ secret }) => ok({ wrapped: turn(secret), backend: 'memory' }),
    unwrapSecret: async ({ wrapped }) => ok({ secret: turn(wrapped), rewrap: false }),
    showWindow: nothing,
    closeWindow: nothing,
    renewPages: nothing,
    notify: nothing,
    openLink: async () => fail('link-refused', 'not-on-the-list'),
    openSignIn: nothing,
    fileDialog: async () => ok({ handle: null, name: null }),
    redeemHandle: async () => fail('handle-spent'),
    updateState: async () => ok({ state: 'none', version: null, next: null, asked: false, waits: [] }),
    installUpdate: async () => fail('host-cannot'),
    copyText: nothing,
    setBadge: nothing,
    onPower(listener) {
      power.add(listener);
      return () => power.delete(listener);
    },
    ...changes,
  };
  return { host, power };
}

const ports: MessagePort[] = [];
function made(changes: Partial<Host> = {}) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const { host, power } = memoryHost(changes);
  serveHost(over(port1), host);
  return { far: hostOver(over(port2)), served: port1, desk: port2, power };
}
/** Sends raw messages as a hostile or broken desk would; gives the next answer. */
const answerOf = (desk: MessagePort): Promise<unknown> =>
  new Promise((resolve) => desk.once('message', (message) => resolve(message)));

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

describe('a real channel', () => {
  it('carries answers and refusals', async () => {
    const { far } = made();
    expect(await far.paths({})).toEqual(ok({ profile: '/profile', content: '/content', logs: '/logs' }));
    const wrapped = await far.wrapSecret({ secret: 'abcd' });
    expect(wrapped).toEqual(ok({ wrapped: 'dcba', backend: 'memory' }));
    expect(await far.openLink({ url: 'https://evil.example/' })).toEqual(
      fail('link-refused', 'not-on-the-list'),
    );
  });

  it('carries power events', async () => {
    const { far, power } = made();
    const heard = new Promise((resolve) => far.onPower(resolve));
    for (const tell of power) tell('lock-screen');
    expect(await heard).toBe('lock-screen');
  });

  it('answers in whatever order the host is done', async () => {
    let free = (): void => undefined;
    const { far } = made({
      fileDialog: () => new Promise((resolve) => (free = () => resolve(ok({ handle: 'h', name: 'n' })))),
    });
    const slow = far.fileDialog({ mode: 'open', title: 'x', suggested: null, extensions: [] });
    expect(await far.setBadge({ count: 3 })).toEqual(ok({}));
    free();
    expect(await slow).toEqual(ok({ handle: 'h', name: 'n' }));
  });

  it('settles what waits when the channel closes, and what comes after', async () => {
    const { far, served, power } = made({ showWindow: () => new Promise(() => undefined) });
    const waiting = far.showWindow({ surface: 'panel' });
    served.close();
    expect(await waiting).toMatchObject({ ok: false, code: 'interrupted', retryable: true });
    expect(await far.paths({})).toMatchObject({ ok: false, code: 'interrupted' });
    expect(power.size).toBe(0);
  });

  it('does not wait for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const silent: HostPort = { send: () => undefined, onMessage: () => undefined, onClose: () => undefined };
    const answer = hostOver(silent).paths({});
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    expect(await answer).toMatchObject({ ok: false, code: 'timed-out' });
  });
});

describe('a hostile desk', () => {
  it.each([
    ['an unknown method', 'eval', {}, 'unknown-request'],
    ['a name of Object', 'constructor', {}, 'unknown-request'],
    ['__proto__', '__proto__', {}, 'unknown-request'],
    ['the event subscription', 'onPower', {}, 'unknown-request'],
    ['a wrong type', 'setBadge', { count: '3' }, 'invalid-input'],
    ['a huge number', 'setBadge', { count: 1e9 }, 'invalid-input'],
    ['an extra field', 'paths', { and: 'more' }, 'invalid-input'],
    ['no input', 'wrapSecret', undefined, 'invalid-input'],
    ['not base64', 'wrapSecret', { secret: '../../x' }, 'invalid-input'],
    ['too long', 'wrapSecret', { secret: 'a'.repeat(70_000) }, 'invalid-input'],
    [
      'an odd extension',
      'fileDialog',
      { mode: 'open', title: '', suggested: null, extensions: ['*'] },
      'invalid-input',
    ],
    ['a window that is none', 'showWindow', { surface: 'devtools' }, 'invalid-input'],
  ])('that sends %s is told so', async (_what, method, input, code) => {
    const { desk } = made();
    const answer = answerOf(desk);
    desk.postMessage({ t: 'host-request', id: '1', method, input });
    expect(await answer).toMatchObject({ t: 'host-reply', id: '1', result: { ok: false, code } });
  });

  it('that sends what is no request gets no answer, and the next request still does', async () => {
    const { desk } = made();
    const answer = answerOf(desk);
    for (const junk of [
      null,
      7,
      'x',
      [],
      {},
      { t: 'host-request' },
      { t: 'host-request', id: 5, method: 'paths' },
    ])
      desk.postMessage(junk);
    desk.postMessage({ t: 'host-request', id: 'a'.repeat(65), method: 'paths', input: {} });
    desk.postMessage({ t: 'host-request', id: 'last', method: 'setBadge', input: { count: 0 } });
    expect(await answer).toMatchObject({ id: 'last', result: { ok: true } });
  });

  it('that floods is told to wait', async () => {
    const { desk } = made({ showWindow: () => new Promise(() => undefined) });
    const answer = answerOf(desk);
    for (let i = 0; i <= 64; i++)
      desk.postMessage({ t: 'host-request', id: `f${i}`, method: 'showWindow', input: { surface: 'main' } });
    expect(await answer).toMatchObject({ id: 'f64', result: { ok: false, code: 'busy' } });
  });
});

describe('a broken host', () => {
  it('that throws is a failure, not a silence', async () => {
    const { far } = made({
      notify: async () => {
        throw new Error('no notification service');
      },
    });
    expect(await far.notify({ title: 'Careline', body: '', tag: 'x' })).toMatchObject({ code: 'unexpected' });
  });

  it('that answers the wrong shape is not believed', async () => {
    const { far } = made({ paths: async () => ok({ profile: 5 }) as never });
    expect(await far.paths({})).toMatchObject({ code: 'invalid-result' });
  });

  it.each([[null], [{ ok: 'yes' }], [{ ok: true }], [{ ok: false }], [{ ok: true, value: { profile: '' } }]])(
    'over a raw channel that answers %j is not believed',
    async (result) => {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      port1.on('message', ({ id }: { id: string }) => port1.postMessage({ t: 'host-reply', id, result }));
      expect(await hostOver(over(port2)).paths({})).toMatchObject({ ok: false, code: 'invalid-result' });
    },
  );

  it('that sends an unknown power event is not heard', async () => {
    const { far, served } = made();
    const heard = vi.fn();
    far.onPower(heard);
    served.postMessage({ t: 'power', event: 'format-disk' });
    served.postMessage({ t: 'power', event: 'suspend', more: 1 });
    await far.paths({});
    expect(heard).not.toHaveBeenCalled();
  });
});
