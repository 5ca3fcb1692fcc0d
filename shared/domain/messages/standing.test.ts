// What a message is from its entries: the same on every desk, whatever arrived first; conflicts stay until settled.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry, EntryBody } from './entry.ts';
import { emptyDraft, urgencies, urgencyRank, type Message } from './message.ts';
import { standing } from './standing.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (n: number): string => new Date(Date.parse('2026-11-22T03:00:00.000Z') + n * 1000).toISOString();
const message: Message = {
  schema: 2,
  id: id(1),
  fields: {
    ...emptyDraft({
      accountId: 'a',
      dnis: '',
      greeting: '',
      receivedAt: at(0),
      zone: 'UTC',
      practice: '',
      origin: null,
    }),
    verbatim: 'as said',
    urgency: 'routine-clinical',
  },
  incomplete: ['summary'],
  takenBy: { personId: 'p', name: 'Imogen Invented' },
  savedAt: at(0),
  clockOffsetMs: null,
};
const entry = (n: number, body: EntryBody, when = n): Entry => ({
  schema: 1,
  id: id(n),
  messageId: message.id,
  at: at(when),
  author: { personId: 'p', name: 'Imogen Invented' },
  body,
});
const version = (n: number, base: number, medicines: string, when = n): Entry =>
  entry(
    n,
    {
      kind: 'version',
      base,
      fields: { ...message.fields, medicines, verbatim: 'changed' },
      incomplete: [],
      why: '',
    },
    when,
  );
const settle = (n: number, chosen: number): Entry =>
  entry(n, { kind: 'settle', entryId: id(chosen), why: 'heard it' });

it('as taken, then each newer version, always with the first words', () => {
  expect(standing(message, []).current).toMatchObject({ version: 1, entryId: null, incomplete: ['summary'] });
  const { current, conflicts } = standing(message, [version(2, 1, 'one'), version(3, 2, 'two')]);
  expect(current).toMatchObject({
    version: 3,
    entryId: id(3),
    fields: { medicines: 'two', verbatim: 'as said' },
  });
  expect(conflicts).toEqual([]);
});

it('two of one base: the same one counts whatever came first, both are named until somebody settles', () => {
  const [a, b] = [version(2, 1, 'a', 10), version(3, 1, 'b', 5)];
  for (const order of [
    [a, b],
    [b, a],
  ]) {
    const now = standing(message, order);
    expect(now.current.fields.medicines).toBe('b');
    expect(now.conflicts.toSorted()).toEqual([id(2), id(3)]);
    const after = standing(message, [...order, settle(20, 2)]);
    expect(after.current.fields.medicines).toBe('a');
    expect(after.conflicts).toEqual([]);
    // A third one that comes later nobody has seen when they settled.
    expect(standing(message, [...order, settle(20, 2), version(4, 1, 'c', 6)]).conflicts).toHaveLength(3);
  }
});

it('a version on top of the chosen one is no conflict', () => {
  const all = [version(2, 1, 'a'), version(3, 1, 'b'), settle(4, 3), version(5, 2, 'c')];
  const now = standing(message, all);
  expect(now.current).toMatchObject({ version: 3, fields: { medicines: 'c' } });
  expect(now.conflicts).toEqual([]);
});

it('settling what is no version changes nothing', () => {
  expect(standing(message, [version(2, 1, 'a'), settle(3, 99)]).current.fields.medicines).toBe('a');
});

it('who answers for it, and whether it is closed', () => {
  const to = { personId: 'q', name: 'Quill Invented' };
  const now = standing(message, [
    entry(2, { kind: 'hand-over', from: message.takenBy, to, note: '' }),
    entry(3, { kind: 'close', disposition: 'handled', openReason: '' }),
  ]);
  expect(now.owner).toEqual(to);
  expect(now.closed).toEqual({ at: at(3), by: 'Imogen Invented' });
  expect(standing(message, []).owner).toEqual(message.takenBy);
});

it.each<[string, Partial<Entry>, boolean]>([
  ['by its row, whatever the clocks say', { schema: 2, knownUrgency: 'routine-clinical', at: at(9) }, false],
  ['by its row: raised before, and known', { schema: 2, knownUrgency: 'emergency', at: at(1) }, true],
  ['by the clocks, where an older desk wrote it: raised later', { at: at(2) }, false],
  ['by the clocks: raised earlier', { at: at(6) }, true],
])('a raise to urgent opens again what was closed as less, in either order: %s', (_, over, stays) => {
  const close = { ...entry(2, { kind: 'close', disposition: 'handled', openReason: '' }), ...over };
  const raise = entry(3, { kind: 'raise', to: 'emergency', why: 'red-flag', note: '' }, 5);
  for (const rows of [
    [close, raise],
    [raise, close],
  ])
    expect(standing(message, rows).closed !== null).toBe(stays);
  // Closed again by somebody who knows.
  const again = entry(4, { kind: 'close', disposition: 'handled', openReason: 'x' }, 10);
  expect(standing(message, [close, raise, again]).closed?.at).toBe(at(10));
  // A raise that isn't urgent reopens nothing.
  const small = { ...raise, body: { ...raise.body, to: 'routine-clinical' } } as Entry;
  expect(standing(message, [close, small]).closed).not.toBeNull();
});

it('no order and no mix of entries lowers the urgency, and every order gives the same one', () => {
  const bodies = fc.oneof(
    fc.constantFrom(...urgencies).map((to): EntryBody => ({ kind: 'raise', to, why: 'agent', note: '' })),
    fc
      .tuple(fc.constantFrom(...urgencies), fc.integer({ min: 1, max: 4 }))
      .map(([urgency, base]): EntryBody => ({
        kind: 'version',
        base,
        fields: { ...message.fields, urgency },
        incomplete: [],
        why: '',
      })),
  );
  fc.assert(
    fc.property(fc.array(bodies, { maxLength: 8 }), fc.func(fc.integer()), (list, shuffle) => {
      const entries = list.map((body, n) => entry(n + 2, body));
      const others = entries.toSorted((a, b) => shuffle(a.id) - shuffle(b.id));
      const now = standing(message, entries);
      expect(urgencyRank(now.urgency)).toBeLessThanOrEqual(urgencyRank('routine-clinical'));
      expect(standing(message, others).urgency).toBe(now.urgency);
      expect(standing(message, others).current).toEqual(now.current);
    }),
  );
});
