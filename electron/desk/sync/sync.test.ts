// Sync against backends, proxies and portals that misbehave: real HTTP, a real vault. Whatever comes back, a message that
// was not taken is never counted as taken, and the reason has a name.
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { until } from '#tests/support/until.ts';
import { html, json, refusal, startBackend, startDesk } from './testing.ts';

let backend: Awaited<ReturnType<typeof startBackend>>;
let desk: Awaited<ReturnType<typeof startDesk>>;
async function begin(options: { enrolled?: boolean; says?: object } = {}): Promise<void> {
  backend = await startBackend();
  desk = await startDesk(backend.url, options);
}
afterEach(async () => {
  desk.close();
  await backend.close();
});
const reached = (what: string, test: () => boolean): Promise<number> => until(what, 5000, test, 5);
/** The first beat was answered. */
const idle = (): Promise<number> =>
  reached('a beat', () => !['unknown', 'offline'].includes(desk.sync.connection().state));

describe('a backend as it should be', () => {
  it('has each message once, in order; nothing is sent twice', async () => {
    await begin();
    const ids = [desk.save(), desk.save()];
    desk.sync.start();
    await reached('acknowledged', () => desk.states().every((s) => s === 'acked'));
    ids.push(desk.save());
    desk.sync.wake();
    desk.sync.wake();
    await reached('acknowledged', () => desk.states().every((s) => s === 'acked'));
    expect(backend.ids('urgent')).toEqual(ids);
    expect(backend.pushes.map((p) => p.items.length)).toEqual([2, 1]);
    expect(desk.sync.connection()).toMatchObject({ state: 'online', problem: null });
    expect(desk.sync.paused()).toBeNull();
  });
  it('tells its time with where it stands, what it took and what is new', async () => {
    await begin();
    desk.save();
    desk.sync.start();
    const asked = (): string[] =>
      backend.asked.filter((path) => path.startsWith('/v2/')).map((path) => path.replace(/\?.*/, ''));
    await reached('all four', () => new Set(asked()).size === 4);
    await reached('heard', () => desk.times.length === asked().length);
    expect(new Set(asked())).toEqual(new Set(['/v2/handshake', '/v2/push', '/v2/changes', '/v2/documents']));
  });
  it('that was set back to an older state gets the rest again', async () => {
    await begin();
    for (let i = 0; i < 3; i++) desk.save();
    desk.sync.start();
    await reached('acknowledged', () => desk.states().every((s) => s === 'acked'));
    const all = backend.ids('urgent');
    backend.held.urgent.length = 1;
    backend.misbehave((_p, response) => html(response, 502));
    desk.fire();
    await reached('offline', () => desk.sync.connection().state === 'offline');
    backend.heal();
    desk.fire();
    await reached('sent again', () => backend.held.urgent.length === 3);
    expect(backend.ids('urgent')).toEqual(all);
  });
});

describe('an answer to a push that', () => {
  const push = (how: (response: ServerResponse, body: string) => boolean) =>
    backend.misbehave((path, response, body) => path === '/v2/push' && how(response, body));
  const good = (body: string, change: object): object => ({ ...backend.accept(body), ...change });

  it.each<[string, (r: ServerResponse, body: string) => boolean, string, string]>([
    ['is a portal’s page with 200', (r) => html(r), 'backend-not-json', 'online'],
    ['is a proxy’s page', (r) => html(r, 502), 'backend-not-json', 'online'],
    [
      'is a page under a false name',
      (r) => (r.writeHead(200, { 'content-type': 'application/json' }).end('<html>'), true),
      'backend-not-json',
      'online',
    ],
    [
      'is cut JSON',
      (r) => (r.writeHead(200, { 'content-type': 'application/json' }).end('{"v":1,'), true),
      'backend-not-json',
      'online',
    ],
    ['is other JSON', (r) => json(r, 200, { ok: true }), 'backend-not-json', 'online'],
    ['is of a newer protocol', (r, b) => json(r, 200, good(b, { v: 3 })), 'backend-not-json', 'online'],
    [
      'has another batch’s id',
      (r, b) => json(r, 200, good(b, { batchId: randomUUID() })),
      'backend-not-json',
      'online',
    ],
    ['says that nothing is durable', (r, b) => json(r, 200, good(b, { upto: 0 })), 'backend-error', 'online'],
    [
      'leads elsewhere',
      (r) => (r.writeHead(302, { location: '/v1/health' }).end(), true),
      'offline',
      'online',
    ],
    ['never ends', (r) => endless(r), 'backend-not-json', 'online'],
    [
      'announces too much',
      (r) => (
        r.writeHead(200, { 'content-type': 'application/json', 'content-length': 9e9 }).write('{'),
        endless(r, false)
      ),
      'backend-not-json',
      'online',
    ],
    [
      'is cut off',
      (r) => (
        r.writeHead(200, { 'content-type': 'application/json', 'content-length': 500 }).write('{"v"'),
        setImmediate(() => r.destroy()),
        true
      ),
      'offline',
      'online',
    ],
    ['never begins', (r) => (r.destroy(), true), 'offline', 'online'],
    ['is 500', (r) => json(r, 500, refusal('internal')), 'backend-error', 'online'],
    ['is 500 without reason', (r) => json(r, 500, {}), 'backend-error', 'online'],
    ['is 401', (r) => json(r, 401, refusal('bad-signature')), 'backend-refused', 'refused'],
    ['is 401 for a withdrawn device', (r) => json(r, 401, refusal('revoked')), 'backend-refused', 'refused'],
    ['is 426', (r) => json(r, 426, refusal('upgrade')), 'backend-upgrade', 'refused'],
    ['is 409', (r) => json(r, 409, refusal('fork')), 'sync-fork', 'online'],
    ['is 413', (r) => json(r, 413, refusal('too-large')), 'too-large', 'online'],
  ])('%s is no acknowledgement', async (_what, how, code, state) => {
    await begin();
    const id = desk.save();
    push(how);
    desk.sync.start();
    await reached('told', () => desk.sync.paused() !== null);
    await idle();
    expect(desk.sync.paused()).toBe(code);
    expect(desk.sync.connection().state).toBe(state);
    expect(desk.states()).toEqual(['waiting']);
    // It is tried again, and heals without anybody's help.
    backend.heal();
    await reached('another try waits', () => desk.retryWaits());
    desk.fire();
    await reached('acknowledged', () => desk.states()[0] === 'acked');
    expect(backend.ids('urgent')).toEqual([id]);
    expect(desk.sync.connection()).toMatchObject({ state: 'online', problem: null });
    expect(desk.sync.paused()).toBeNull();
  });

  it('claims more than was sent acknowledges what was sent and no more', async () => {
    await begin();
    desk.save();
    push((r, b) => {
      const answer = good(b, { upto: 99 });
      desk.save('urgent', 'saved while the push was on its way');
      return json(r, 200, answer);
    });
    desk.sync.start();
    await reached('first acknowledged', () => desk.states()[0] === 'acked');
    expect(backend.pushes[0]?.items).toHaveLength(1);
    await reached('second acknowledged', () => desk.states()[1] === 'acked');
    expect(backend.pushes[1]?.items.map((i) => i.seq)).toEqual([2]);
  });

  it('finds the batch too large gets smaller ones, and all of it', async () => {
    await begin();
    const ids = Array.from({ length: 7 }, () => desk.save());
    push((r, b) =>
      (JSON.parse(b) as { items: unknown[] }).items.length > 2 ? json(r, 413, refusal('too-large')) : false,
    );
    desk.sync.start();
    await reached('acknowledged', () => desk.states().every((s) => s === 'acked'));
    expect(backend.ids('urgent')).toEqual(ids);
  });

  it('sets an item aside says so on that item, and the rest goes on', async () => {
    await begin();
    desk.save();
    desk.save();
    push((r, b) =>
      json(r, 200, good(b, { results: [{ seq: 1, result: 'quarantined', why: 'cannot be opened' }] })),
    );
    desk.sync.start();
    await reached('taken', () => !desk.states().includes('waiting'));
    expect(desk.states()).toEqual(['quarantined', 'acked']);
  });
});

describe('being asked to wait', () => {
  it.each<[string, (r: ServerResponse) => true]>([
    ['by the backend', (r) => json(r, 429, refusal('busy'), { 'retry-after': '7' })],
    ['by a proxy’s page', (r) => html(r, 503, { 'retry-after': '7' })],
    [
      'until a date',
      (r) =>
        html(r, 503, {
          date: 'Sun, 22 Nov 2026 03:00:00 GMT',
          'retry-after': 'Sun, 22 Nov 2026 03:00:07 GMT',
        }),
    ],
  ])('%s is obeyed, whatever is saved meanwhile; a person may ask at once', async (_by, how) => {
    await begin();
    desk.setRandom(0);
    desk.save();
    backend.misbehave((path, r) => path === '/v2/push' && how(r));
    desk.sync.start();
    await reached('another try waits', () => desk.timers.some((t) => t.ms === 7000));
    await idle();
    const pushes = () => backend.asked.filter((p) => p === '/v2/push').length;
    expect(pushes()).toBe(1);
    desk.save();
    desk.sync.wake();
    desk.fireAt(1500);
    await reached('another beat', () => backend.asked.filter((p) => p === '/v1/health').length === 2);
    expect(pushes()).toBe(1);
    backend.heal();
    desk.sync.wake('person');
    await reached('acknowledged', () => desk.states().every((s) => s === 'acked'));
  });
  it('for ever is not obeyed: an hour at most', async () => {
    await begin();
    desk.save();
    backend.misbehave(
      (path, r) => path === '/v2/push' && json(r, 429, refusal('busy'), { 'retry-after': '9999999' }),
    );
    desk.sync.start();
    await reached('another try waits', () => desk.timers.some((t) => t.ms === 3_600_000));
  });
});

const both = (state: object): object => ({ urgent: state, normal: state });
describe('where both stand', () => {
  it.each<[string, object]>([
    ['the backend is ahead', { lanes: both({ lastSeq: 9, chainHead: 'b'.repeat(64) }) }],
    ['its chain is another', { lanes: both({ lastSeq: 0, chainHead: 'b'.repeat(64) }) }],
    ['it knows another epoch', { epoch: randomUUID() }],
  ])('%s: a fork, nothing is sent or overwritten', async (_what, change) => {
    await begin();
    desk.save();
    backend.misbehave((path, r) =>
      path === '/v2/handshake'
        ? json(r, 200, {
            ...backend.handshake(),
            ...change,
          })
        : false,
    );
    desk.sync.start();
    await reached('told', () => desk.sync.paused() === 'sync-fork');
    expect(desk.sync.connection()).toMatchObject({ state: 'refused', problem: 'sync-fork' });
    expect(backend.asked).not.toContain('/v2/push');
  });
  it('a device that is not enrolled says so and keeps everything', async () => {
    await begin({ enrolled: false });
    desk.save();
    desk.sync.start();
    await reached('told', () => desk.sync.paused() === 'not-enrolled');
    expect(desk.states()).toEqual(['waiting']);
  });
  it('an older backend, which takes no more than it knows, is told no more', async () => {
    const more = { policyVersion: 1, app: '1', os: 'os', storesPhi: true };
    await begin({ says: { desk: more } });
    const said: boolean[] = [];
    backend.misbehave((path, r, body) => {
      if (path !== '/v2/handshake') return false;
      said.push(body?.includes('policyVersion') === true);
      return said.at(-1) === true ? json(r, 400, refusal('invalid')) : false;
    });
    desk.sync.start();
    await reached('asked again', () => said.length === 2);
    expect(said).toEqual([true, false]);
    await reached('online', () => desk.sync.connection().state === 'online');
  });
  it('a refusal that is over is forgotten, also when nothing waits', async () => {
    await begin();
    backend.misbehave((path, r) => path === '/v2/handshake' && json(r, 401, refusal('unsigned')));
    desk.sync.start();
    await reached('refused', () => desk.sync.connection().state === 'refused');
    await reached('another try waits', () => desk.retryWaits());
    backend.heal();
    desk.fire();
    await reached('online', () => desk.sync.connection().state === 'online');
    expect(desk.sync.paused()).toBeNull();
  });
  it('a counter that the backend has seen is passed', async () => {
    await begin();
    desk.save();
    let once = true;
    backend.misbehave(
      (path, r) => path === '/v2/push' && once && !(once = false) && json(r, 401, refusal('replayed', 4999)),
    );
    desk.sync.start();
    await reached('another try waits', () => desk.retryWaits());
    desk.fire();
    await reached('acknowledged', () => desk.states()[0] === 'acked');
    expect(desk.counter.take()).toBeGreaterThan(5000);
  });
  it('an outbox that does not fit itself is told, not sent', async () => {
    await begin();
    desk.save();
    desk.vault.core.prepare("UPDATE outbox SET hash = 'x' WHERE seq = 1").run();
    desk.sync.start();
    await reached('told', () => desk.sync.paused() === 'unexpected');
    expect(backend.asked).not.toContain('/v2/push');
  });
});

describe('the beat', () => {
  it('knows that nobody answers any more', async () => {
    await begin();
    desk.sync.start();
    await idle();
    expect(desk.sync.connection().state).toBe('online');
    backend.misbehave(() => 'handled-later');
    const started = performance.now();
    desk.fire();
    await reached('offline', () => desk.sync.connection().state === 'offline');
    // The beat itself waits 1.5 s before it asks.
    const took = performance.now() - started + 1500;
    process.stdout.write(`  offline is known after ${took.toFixed(0)} ms (of 3000)\n`);
  });
  it.each<[string, (r: ServerResponse) => true]>([
    ['a portal’s page', (r) => html(r)],
    ['somebody else’s health', (r) => json(r, 200, { v: 1, ok: true, service: 'other' })],
  ])('is not taken in by %s, and sends nothing there', async (_what, how) => {
    await begin();
    desk.save();
    backend.misbehave((path, r) => path === '/v1/health' && how(r));
    desk.sync.start();
    await reached('offline', () => desk.sync.connection().state === 'offline');
    expect(desk.sync.connection().problem).toBe('backend-not-json');
    expect(backend.asked).toEqual(['/v1/health']);
  });
});

/** Bytes without end, as long as the other side takes them. */
function endless(response: ServerResponse, head = true): true {
  if (head) response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write('{"v":1,"x":"'.padEnd(60_000, 'y')));
  };
  response.on('drain', more).on('error', () => undefined);
  more();
  return true;
}
