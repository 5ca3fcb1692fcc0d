// What becomes of a call by what the server and the engine say, in either order; what makes no sense changes nothing.
import { describe, expect, it } from 'vitest';
import type { LiveCall } from '../telephony/live.ts';
import { ringing, ringsAgain, step, type Call } from './call.ts';
import { consulting, follow, here, settled, type CallFacts, type Leg } from './follow.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 22, 12, 0, seconds)).toISOString();
const known = {
  id: '0190a1b2-0000-7000-8000-000000000001',
  line: 'live',
  number: '+16175550142',
  dnis: '+16175550120',
  accountId: 'harbor',
  rangAt: at(0),
  waitedSeconds: 3,
};
const rings = ringing(known);
const dials = ringing(known, 'outgoing');
const must = (c: Call | null): Call => {
  if (c === null) throw new Error('no such step');
  return c;
};
const active = must(step(rings, 'answer', at(2)));
const held = must(step(active, 'hold', at(5)));
const live = (more: Partial<LiveCall>): LiveCall => ({
  callId: known.id,
  direction: 'incoming',
  phase: 'offered',
  queue: null,
  skill: null,
  number: known.number,
  dnis: known.dnis,
  accountId: known.accountId,
  waitedSeconds: 3,
  waitedInAllSeconds: null,
  offeredAt: at(0),
  answeredAt: null,
  endedAt: null,
  endedBy: null,
  heldSince: null,
  heldSeconds: 0,
  consultSeconds: 0,
  parties: [],
  recording: { state: 'off', since: at(0), readAt: null, gaps: [], alarmAt: null },
  consent: { rule: 'unknown', places: [], tableDate: '2026-11-01', announced: false, answer: null },
  path: [],
  transfer: null,
  handover: null,
  callbackId: null,
  ...more,
});
const self = (state: LiveCall['parties'][number]['state']): LiveCall['parties'] => [
  { id: 'me', role: 'agent', self: true, label: null, number: null, state, since: at(1), why: null },
];
const leg = (state: Leg['state'], more: Partial<Leg> = {}): Leg => ({
  state,
  why: null,
  muted: false,
  ...more,
});
const facts = (more: Partial<CallFacts>): CallFacts => ({
  live: null,
  leg: null,
  gone: false,
  endAsked: false,
  aheadMs: 0,
  now: at(30),
  ...more,
});
const kinds = (c: Call, more: Partial<CallFacts>): string[] =>
  follow(c, facts(more)).happened.map((h) => h.kind);

describe('an answer', () => {
  it.each<[string, Call, Partial<CallFacts>, string[]]>([
    ['nothing new', rings, { live: live({}), leg: leg('ringing') }, []],
    ['sound is open', rings, { leg: leg('open') }, ['answer']],
    ['sound is being connected', rings, { leg: leg('connecting') }, []],
    [
      'the server has this leg in the call',
      rings,
      { live: live({ phase: 'connected', answeredAt: at(4), parties: self('connected') }) },
      ['answer'],
    ],
    [
      'the server has somebody else in the call',
      rings,
      { live: live({ phase: 'connected', answeredAt: at(4), parties: self('ringing') }) },
      [],
    ],
    ['the own leg of a call that is made', dials, { leg: leg('open') }, []],
    [
      'the other side of a call that is made',
      dials,
      { leg: leg('open'), live: live({ direction: 'outgoing', phase: 'connected', answeredAt: at(9) }) },
      ['answer'],
    ],
  ])('%s', (_what, call, more, happened) => expect(kinds(call, more)).toEqual(happened));

  it('has the server’s instant on the desk’s clock, and none before the ring', () => {
    const told = live({ phase: 'connected', answeredAt: at(4), parties: self('connected') });
    expect(follow(rings, facts({ live: told, aheadMs: 1500 })).call.answeredAt).toBe(here(at(4), 1500));
    expect(follow(rings, facts({ live: told, aheadMs: -60_000 })).call.answeredAt).toBe(at(0));
  });
});

describe('hold and mute', () => {
  it('come from the server and from the track, and seconds are the server’s', () => {
    const on = live({ phase: 'connected', answeredAt: at(2), heldSince: at(10), parties: self('connected') });
    expect(kinds(active, { live: on })).toEqual(['hold']);
    expect(kinds(held, { live: on })).toEqual([]);
    const off = { ...on, heldSince: null, heldSeconds: 4, consultSeconds: 3 };
    const resumed = follow(held, facts({ live: off }));
    expect(resumed.happened.map((h) => h.kind)).toEqual(['resume']);
    expect(resumed.call).toMatchObject({ state: 'active', heldSeconds: 7 });
    expect(kinds(active, { leg: leg('open', { muted: true }) })).toEqual(['mute']);
    expect(kinds({ ...active, muted: true }, { leg: leg('open') })).toEqual(['unmute']);
    expect(kinds({ ...active, muted: true }, { leg: leg('closed', { why: 'replaced' }) })).toEqual([]);
  });
});

describe('an end', () => {
  it.each<[string, Call, Partial<CallFacts>, string[], string, string | null]>([
    ['gave up', rings, { leg: leg('closed', { why: 'cancelled' }) }, ['missed'], 'missed', 'caller'],
    [
      'leg went while it rang',
      rings,
      { leg: leg('closed', { why: 'network' }) },
      ['missed'],
      'missed',
      'caller',
    ],
    [
      'ring taken back',
      rings,
      { live: live({ phase: 'ended', endedBy: 'line', endedAt: at(20) }) },
      ['missed'],
      'missed',
      'caller',
    ],
    ['declined', rings, { leg: leg('closed', { why: 'rejected' }) }, ['hang-up-agent'], 'missed', 'agent'],
    ['offered elsewhere', rings, { gone: true }, ['missed'], 'missed', 'caller'],
    [
      'caller left',
      active,
      { leg: leg('closed', { why: 'remote' }) },
      ['hang-up-caller'],
      'wrap-up',
      'caller',
    ],
    [
      'end was asked',
      active,
      { leg: leg('closed', { why: 'remote' }), endAsked: true },
      ['hang-up-agent'],
      'wrap-up',
      'agent',
    ],
    ['network', active, { leg: leg('closed', { why: 'network' }) }, ['interrupted'], 'wrap-up', 'line'],
    ['zombie', held, { leg: leg('closed', { why: 'zombie' }) }, ['interrupted'], 'wrap-up', 'line'],
    ['unknown to the server', active, { gone: true }, ['interrupted'], 'wrap-up', 'line'],
    ['another engine has it', active, { leg: leg('closed', { why: 'replaced' }) }, [], 'active', null],
    [
      'nobody answered there',
      dials,
      { leg: leg('closed', { why: 'remote' }) },
      ['hang-up-caller'],
      'wrap-up',
      'caller',
    ],
    [
      'handed on',
      held,
      {
        live: live({
          phase: 'ended',
          endedBy: 'transfer',
          endedAt: at(20),
          heldSeconds: 6,
          consultSeconds: 8,
        }),
      },
      ['hang-up-agent'],
      'wrap-up',
      'agent',
    ],
  ])('%s', (_what, call, more, happened, state, by) => {
    const after = follow(call, facts(more));
    expect(after.happened.map((h) => h.kind)).toEqual(happened);
    expect(after.call).toMatchObject({ state, endedBy: by });
  });

  it('that the desk was away for brings answer and end at once, with the server’s hold', () => {
    const told = live({
      phase: 'ended',
      answeredAt: at(3),
      endedAt: at(20),
      endedBy: 'caller',
      heldSeconds: 5,
      consultSeconds: 2,
      parties: self('left'),
    });
    const after = follow(rings, facts({ live: told }));
    expect(after.happened).toEqual([
      { kind: 'answer', at: at(3) },
      { kind: 'hang-up-caller', at: at(20) },
    ]);
    expect(after.call).toMatchObject({ state: 'wrap-up', heldSeconds: 7, heldSince: null });
  });

  it('is told by the server once more: who it was, how long it was held', () => {
    const over = must(step(active, 'hang-up-caller', at(20)));
    const told = live({ phase: 'ended', endedBy: 'transfer', heldSeconds: 1, consultSeconds: 2 });
    expect(settled(over, told)).toMatchObject({ endedBy: 'agent', heldSeconds: 3, endedAt: at(20) });
    expect(settled(active, told)).toBe(active);
    expect(settled(over, live({}))).toBe(over);
  });

  it('is the last thing that happens: whatever comes later changes nothing', () => {
    const over = must(step(active, 'hang-up-agent', at(20)));
    const on = live({ phase: 'connected', heldSince: at(25), parties: self('connected') });
    for (const more of [{ live: on }, { leg: leg('open', { muted: true }) }, { gone: true }])
      expect(follow(over, facts(more))).toEqual({ call: over, happened: [] });
  });
});

it('who calls is filled in when only the leg had rung, and never overwritten', () => {
  const bare = ringing({ ...known, number: '', dnis: '', accountId: '', waitedSeconds: null });
  expect(follow(bare, facts({ live: live({}) })).call).toMatchObject({
    number: known.number,
    dnis: known.dnis,
    accountId: 'harbor',
    waitedSeconds: 3,
  });
  expect(follow(rings, facts({ live: live({ number: '+16175550199' }) })).call.number).toBe(known.number);
});

it('a call that comes back rings with its notes and none of its old times', () => {
  const before = { ...must(step(rings, 'missed', at(9))), notes: 'Called twice' };
  expect(ringsAgain(before, at(40), 44)).toEqual({
    ...rings,
    rangAt: at(40),
    waitedSeconds: 44,
    notes: 'Called twice',
  });
});

describe('whom the agent consulted', () => {
  const transfer = (more: Partial<NonNullable<LiveCall['transfer']>>) =>
    live({
      phase: 'connected',
      transfer: {
        kind: 'warm',
        label: 'Dr Invented',
        state: 'ringing',
        partyId: 't1',
        since: at(10),
        why: null,
        ...more,
      },
    });
  const after = (...told: LiveCall[]): Call => told.reduce((c, one) => consulting(c, one, 0), held);

  it('stays in the call when the consultation is taken back, and says whether they were spoken to', () => {
    const c = after(
      transfer({}),
      transfer({ state: 'consulting', since: at(14) }),
      transfer({ state: 'cancelled', since: at(40) }),
    );
    expect(c.consulted).toEqual([
      { label: 'Dr Invented', partyId: 't1', at: at(10), state: 'cancelled', talked: true },
    ]);
    expect(consulting(c, live({}), 0)).toBe(c);
    expect(consulting(c, transfer({ state: 'cancelled', since: at(41) }), 0)).toBe(c);
  });
  it('has each of several, also one that was never reached and one found in a queue', () => {
    const c = after(
      transfer({}),
      transfer({ state: 'failed', why: 'no-answer' }),
      transfer({ partyId: null, label: 'Billing', since: at(50) }),
      transfer({ partyId: 't2', label: 'Ann', state: 'consulting', since: at(60) }),
      transfer({ partyId: 't2', label: 'Ann', state: 'completed', since: at(70) }),
    );
    expect(c.consulted?.map(({ label, state, talked }) => [label, state, talked])).toEqual([
      ['Dr Invented', 'failed', false],
      ['Ann', 'completed', true],
    ]);
  });
  it('is nobody whom a call was simply handed to', () => {
    expect(after(transfer({ kind: 'blind' }))).toBe(held);
  });
});
