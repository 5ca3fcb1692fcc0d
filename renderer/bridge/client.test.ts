import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RawBridge, TryAgain } from '#shared/contract/bridge.ts';
import type { TopicEvent } from '#shared/contract/kinds.ts';
import { toDesk, type ToDesk, type ToPage } from '#shared/contract/wire.ts';
import { ok } from '#shared/domain/result.ts';
import { createClient, type DeskState } from './client.ts';

/** A raw bridge that a test plays the desk on; each frame sent must fit the wire's schema. */
function fakeRaw() {
  const sent: ToDesk[] = [];
  const asked: TryAgain[] = [];
  let listener: (frame: ToPage) => void = () => undefined;
  const raw: RawBridge = {
    send(frame) {
      if (frame.t === 'try-again') asked.push(frame);
      else sent.push(toDesk.parse(structuredClone(frame)));
    },
    onFrame(given) {
      listener = given;
      return () => undefined;
    },
  };
  let epoch = 0;
  return {
    raw,
    sent,
    asked,
    calls: () => sent.filter((f) => f.t === 'call'),
    give: (frame: ToPage) => listener(frame),
    hello: () => listener({ t: 'hello', epoch: ++epoch, host: 'preview', demo: true, practice: false }),
    down: () => listener({ t: 'desk', state: 'down', reason: 'connection-lost' }),
    reply: (id: string, result: unknown) => listener({ t: 'reply', id, result }),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('calls', () => {
  it('sends one frame with a requestId and settles with the reply', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const answer = client.call('messages.save', { id: 'm1' });
    const [frame] = desk.calls();
    expect(frame).toMatchObject({ name: 'messages.save', input: { id: 'm1' } });
    expect(frame?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    desk.reply(frame?.id ?? '', ok({ seq: 1 }));
    expect(await answer).toEqual(ok({ seq: 1 }));
  });

  it('gives each call an id of its own; answers may come in any order', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const answers = [client.call('a.b', {}), client.call('a.b', {}), client.call('a.b', {})];
    for (const frame of desk.calls().toReversed()) desk.reply(frame.id, ok(frame.id));
    const ids = (await Promise.all(answers)).map((r) => (r.ok ? r.value : null));
    expect(ids).toEqual(desk.calls().map((f) => f.id));
    expect(new Set(ids).size).toBe(3);
  });

  it('waits for the first port, then sends in order', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    const first = client.call('a.first', {});
    void client.call('a.second', {});
    await vi.advanceTimersByTimeAsync(9_999);
    expect(desk.sent).toEqual([]);
    desk.hello();
    expect(desk.calls().map((f) => f.name)).toEqual(['a.first', 'a.second']);
    desk.reply(desk.calls()[0]?.id ?? '', ok(1));
    expect(await first).toEqual(ok(1));
  });

  it('gives up on a port after ten seconds, and does not send it later', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    const answer = client.call('a.b', {});
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toMatchObject({ ok: false, code: 'desk-unavailable', retryable: true });
    desk.hello();
    expect(desk.sent).toEqual([]);
  });

  it('settles what was sent as interrupted when the port dies; a late reply changes nothing', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const answer = client.call('a.b', {});
    const id = desk.calls()[0]?.id ?? '';
    desk.down();
    desk.reply(id, ok('late'));
    expect(await answer).toMatchObject({ ok: false, code: 'interrupted', retryable: true });
  });

  it('keeps what was not sent while the desk is down, and sends it to the next port', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    desk.down();
    const answer = client.call('a.b', {});
    desk.give({ t: 'desk', state: 'running', reason: null });
    expect(desk.calls()).toEqual([]);
    desk.hello();
    desk.reply(desk.calls()[0]?.id ?? '', ok('yes'));
    expect(await answer).toEqual(ok('yes'));
  });

  it('takes a new hello alone (a reload of the port) as the death of the old port', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const answer = client.call('a.b', {});
    desk.hello();
    expect(await answer).toMatchObject({ ok: false, code: 'interrupted' });
    expect(desk.calls()).toHaveLength(1);
  });

  it('lets the first of two replies win', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const answer = client.call('a.b', {});
    const id = desk.calls()[0]?.id ?? '';
    desk.reply(id, ok(1));
    desk.reply(id, ok(2));
    expect(await answer).toEqual(ok(1));
  });

  it.each([[undefined], [null], ['yes'], [{}], [{ ok: 'true' }], [[]]])(
    'refuses a reply that is no result: %j',
    async (result) => {
      const desk = fakeRaw();
      const client = createClient(desk.raw);
      desk.hello();
      const answer = client.call('a.b', {});
      desk.reply(desk.calls()[0]?.id ?? '', result);
      expect(await answer).toMatchObject({ ok: false, code: 'invalid-result' });
    },
  );

  it('does not send what is over the limit of a message', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    expect(await client.call('a.b', { text: 'ä'.repeat(500_000) })).toMatchObject({ code: 'too-large' });
    expect(desk.sent).toEqual([]);
  });

  it('times out without an answer, and progress starts the wait again', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const onProgress = vi.fn();
    const answer = client.call('a.b', {}, { onProgress });
    const id = desk.calls()[0]?.id ?? '';
    await vi.advanceTimersByTimeAsync(59_000);
    desk.give({ t: 'progress', id, done: 1, total: 2, note: null });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(onProgress).toHaveBeenCalledExactlyOnceWith({ done: 1, total: 2, note: null });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await answer).toMatchObject({ code: 'timed-out' });
    expect(desk.sent.at(-1)).toEqual({ t: 'cancel', id });
  });
});

describe('cancel', () => {
  it('of a waiting call never reaches the desk', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    const stop = new AbortController();
    const answer = client.call('a.b', {}, { signal: stop.signal });
    stop.abort();
    expect(await answer).toMatchObject({ code: 'cancelled' });
    desk.hello();
    expect(desk.sent).toEqual([]);
    expect(await client.call('a.b', {}, { signal: stop.signal })).toMatchObject({ code: 'cancelled' });
  });

  it('of a sent call asks the desk, and believes its word that the change had happened', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const stop = new AbortController();
    const answer = client.call('a.b', {}, { signal: stop.signal });
    const id = desk.calls()[0]?.id ?? '';
    stop.abort();
    expect(desk.sent.at(-1)).toEqual({ t: 'cancel', id });
    desk.reply(id, ok('done before'));
    expect(await answer).toEqual(ok('done before'));
  });

  it('settles by itself when the desk says nothing', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const stop = new AbortController();
    const answer = client.call('a.b', {}, { signal: stop.signal });
    stop.abort();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await answer).toMatchObject({ code: 'cancelled' });
  });
});

describe('callSure', () => {
  it('repeats an interrupted change with the same requestId', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const answer = client.callSure('messages.save', { id: 'm1' });
    desk.down();
    await vi.advanceTimersByTimeAsync(500);
    desk.hello();
    const [first, second] = desk.calls();
    expect(second?.requestId).toBe(first?.requestId);
    expect(second?.id).not.toBe(first?.id);
    desk.reply(second?.id ?? '', ok('once'));
    expect(await answer).toEqual(ok('once'));
  });

  it('does not repeat what the desk refused', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const answer = client.callSure('a.b', {});
    desk.reply(desk.calls()[0]?.id ?? '', { ok: false, code: 'wrong-role', message: '', retryable: false });
    expect(await answer).toMatchObject({ code: 'wrong-role' });
    expect(desk.calls()).toHaveLength(1);
  });

  it('ends after the time it was given', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    const answer = client.callSure('a.b', {}, { within: 15_000 });
    await vi.advanceTimersByTimeAsync(21_000);
    expect(await answer).toMatchObject({ code: 'desk-unavailable' });
  });
});

describe('topics', () => {
  it('are watched once however many listen, and left with the last one', () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const offs = [client.watch('messages.changed', vi.fn()), client.watch('messages.changed', vi.fn())];
    expect(desk.sent).toEqual([{ t: 'watch', topic: 'messages.changed', on: true }]);
    offs[0]?.();
    offs[0]?.();
    expect(desk.sent).toHaveLength(1);
    offs[1]?.();
    expect(desk.sent.at(-1)).toEqual({ t: 'watch', topic: 'messages.changed', on: false });
  });

  it('give the event to every listener though one throws, and one read for many frames', async () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    const heard: TopicEvent[] = [];
    const thrown: unknown[] = [];
    const original = globalThis.queueMicrotask;
    vi.stubGlobal('queueMicrotask', (task: () => void) =>
      original(() => {
        try {
          task();
        } catch (error) {
          thrown.push(error);
        }
      }),
    );
    client.watch('a.changed', () => {
      throw new Error('bug of one screen');
    });
    client.watch('a.changed', (event) => void heard.push(event));
    desk.give({ t: 'topic', topic: 'a.changed', version: 4, ids: ['x'] });
    desk.give({ t: 'topic', topic: 'a.changed', version: 5, ids: [] });
    await Promise.resolve();
    vi.unstubAllGlobals();
    expect(heard).toEqual([
      { version: 4, ids: ['x'] },
      { version: 5, ids: [] },
    ]);
    expect(thrown).toHaveLength(2);
    expect(desk.sent.filter((f) => f.t === 'read')).toHaveLength(1);
  });

  it('are watched again after a new port, before the waiting calls, with a resync', () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    const heard: TopicEvent[] = [];
    client.watch('a.changed', (event) => void heard.push(event));
    desk.hello();
    expect(heard).toEqual([]);
    desk.down();
    void client.call('a.read', {});
    desk.sent.length = 0;
    desk.hello();
    expect(desk.sent.map((f) => f.t)).toEqual(['watch', 'call']);
    expect(heard).toEqual([{ version: 0, ids: [], resync: true }]);
  });

  it('survive a listener that leaves and comes back while it is told', () => {
    const desk = fakeRaw();
    const client = createClient(desk.raw);
    desk.hello();
    let times = 0;
    let off = () => {};
    const listen = (): void => {
      off = client.watch('a.changed', () => {
        times++;
        off();
        listen();
      });
    };
    listen();
    desk.give({ t: 'topic', topic: 'a.changed', version: 1, ids: [] });
    expect(times).toBe(1);
  });
});

it('tells the state of the desk at once and on change, keeping the last hello', () => {
  const desk = fakeRaw();
  const client = createClient(desk.raw);
  const states: DeskState[] = [];
  const off = client.onDesk((state) => void states.push(state));
  desk.hello();
  desk.down();
  off();
  desk.hello();
  expect(states.map((s) => [s.state, s.hello?.epoch ?? null])).toEqual([
    ['starting', null],
    ['running', 1],
    ['down', 1],
  ]);
});

it('asks to start a desk that is down once more, though no port is there', () => {
  const desk = fakeRaw();
  const client = createClient(desk.raw);
  client.tryAgain();
  expect(desk.asked).toEqual([{ t: 'try-again' }]);
});
