// Two lanes: what is urgent overtakes everything that waits, and whatever stops one lane leaves the other alone. Real HTTP,
// a real vault.
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Lane } from '#shared/domain/messages/lane.ts';
import { until } from '#tests/support/until.ts';
import { queuePage } from '../outbox/queue.ts';
import { countLane, countOutbox } from './counts.ts';
import { nextBatch, waits } from './outbox.ts';
import { json, refusal, startBackend, startDesk } from './testing.ts';

let backend: Awaited<ReturnType<typeof startBackend>>;
let desk: Awaited<ReturnType<typeof startDesk>>;
async function begin(options: { enrolled?: boolean; realTimers?: boolean } = {}): Promise<void> {
  backend = await startBackend();
  desk = await startDesk(backend.url, options);
}
afterEach(async () => {
  desk.close();
  await backend.close();
});
const reached = (what: string, test: () => boolean): Promise<number> => until(what, 5000, test, 3);
const all = (state: string, lane?: Lane) => (): boolean => desk.states(lane).every((s) => s === state);
type Push = { lane: Lane; items: { id: string; seq: number }[]; more: boolean };
const pushOf = (body: string): Push => JSON.parse(body) as Push;
/** `how` takes over the pushes of one lane. */
const onLane = (lane: Lane, how: (r: ServerResponse, body: string) => boolean | 'handled-later'): void =>
  backend.misbehave((path, r, body) => path === '/v2/push' && pushOf(body).lane === lane && how(r, body));

describe('urgent items', () => {
  it('saved during a long drain go with the very next request', async () => {
    await begin();
    desk.fill('normal', 2500);
    let id = '';
    onLane('normal', () => {
      // Saved while a normal batch is on its way.
      if (backend.pushes.length === 3) id = desk.save('urgent');
      return false;
    });
    desk.sync.start();
    await reached('all taken', () => countOutbox(desk.vault.core).waiting === 0);
    expect(backend.pushes.map((p) => p.lane).slice(0, 6)).toEqual([
      'normal',
      'normal',
      'normal',
      'normal',
      'urgent',
      'normal',
    ]);
    expect(backend.ids('urgent')).toEqual([id]);
    expect(backend.held.normal.map((i) => i.seq)).toEqual(Array.from({ length: 2500 }, (_, i) => i + 1));
    expect(countLane(desk.vault.core, 'normal')).toMatchObject({ acknowledged: 2500, waiting: 0 });
  });
  it('that raise a message arrive before it', async () => {
    await begin();
    desk.save('normal');
    desk.save('urgent', 'a raise of the message before');
    desk.sync.start();
    await reached('taken', all('acked'));
    expect(backend.pushes.map((p) => p.lane)).toEqual(['urgent', 'normal']);
  });
  it('are taken within a second after the network is back', { retry: 2 }, async () => {
    await begin({ realTimers: true });
    desk.sync.start();
    await reached('online', () => desk.sync.connection().state === 'online');
    backend.misbehave((_path, response) => (response.destroy(), true));
    await reached('offline', () => desk.sync.connection().state === 'offline');
    desk.fill('normal', 500);
    const id = desk.save('urgent');
    desk.sync.wake();
    backend.heal();
    expect(await reached('acknowledged', all('acked', 'urgent'))).toBeLessThan(1000);
    expect(backend.ids('urgent')).toEqual([id]);
    await reached('the rest', all('acked'));
  });
  it('say whether more wait behind a batch', async () => {
    await begin();
    desk.fill('urgent', 60);
    desk.sync.start();
    await reached('taken', all('acked'));
    expect(backend.pushes.map((p) => [p.items.length, p.more])).toEqual([
      [50, true],
      [10, false],
    ]);
  });
});

describe.each<[Lane, Lane]>([
  ['urgent', 'normal'],
  ['normal', 'urgent'],
])('a stuck %s lane', (stuck, other) => {
  it.each<[string, (r: ServerResponse, body: string) => boolean, string]>([
    ['that the backend trips over', (r) => json(r, 500, refusal('internal')), 'backend-error'],
    ['whose item is too large', (r) => json(r, 413, refusal('too-large')), 'too-large'],
    ['that forked', (r) => json(r, 409, refusal('fork')), 'sync-fork'],
    ['that leads into a portal', (r) => (r.writeHead(200).end('<html>'), true), 'backend-not-json'],
    ['that is refused as broken', (r) => json(r, 400, refusal('invalid')), 'backend-error'],
  ])('%s', async (_what, how, code) => {
    await begin();
    desk.save(stuck);
    const id = desk.save(other);
    onLane(stuck, how);
    desk.sync.start();
    await reached('the other one', all('acked', other));
    await reached('told', () => desk.sync.pausedLane(stuck) === code);
    expect(desk.sync.pausedLane(other)).toBeNull();
    expect(desk.states(stuck)).toEqual(['waiting']);
    expect(backend.ids(other)).toEqual([id]);
    expect(desk.sync.connection().state).toBe('online');
    expect(desk.sync.tries().nextTryAt).not.toBeNull();
    // What comes later in the other lane goes too, and the stuck one heals by itself.
    desk.save(other);
    desk.sync.wake();
    await reached('the next of the other', all('acked', other));
    backend.heal();
    desk.sync.wake();
    await reached('all', all('acked'));
    expect(desk.sync.paused()).toBeNull();
  });
  it('whose rows do not fit their chain', async () => {
    await begin();
    desk.save(stuck);
    desk.save(other);
    desk.vault.core.prepare("UPDATE outbox SET hash = 'x' WHERE lane = ?").run(stuck);
    desk.sync.start();
    await reached('the other one', all('acked', other));
    await reached('told', () => desk.sync.pausedLane(stuck) === 'unexpected');
    expect(backend.held[stuck]).toEqual([]);
  });
  it('that another copy of this device went ahead with (a cloned disk)', async () => {
    await begin();
    desk.save(stuck);
    desk.save(other);
    const clone = {
      ...(backend.handshake() as { lanes: object }),
      lanes: {
        ...(backend.handshake() as { lanes: object }).lanes,
        [stuck]: { lastSeq: 1, chainHead: 'c'.repeat(64) },
      },
    };
    backend.misbehave((path, r) => path === '/v2/handshake' && json(r, 200, clone));
    desk.sync.start();
    await reached('the other one', all('acked', other));
    expect(desk.sync.pausedLane(stuck)).toBe('sync-fork');
    expect(backend.pushes.every((p) => p.lane === other)).toBe(true);
    expect(desk.states(stuck)).toEqual(['waiting']);
  });
});

describe('the whole device', () => {
  it('with an expired credential keeps everything and goes on when it is valid again', async () => {
    await begin();
    desk.save('urgent');
    backend.misbehave((path, r) => path.startsWith('/v2/') && json(r, 401, refusal('revoked')));
    desk.sync.start();
    await reached('told', () => desk.sync.paused() === 'backend-refused');
    desk.save('urgent');
    desk.save('normal');
    expect(desk.states()).toEqual(['waiting', 'waiting', 'waiting']);
    expect(desk.sync.connection()).toMatchObject({ state: 'refused', problem: 'backend-refused' });
    backend.heal();
    desk.sync.wake('person');
    await reached('all', all('acked'));
  });
  it('tells a backend older than itself, and drains once it was brought up to date', async () => {
    await begin();
    desk.save('urgent');
    desk.save('normal');
    backend.misbehave((path, r) => path.startsWith('/v2/') && json(r, 404, refusal('invalid')));
    desk.sync.start();
    await reached('told', () => desk.sync.paused() === 'backend-older');
    expect(desk.sync.connection()).toMatchObject({ state: 'refused', problem: 'backend-older' });
    expect(desk.states()).toEqual(['waiting', 'waiting']);
    backend.heal();
    await reached('another try waits', () => desk.retryWaits());
    desk.fire();
    await reached('all', all('acked'));
    expect(desk.sync.connection()).toMatchObject({ state: 'online', problem: null });
  });
  it('sends a lane again that the backend was set back in, and only that', async () => {
    await begin();
    for (const lane of ['urgent', 'normal', 'normal', 'normal'] as const) desk.save(lane);
    desk.sync.start();
    await reached('all', all('acked'));
    const before = backend.ids('normal');
    backend.held.normal.length = 1;
    backend.misbehave((_path, response) => (response.destroy(), true));
    desk.fire();
    await reached('offline', () => desk.sync.connection().state === 'offline');
    backend.heal();
    const pushes = backend.pushes.length;
    desk.fire();
    await reached('sent again', () => backend.held.normal.length === 3 && all('acked')());
    expect(backend.ids('normal')).toEqual(before);
    expect(backend.pushes.slice(pushes).map((p) => [p.lane, p.items.length])).toEqual([['normal', 2]]);
  });
  it('enrolled anew while an answer was on its way begins both chains from their first item', async () => {
    await begin();
    desk.save('normal');
    const id = desk.save('urgent');
    let release = (): void => undefined;
    onLane('urgent', (r, body) => {
      const answer = backend.accept(body);
      release = () => void json(r, 200, answer);
      return 'handled-later';
    });
    desk.sync.start();
    await reached('on its way', () => backend.pushes.length === 1);
    backend.newDevice('e');
    desk.enrolAnew('e');
    backend.heal();
    release();
    await reached('all', all('acked'));
    // The first answer was the old device's: nothing counts but what the new one sent.
    expect(backend.ids('urgent')).toEqual([id]);
    expect(backend.held.normal).toHaveLength(1);
  });
});

it('what waits is found without walking through what was ever acknowledged', async () => {
  await begin();
  desk.vault.core.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
    INSERT INTO outbox (lane, seq, item_id, type, schema, author, taken_at, saved_at, urgency, message_id, body, hash, state)
    SELECT 'normal', i, 'id-' || i, 'message', 2, 'p', '', '', 3, 'id-' || i, x'00', 'h', 'acked' FROM n`);
  desk.save('normal');
  const { core } = desk.vault;
  const took = (): number => {
    const started = performance.now();
    nextBatch(core, desk.wrap, 'normal', { items: 500, bytes: 1_000_000 });
    waits(core, 'normal');
    countLane(core, 'normal');
    queuePage(core, 'all', null, 200);
    return performance.now() - started;
  };
  const walk = (): number => {
    const started = performance.now();
    core.prepare("SELECT count(*) FROM outbox NOT INDEXED WHERE state = 'acked'").get();
    return performance.now() - started;
  };
  const quickest = (work: () => number): number => Math.min(...Array.from({ length: 20 }, work));
  took();
  // Against the walk itself, in the same moments of the same computer.
  expect(quickest(took)).toBeLessThan(quickest(walk));
});

describe('the chain', () => {
  const hashes = (): (string | null)[] =>
    desk.vault.core.prepare("SELECT hash FROM outbox WHERE lane = 'normal' ORDER BY seq").pluck().all() as (
      | string
      | null
    )[];
  it('is made when a row is saved, lane by lane, unless something before it has no place yet', async () => {
    await begin();
    desk.save('normal');
    desk.save('urgent');
    desk.save('normal');
    const made = hashes();
    expect(made.every((hash) => hash !== null)).toBe(true);
    desk.sync.start();
    await reached('taken', all('acked'));
    expect(backend.held.normal.map((item) => item.hash)).toEqual(made);
    desk.vault.core.exec('UPDATE outbox SET hash = NULL');
    desk.save('normal');
    expect(hashes()).toEqual([null, null, null]);
  });
  it('begins anew with a new enrolment; a key for the same backend key stays, another is made again', async () => {
    await begin();
    desk.save('normal');
    desk.save('normal');
    desk.vault.core.exec("UPDATE outbox SET key_id = 'another' WHERE seq = 2");
    const keys = (): (Buffer | null)[] =>
      desk.vault.core
        .prepare('SELECT key_for_backend FROM outbox ORDER BY seq')
        .pluck()
        .all() as (Buffer | null)[];
    const [first] = keys();
    desk.enrolAnew('d');
    expect(hashes()).toEqual([null, null]);
    expect(keys()).toEqual([first, null]);
    desk.sync.start();
    await reached('taken', all('acked'));
    expect(backend.held.normal).toHaveLength(2);
  });
  it('of an item that nobody can wrap stops its lane by name, not as if it were locked', async () => {
    await begin();
    desk.save('normal');
    desk.vault.core.exec('UPDATE outbox SET key_for_backend = NULL; DELETE FROM message_keys');
    desk.sync.start();
    await reached('told', () => desk.sync.pausedLane('normal') === 'vault-damaged');
  });
  it('of rows saved before this device was enrolled is made when they are sent', async () => {
    await begin({ enrolled: false });
    desk.save('normal');
    expect(hashes()).toHaveLength(1);
    desk.enrolAnew('d');
    expect(hashes()).toEqual([null]);
    desk.save('normal');
    desk.sync.start();
    await reached('taken', all('acked'));
    expect(backend.held.normal.map((item) => item.hash)).toEqual(hashes());
  });
});

describe('a set-aside item', () => {
  it('is shown with its reason, and a partial answer acknowledges no more than it says', async () => {
    await begin();
    for (let i = 0; i < 3; i++) desk.save('urgent');
    let once = true;
    onLane('urgent', (r, body) => {
      if (!once) return false;
      once = false;
      const answer = backend.accept(body) as { results: object[] };
      const results = [{ seq: 2, result: 'quarantined', why: 'not-valid fields' }];
      return json(r, 200, { ...answer, upto: 2, results });
    });
    desk.sync.start();
    await reached('all', () => !desk.states().includes('waiting'));
    expect(desk.states()).toEqual(['acked', 'quarantined', 'acked']);
    expect(desk.vault.core.prepare("SELECT why FROM outbox WHERE state = 'quarantined'").pluck().get()).toBe(
      'not-valid fields',
    );
    expect(countLane(desk.vault.core, 'urgent')).toMatchObject({
      acknowledged: 2,
      quarantined: 1,
      highest: 3,
    });
  });
  it('that a newer backend has taken since is no longer shown as set aside', async () => {
    await begin();
    for (let i = 0; i < 4; i++) desk.save('normal');
    const aside = (of: number[]) => (r: ServerResponse, body: string) => {
      const answer = backend.accept(body) as { results: { seq: number; result: string }[] };
      for (const result of answer.results)
        if (of.includes(result.seq))
          Object.assign(result, { result: 'quarantined', why: 'unknown-schema 9' });
      return json(r, 200, answer);
    };
    onLane('normal', aside([1, 3]));
    desk.sync.start();
    await reached('set aside', () => desk.states().join(' ') === 'quarantined acked quarantined acked');
    const pushes = backend.pushes.length;
    // It takes the third by now.
    onLane('normal', aside([1]));
    backend.misbehave((_path, response) => (response.destroy(), true));
    desk.fire();
    await reached('offline', () => desk.sync.connection().state === 'offline');
    onLane('normal', aside([1]));
    // The timer of the next try may come a moment after the state.
    await reached('online', () => (desk.fire(), desk.sync.connection().state === 'online'));
    await reached('taken', () => (desk.fire(), desk.states().join(' ') === 'quarantined acked acked acked'));
    expect(backend.pushes.slice(pushes).map((p) => p.items.map((i) => i.seq))).toEqual([[1], [3]]);
    expect(backend.held.normal).toHaveLength(4);
  });
  it('is asked about again after a question that failed, and after one that the last connection answered late', async () => {
    await begin();
    for (let i = 0; i < 3; i++) desk.save('normal');
    const states = (): string => desk.states().join(' ');
    const aside = (r: ServerResponse, body: string): true => {
      const answer = backend.accept(body) as { results: { seq: number; result: string }[] };
      for (const result of answer.results)
        if (result.seq === 2) Object.assign(result, { result: 'quarantined', why: 'unknown-schema 9' });
      return json(r, 200, answer);
    };
    onLane('normal', aside);
    desk.sync.start();
    await reached('set aside', () => states() === 'acked quarantined acked');
    const asked = (): number => backend.asked.filter((path) => path === '/v2/push').length;
    /** Everything is refused until the desk says offline, then it is found again. */
    const again = async (): Promise<void> => {
      backend.misbehave((_path, response) => (response.destroy(), true));
      await reached('offline', () => (desk.fire(), desk.sync.connection().state === 'offline'));
    };
    await again();
    // The question of this connection stays without its answer until the next connection is there.
    let late: ServerResponse | null = null;
    onLane('normal', (r) => ((late = r), 'handled-later'));
    await reached('asked', () => (desk.fireAt(400), late !== null));
    backend.misbehave((path, r) => path === '/v1/health' && (r.destroy(), true));
    await reached('offline again', () => (desk.fireAt(1500), desk.sync.connection().state === 'offline'));
    const before = asked();
    // This connection's question fails too: it is asked with the next look for documents.
    onLane('normal', (r) => json(r, 500, refusal('internal')));
    await reached('found', () => (desk.fireAt(400), desk.sync.connection().state === 'online'));
    (late as ServerResponse | null)?.destroy();
    await reached('asked on this one', () => asked() > before);
    backend.heal();
    expect(states()).toBe('acked quarantined acked');
    await reached('taken', () => (desk.fireAt(600_000), states() === 'acked acked acked'));
  });
  it('of an answer for the other lane changes nothing', async () => {
    await begin();
    desk.save('urgent');
    desk.save('normal');
    onLane('urgent', (r, body) => json(r, 200, { ...backend.accept(body), lane: 'normal' }));
    desk.sync.start();
    await reached('told', () => desk.sync.pausedLane('urgent') === 'backend-not-json');
    expect(desk.states('urgent')).toEqual(['waiting']);
  });
});
