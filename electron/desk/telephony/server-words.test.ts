// What the server says of the line: fresh or not, answers that make no sense, an agent's own figures, what callers left.
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { code, desk, freshForEach, kept, server, soon, value } from './each-test.ts';
import { liveOf, noon, self, until } from './testing.ts';

freshForEach({ ready: false });

describe('the server', () => {
  it('is stale after five seconds of silence, and fresh with its next word', async () => {
    await desk.ready();
    expect(desk.room.view().server).toEqual({ state: 'fresh', since: null });
    server.odd((what) => what === 'feed');
    server.says([]);
    desk.fire(5000);
    expect(desk.room.view().server).toEqual({ state: 'stale', since: noon });
    expect(desk.room.status()).toBe('down');
    expect(code(desk.calls.current({}, desk.context()))).toBe('ok');
  });

  it('that was restored and counts from lower is heard all the same', async () => {
    server.says([], { version: 500 });
    await desk.ready();
    desk.later(31_000);
    const call = liveOf();
    server.says([call], { version: 3 });
    desk.room.power('resume');
    await until(() => desk.row(call.callId)?.state === 'ringing', 6000);
  });

  it.each([
    [
      'half a JSON',
      (r: ServerResponse) => r.writeHead(200, { 'content-type': 'application/json' }).end('{"v":2,"snap'),
    ],
    [
      'a page',
      (r: ServerResponse) => r.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hotel</h1>'),
    ],
    [
      'another shape',
      (r: ServerResponse) =>
        r.writeHead(200, { 'content-type': 'application/json' }).end('{"v":2,"snapshot":{"calls":"all"}}'),
    ],
  ])('that answers %s is not believed', async (_what, answer) => {
    await desk.ready();
    const before = desk.room.log.snapshot();
    let odd = 0;
    server.odd((what, response) => {
      if (what !== 'feed') return false;
      odd++;
      answer(response);
      return true;
    });
    server.says([liveOf()]);
    await until(() => odd > 2);
    expect(desk.room.log.snapshot()).toBe(before);
    expect(desk.rows()).toBe(0);
  });

  it('its hostile names and numbers reach nobody as they are', async () => {
    await desk.ready();
    const call = liveOf({
      number: '<img src=x>',
      accountId: '../../etc',
      queue: { id: 'q', label: 'Harbor\u202e\u0007 line' },
      path: [{ prompt: 'Card', typed: '4111111111111111' }],
      parties: [
        { ...self('connected'), id: 'c', self: false, role: 'caller', number: "1';DROP", label: 'a\u2066b' },
      ],
    });
    server.says([call]);
    await until(() => desk.rows() === 1);
    expect(desk.row(call.callId)).toMatchObject({ number: '', accountId: '' });
    const [shown] = value<{ queue: { label: string }; path: { typed: string }[]; parties: unknown[] }[]>(
      desk.handlers.live({}, desk.context()),
    );
    expect(shown?.queue.label).toBe('Harbor line');
    expect(shown?.path[0]?.typed).not.toContain('4111111111111111');
    expect(shown?.parties[0]).toMatchObject({ number: '', label: 'ab' });
  });
});

describe('an agent’s own figures', () => {
  it('come from the log, and say how many calls differ from the carrier’s record', async () => {
    await desk.ready();
    const live = liveOf();
    server.says([live]);
    await until(() => desk.row(live.callId)?.state === 'ringing');
    const connected = {
      ...live,
      phase: 'connected' as const,
      answeredAt: soon(5),
      parties: [self('connected')],
    };
    server.says([connected]);
    await until(() => desk.row(live.callId)?.state === 'active');
    const record = {
      callId: live.callId,
      direction: 'incoming' as const,
      rangAt: noon,
      answeredAt: soon(5),
      endedAt: soon(65),
      endedBy: 'caller' as const,
      heldSeconds: 10,
      consultSeconds: 0,
      transferred: null,
    };
    server.has({ records: [record] });
    server.says([{ ...connected, phase: 'ended', endedAt: soon(65), endedBy: 'caller', heldSeconds: 10 }]);
    await until(() => desk.row(live.callId)?.state === 'wrap-up');
    desk.at(soon(95));
    kept.vault.tx(() =>
      desk.calls.wrapUp({ callId: live.callId, disposition: 'resolved', notes: '' }, desk.context()),
    );
    desk.at(soon(100));
    desk.fire(800);
    await until(() => desk.room.numbers.read('p-1').comparedAt !== null);
    expect(value(desk.handlers.myNumbers({}, desk.context()))).toMatchObject({
      handled: 1,
      ahtSeconds: 90,
      acwSeconds: 30,
      holdSeconds: 10,
      transferRate: 0,
      differing: 0,
    });
    server.has({ records: [{ ...record, endedAt: soon(67) }] });
    await desk.room.numbers.compare('p-1');
    expect(desk.room.numbers.read('p-1').differing).toBe(1);
    // Somebody else's figures are not these.
    expect(desk.room.numbers.read('p-2')).toMatchObject({ handled: 0, ahtSeconds: null, differing: null });
  });
});

it('a voicemail’s sound comes in parts, and no part beyond its end', async () => {
  await desk.ready();
  const sound = Buffer.alloc(1_400_000, 3);
  server.has({ sound });
  const id = randomUUID();
  const parts = [];
  for (let part = 0; part < 3; part++)
    parts.push(
      value<{ parts: number; base64: string }>(
        await desk.handlers.voicemailSound({ id, part }, desk.context()),
      ),
    );
  expect(parts.map((p) => p.parts)).toEqual([3, 3, 3]);
  expect(Buffer.concat(parts.map((p) => Buffer.from(p.base64, 'base64'))).equals(sound)).toBe(true);
  expect(server.asked.filter((a) => a === 'voicemail')).toHaveLength(1);
  expect(code(await desk.handlers.voicemailSound({ id, part: 3 }, desk.context()))).toBe('invalid-input');
});
