// What goes wrong around ladders on a real PostgreSQL: wrong clocks, desks that never end, slow channels, unreadable
// documents, a restored backend. Nobody is called who is being called, and nobody waits behind what is broken.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoDocuments } from '#demo/documents/documents.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { noChannels } from '../channels/channel.ts';
import { publish } from '../documents/documents.ts';
import { at, byHand, ladders } from '../testing/ladders.ts';
import { startRunner } from './runner.ts';

let backend: TestBackend;
let night: Awaited<ReturnType<typeof ladders>>;
beforeAll(async () => {
  backend = await startTestBackend();
  night = await ladders(backend);
  await publish(backend.pool, 'org-one', demoDocuments, new Date(at(0)));
});
afterAll(() => backend?.close());
beforeEach(async () => {
  backend.setNow(at(0));
  await night.clear();
});
/** Steps that the backend began. */
const begun = async (id: string): Promise<string[]> =>
  (await night.attempts(id))
    .filter((e) => e.author.personId === 'backend' && e.body.result === 'dialling')
    .map((e) => e.body.stepId ?? '');

describe('clocks and claims of desks', () => {
  it('a claim holds the ladder for ten minutes at most, however far it reaches', async () => {
    const { id, add } = await night.open();
    await add([{ kind: 'claim', until: at(60 * 24 * 400) }]);
    await night.turnAt(9.9);
    expect(await begun(id)).toEqual([]);
    await night.turnAt(10.1);
    expect(await begun(id)).toHaveLength(1);
  });

  it.each([-30, 0, 30])('a desk whose clock is %i min off dials: nobody else does', async (off) => {
    const { id, add } = await night.open();
    backend.setNow(at(5));
    await add([byHand('dialling', 'urgent-voice')], undefined, at(5 + off));
    await night.turnAt(6.9);
    expect(await begun(id)).toEqual([]);
  });

  it('whom a desk talks to for five minutes is not called by us; the next person is, in their turn', async () => {
    const { id, add } = await night.open();
    const attemptId = randomUUID();
    backend.setNow(at(5));
    await add([byHand('dialling', 'urgent-voice', attemptId)]);
    await night.turnAt(7.1);
    await night.turnAt(9.5);
    expect(await night.told(id)).toEqual(['urgent-voice dialling']);
    await night.turnAt(10.1);
    expect(await begun(id)).toEqual(['urgent-backup']);
    expect(await add([byHand('accepted', 'urgent-voice', attemptId)])).toMatchObject([{ result: 'applied' }]);
    await night.turnAt(60);
    expect(await begun(id)).toEqual(['urgent-backup']);
  });

  it('a desk that died while dialling stops nothing for good, and its step is not repeated', async () => {
    const { id, add } = await night.open();
    await add([byHand('dialling', 'urgent-voice')]);
    for (const minute of [12.5, 15, 17.5]) await night.turnAt(minute);
    expect(await begun(id)).not.toContain('urgent-voice');
    expect(await begun(id)).toContain('urgent-second');
  });
});

describe('what one may not do to the others', () => {
  it('a desk that never ends saying that more comes holds only what it had to do with, and not for long', async () => {
    const other = await night.open();
    const own = await night.open({}, { more: true });
    await night.turnAt(0.1);
    expect([await begun(other.id), await begun(own.id)]).toEqual([['urgent-app'], []]);
    for (let minute = 0.2; minute < 1; minute += 0.1) {
      backend.setNow(at(minute));
      await night.open({ urgency: 'non-clinical', reasonCode: 'billing' }, { desk: own.desk, more: true });
      await night.runner.turn();
    }
    expect(await begun(own.id)).toEqual(['urgent-app']);
  });

  it('twenty slow sends leave room for an emergency', async () => {
    for (let i = 0; i < 20; i++)
      await backend.pool.query('update ladder set urgency = 2 where message_id = $1', [
        (await night.open({ urgency: 'routine-clinical', reasonCode: 'refill' })).id,
      ]);
    const reached: string[] = [];
    const slow = startRunner(
      night.partsWith({
        ...noChannels,
        get: () => ({ send: ({ reference }) => (reached.push(reference), new Promise(() => undefined)) }),
      }),
      null,
    );
    void slow.turn();
    await expect.poll(() => reached.length).toBe(20);
    const quick = await night.open({ urgency: 'emergency' });
    void slow.turn();
    await expect.poll(() => reached.length, { timeout: 5000 }).toBe(21);
    expect(reached.at(-1)).toBe(quick.id.slice(-6).toUpperCase());
  });

  it('an account that cannot be read stops no ladder but its own', async () => {
    await backend.pool.query(
      `insert into document (org_id, kind, id, version, published_at, json) values ('org-one', 'account', 'broken', 1, $1, '{no')`,
      [at(0)],
    );
    const broken = await night.open({ accountId: 'broken', urgency: 'emergency' });
    const sound = await night.open();
    await night.turnAt(0.1);
    expect([await begun(broken.id), await begun(sound.id)]).toEqual([[], ['urgent-app']]);
  });

  it('a message that cannot be looked at stops no other', async () => {
    const bad = await night.open({ urgency: 'emergency' });
    const sound = await night.open();
    const random = { uuid: () => (bad.id === '' ? '' : 'not a uuid') };
    const parts = { ...night.partsWith(night.channels), random };
    await startRunner(parts, null).turn();
    const due = await backend.pool.query('select message_id from ladder where due_at <= $1', [at(0)]);
    expect(due.rows).toEqual([]);
    await night.turnAt(0.5);
    expect([await begun(bad.id), await begun(sound.id)]).toEqual([['emergency-app'], ['urgent-app']]);
  });
});

describe('nobody known, nothing configured', () => {
  it('without a schedule it waits as without an account, and goes on when it is published', async () => {
    const { id } = await night.open({}, { org: 'org-two' });
    await publish(
      backend.pool,
      'org-two',
      demoDocuments.filter((d) => d.kind === 'account'),
      new Date(at(0)),
    );
    for (const minute of [0, 5, 30]) await night.turnAt(minute);
    expect(await night.told(id, 'org-two')).toEqual([]);
    await publish(backend.pool, 'org-two', demoDocuments, new Date(at(31)));
    await night.turnAt(31);
    expect(await night.told(id, 'org-two')).toEqual(['urgent-app dialling', 'urgent-app sent']);
  });

  it('what a backend without channels could not do is no try, and is not done twice', async () => {
    const { id } = await night.open();
    const dumb = startRunner(night.partsWith(noChannels), null);
    for (const minute of [0, 1, 2, 3]) {
      backend.setNow(at(minute));
      await dumb.turn();
    }
    expect(await night.told(id)).toEqual(['urgent-app failed', 'urgent-voice failed']);
    expect((await night.attempts(id)).map((e) => e.body.note)).toEqual([
      'this channel is not configured',
      'this channel is not configured',
    ]);
  });
});

describe('what comes long after it was taken', () => {
  it('starts no ladder by itself; a raise does', async () => {
    const old = await night.open({}, { savedAt: at(-13 * 60) });
    const late = await night.open({}, { savedAt: at(-11 * 60) });
    const ahead = await night.open({}, { savedAt: at(20 * 60) });
    for (const minute of [0, 3]) await night.turnAt(minute);
    expect(await begun(old.id)).toEqual([]);
    for (const { id } of [late, ahead]) expect(await begun(id)).not.toEqual([]);
    await old.add([{ kind: 'raise', to: 'emergency', why: 'repeat-call', note: '' }]);
    await night.turnAt(3.1);
    expect(await begun(old.id)).toEqual(['emergency-app']);
  });
});

describe('what was settled as less', () => {
  const close = { kind: 'close', disposition: 'handled', openReason: '' };
  const raise = { kind: 'raise', to: 'emergency', why: 'repeat-call', note: '' };
  it.each<[string, object[]]>([
    ['closed', [close]],
    ['accepted', [byHand('accepted', 'routine-voice')]],
  ])('%s, and raised to an emergency by another desk: somebody is reached', async (_, bodies) => {
    const { id, add } = await night.open({ urgency: 'routine-clinical' }, { lane: 'normal' });
    backend.setNow(at(1));
    await add(bodies);
    await night.turnAt(1.1);
    expect(await begun(id)).toEqual([]);
    backend.setNow(at(20));
    await add([raise], await backend.enrolled());
    await night.turnAt(20.1);
    expect(await begun(id)).toEqual(['emergency-app']);
  });
});
