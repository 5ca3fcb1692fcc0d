// What other desks and the backend send: taken in once, in any order, and what cannot be read stops nothing. All people
// are made up.
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { EntryBody } from '#shared/domain/messages/entry.ts';
import type { Message } from '#shared/domain/messages/message.ts';
import { makeBench, must, type Bench } from '../router/testing.ts';
import { seal } from '../vault/seal.ts';
import { countUnread, readUnreadAgain } from './unread.ts';
import { nightOf } from './testing.ts';

let bench: Bench;
let night: ReturnType<typeof nightOf>;
beforeEach(async () => {
  bench = await makeBench();
  night = nightOf(bench, bench.page());
});
afterEach(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});

test('what another desk sends is taken in once, also when the raise comes before its message', async () => {
  const own = await night.taken();
  const { fields } = (await night.read(own)).message;
  const theirs: Message = {
    schema: 2,
    id: randomUUID(),
    fields: { ...fields, urgency: 'routine-clinical', patientName: 'Barnaby Bogus' },
    incomplete: [],
    takenBy: { personId: 'p-other', name: 'Olwen Other' },
    savedAt: bench.now,
    clockOffsetMs: null,
  };
  const raise = night.change(
    1,
    night.foreign(theirs.id, { kind: 'raise', to: 'emergency', why: 'red-flag', note: '' }),
  );
  expect(night.apply(raise)).toEqual({ result: 'applied', messageId: theirs.id });
  expect(await night.list()).toHaveLength(1);
  const message = night.change(2, theirs);
  expect(night.apply(message).result).toBe('applied');
  for (const again of [raise, message])
    expect(night.apply(again)).toEqual({ result: 'known', messageId: null });
  const row = (await night.list()).find((r) => r.id === theirs.id);
  expect(row).toMatchObject({
    urgency: 'emergency',
    elsewhere: true,
    sync: 'synced',
    patientName: 'Barnaby Bogus',
    takenBy: 'Olwen Other',
  });
  // Nothing of it is sent from here, and its id is nobody's draft.
  expect(bench.count('outbox')).toBe(1);
  expect(await night.save(theirs.id, theirs.fields)).toMatchObject({ code: 'immutable' });
});

test('an urgent message of an account that this desk was never given still has a card and rings after a while', async () => {
  const own = await night.taken({ reasonCode: 'billing', urgency: 'non-clinical' });
  const { fields } = (await night.read(own)).message;
  const id = randomUUID();
  const theirs: Message = {
    schema: 2,
    id,
    fields: { ...fields, accountId: 'elsewhere', urgency: 'emergency', patientName: 'Barnaby Bogus' },
    incomplete: [],
    takenBy: { personId: 'p-other', name: 'Olwen Other' },
    savedAt: bench.now,
    clockOffsetMs: null,
  };
  night.apply(night.change(1, theirs));
  bench.now = '2026-11-22T03:10:00.000Z';
  const cards = async () => must(await bench.page().ask<DispatchCard[]>('dispatch.list'));
  expect(await cards()).toMatchObject([
    { messageId: id, state: 'manual', patientName: 'Barnaby Bogus', ladder: [] },
  ]);
  const outcome: EntryBody = {
    kind: 'outcome',
    what: 'will-see',
    happenedAt: bench.now,
    text: '',
    clinician: 'Dr. Ada Invented',
  };
  night.apply(night.change(2, night.foreign(id, outcome)));
  expect(await cards()).toMatchObject([{ messageId: id, state: 'accepted' }]);
});

test('what cannot be read is kept aside and stops nothing', async () => {
  const id = await night.taken();
  const stranger = generateKeyPairSync('x25519')
    .publicKey.export({ format: 'der', type: 'spki' })
    .subarray(-32);
  const e = night.foreign(id, { kind: 'raise', to: 'emergency', why: 'agent', note: '' });
  const wrong = seal(e.id, Buffer.from('{}'), { reader: stranger }, randomBytes);
  const payload = {
    body: wrong.body.toString('base64'),
    keyForBackend: (wrong.keys.reader ?? Buffer.alloc(0)).toString('base64'),
    keyId: 'reader',
  };
  expect(night.apply(night.change(1, e, { payload })).result).toBe('unread');
  const later = { id: randomUUID(), schema: 9, news: true };
  expect(night.apply(night.change(2, later, { type: 'entry', schema: 9 })).result).toBe('unread');
  // The envelope says another id than the sealed words.
  const other = night.foreign(id, { kind: 'raise', to: 'emergency', why: 'agent', note: '' });
  expect(night.apply({ ...night.change(3, other), id: randomUUID() }).result).toBe('unread');
  expect(bench.count('changes_unread')).toBe(3);
  expect((await night.read(id)).urgency).toBe('urgent-clinical');
  bench.vault.lock();
  expect(() => night.apply(night.change(4, e))).toThrow('locked');
  expect(bench.count('changes_unread')).toBe(3);
});

test('what an older version could not read is taken in by a newer one when it starts; the rest is counted', async () => {
  const id = await night.taken();
  const db = bench.vault.core;
  const keep = (n: number, json: unknown, itemId: string): unknown =>
    db
      .prepare('INSERT INTO changes_unread (id, n, received_at, json) VALUES (?, ?, ?, ?)')
      .run(itemId, n, bench.now, JSON.stringify(json));
  const strange = night.change(3, { id: randomUUID() }, { type: 'entry', schema: 9 });
  keep(3, strange, strange.id);
  keep(4, { of: 'another form' }, randomUUID());
  const raise = night.change(
    5,
    night.foreign(id, { kind: 'raise', to: 'emergency', why: 'agent', note: '' }),
  );
  keep(5, raise, raise.id);
  const changed: string[][] = [];
  let run: (() => void) | null = null;
  const again = readUnreadAgain({
    core: () => db,
    sealer: bench.sealer,
    accountOf: bench.oncall.accountOf,
    monotonic: () => 0,
    after: (_ms, then) => ((run = then), () => undefined),
    changed: (ids) => void changed.push(ids),
    failed: (error) => void bench.unexpected.push({ name: 'unread', error }),
  });
  again.look();
  (run as unknown as () => void)();
  expect(changed).toEqual([[id]]);
  expect((await night.read(id)).urgency).toBe('emergency');
  expect(countUnread(db)).toBe(2);
});
