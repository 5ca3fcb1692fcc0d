import { expect, it } from 'vitest';
import { reconcile, type CarrierCall, type LoggedCall } from './reconcile.ts';

const t0 = Date.parse('2026-11-22T10:00:00.000Z');
const at = (s: number): string => new Date(t0 + s * 1000).toISOString();
const logged = (change: Partial<LoggedCall> = {}): LoggedCall => ({
  callId: 'a',
  direction: 'incoming',
  rangAt: at(0),
  answeredAt: at(5),
  endedAt: at(65),
  endedBy: 'caller',
  heldSeconds: 12,
  ...change,
});
const carried = (change: Partial<CarrierCall> = {}): CarrierCall => ({
  ...logged(),
  heldSeconds: 10,
  consultSeconds: 2,
  ...change,
});
const kinds = (log: LoggedCall[], carrier: CarrierCall[], ahead = 0) =>
  reconcile(log, carrier, ahead).differences.map((d) => d.kind);

it.each<[string, Partial<LoggedCall>, Partial<CarrierCall>, string[]]>([
  ['the same', {}, {}, []],
  [
    'a second apart is the same',
    { rangAt: at(1), answeredAt: at(4), endedAt: at(66), heldSeconds: 13 },
    {},
    [],
  ],
  [
    'more than a second apart',
    { rangAt: at(1.001), answeredAt: at(3.999), endedAt: at(66.5), heldSeconds: 10.9 },
    {},
    ['rang', 'answered', 'ended', 'held'],
  ],
  ['answered on one side only', { answeredAt: null }, {}, ['answered']],
  ['over on one side only', { endedAt: null, endedBy: null }, {}, ['ended', 'ended-by']],
  ['another direction', { direction: 'outgoing' }, {}, ['direction']],
  ['ended by another', { endedBy: 'agent' }, {}, ['ended-by']],
  ['handed on is the agent’s end', { endedBy: 'agent' }, { endedBy: 'transfer' }, []],
  ['handed on is the line’s end', { endedBy: 'line' }, { endedBy: 'transfer' }, []],
  ['handed on is not the caller’s end', {}, { endedBy: 'transfer' }, ['ended-by']],
])('%s', (_what, own, theirs, expected) => {
  expect(kinds([logged(own)], [carried(theirs)])).toEqual(expected);
});

it('says by how much, log less carrier', () => {
  expect(reconcile([logged({ endedAt: at(60) })], [carried()])).toEqual({
    compared: 1,
    differences: [{ callId: 'a', kind: 'ended', seconds: -5 }],
  });
});

it('names a call that one side does not have, once it is over', () => {
  expect(kinds([logged()], [])).toEqual(['not-at-carrier']);
  expect(kinds([], [carried()])).toEqual(['not-in-log']);
  expect(kinds([logged({ endedAt: null })], [])).toEqual([]);
  expect(kinds([], [carried({ endedAt: null })])).toEqual([]);
});

it('leaves a call that goes on for the next time', () => {
  const open = { endedAt: null, endedBy: null } as const;
  expect(reconcile([logged({ ...open, heldSeconds: 99 })], [carried(open)])).toEqual({
    compared: 0,
    differences: [],
  });
});

it('takes a desk’s clock that runs ahead into account, and nothing else of it', () => {
  const ahead = 90_000;
  const own = logged({ rangAt: at(90), answeredAt: at(95), endedAt: at(155) });
  expect(kinds([own], [carried()], ahead)).toEqual([]);
  expect(kinds([own], [carried()])).toEqual(['rang', 'answered', 'ended']);
});
