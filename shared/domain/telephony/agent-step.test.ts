import { expect, it } from 'vitest';
import { agent } from './agent.ts';
import { stepAgent, type AgentEvent, type AgentNow } from './agent-step.ts';
import { isOut } from './went-by.ts';

const t0 = '2026-11-22T03:00:00.000Z';
const later = (seconds: number): string => new Date(Date.parse(t0) + seconds * 1000).toISOString();
const start: AgentNow = {
  state: 'available',
  reason: null,
  since: t0,
  next: null,
  wrapUpEndsAt: null,
  readyAt: null,
  missed: null,
};
const callId = '01890000-0000-7000-8000-000000000001';
const run = (from: AgentNow, ...events: [number, AgentEvent][]): AgentNow =>
  events.reduce((now, [seconds, event]) => stepAgent(now, event, later(seconds), 120), from);

it('goes through a call, its wrap-up and its cap', () => {
  const after = run(start, [1, { kind: 'talking' }], [61, { kind: 'over', others: false, wrapUp: true }]);
  expect(after).toMatchObject({ state: 'wrap-up', since: later(61), wrapUpEndsAt: later(181) });
  expect(run(after, [180, { kind: 'time' }])).toBe(after);
  // Whoever looked late: the wrap-up ended at its cap all the same.
  expect(run(after, [200, { kind: 'time' }])).toMatchObject({ state: 'available', since: later(181) });
  expect(run(after, [90, { kind: 'wrapped-up' }])).toMatchObject({ state: 'available', since: later(90) });
});

it('keeps what was asked for during a call until the wrap-up ends', () => {
  const meal = { state: 'break', reason: 'meal' } as const;
  const after = run(
    start,
    [1, { kind: 'talking' }],
    [2, { kind: 'asked', wanted: meal }],
    [3, { kind: 'over', others: false, wrapUp: true }],
  );
  expect(after).toMatchObject({ state: 'wrap-up', next: meal });
  expect(run(after, [9, { kind: 'wrapped-up' }])).toMatchObject({
    state: 'break',
    reason: 'meal',
    next: null,
    since: later(9),
  });
});

it('stays on call while another call is open, and a call that never opened needs no wrap-up', () => {
  const talking = run(start, [1, { kind: 'talking' }]);
  expect(run(talking, [2, { kind: 'talking' }])).toBe(talking);
  expect(run(talking, [3, { kind: 'over', others: true, wrapUp: true }])).toBe(talking);
  expect(run(talking, [4, { kind: 'over', others: false, wrapUp: false }])).toMatchObject({
    state: 'available',
  });
});

it('returns to a break that a call was dialled from', () => {
  const resting = run(start, [1, { kind: 'asked', wanted: { state: 'recovery', reason: null } }]);
  const after = run(
    resting,
    [2, { kind: 'talking' }],
    [3, { kind: 'over', others: false, wrapUp: true }],
    [4, { kind: 'wrapped-up' }],
  );
  expect(after.state).toBe('recovery');
});

it('takes who missed an offer out, says why, and one key brings them back', () => {
  const missed = run(start, [20, { kind: 'missed', callId, why: 'no-answer' }]);
  expect(missed).toMatchObject({
    state: 'break',
    reason: null,
    missed: { why: 'no-answer', at: later(20) },
  });
  expect(isOut(missed)).toBe(true);
  expect(run(missed, [21, { kind: 'missed-seen' }])).toMatchObject({ state: 'available', missed: null });
  const wanted = { state: 'available', reason: null } as const;
  expect(run(missed, [22, { kind: 'asked', wanted }])).toMatchObject({ state: 'available', missed: null });
});

it('is no break to have missed a call: told apart from one, also by what an older server says', () => {
  for (const why of ['no-answer', 'declined', 'phone-gone', 'microphone'] as const)
    expect(isOut(run(start, [20, { kind: 'missed', callId, why }]))).toBe(true);
  const other = run(start, [1, { kind: 'asked', wanted: { state: 'break', reason: 'other' } }]);
  expect(isOut(other)).toBe(false);
  // A ring that went by in the middle of a break that was asked for.
  expect(isOut(run(other, [9, { kind: 'missed', callId, why: 'no-answer' }]))).toBe(false);
  const before: AgentNow = { ...other, since: later(9), missed: { callId, at: later(9), why: 'declined' } };
  expect(isOut(before)).toBe(true);
  expect(run(before, [12, { kind: 'missed-seen' }]).state).toBe('available');
  // A desk of before reads it: its schema had no other word than these.
  expect(
    agent.safeParse({ ...run(start, [20, { kind: 'missed', callId, why: 'declined' }]), skills: [] }).success,
  ).toBe(true);
});

it('is out still after a call that was dialled, until the agent says otherwise', () => {
  const after = run(
    start,
    [1, { kind: 'missed', callId, why: 'declined' }],
    [2, { kind: 'talking' }],
    [3, { kind: 'over', others: false, wrapUp: true }],
    [4, { kind: 'wrapped-up' }],
  );
  expect(isOut(after)).toBe(true);
  const wanted = { state: 'available', reason: null } as const;
  expect(run(after, [5, { kind: 'asked', wanted }]).state).toBe('available');
});

it('takes no break without a reason and no reason without a break', () => {
  expect(run(start, [1, { kind: 'asked', wanted: { state: 'break', reason: null } }])).toBe(start);
  expect(run(start, [1, { kind: 'asked', wanted: { state: 'training', reason: 'meal' } }])).toBe(start);
});

it('does not change by what does not concern it', () => {
  for (const kind of ['wrapped-up', 'time', 'missed-seen'] as const)
    expect(run(start, [9, { kind }])).toBe(start);
  expect(run(start, [9, { kind: 'over', others: false, wrapUp: true }])).toBe(start);
});

it('takes a breath after a wrap-up and after a missed call, and none when it is asked for at once', () => {
  const step = (from: AgentNow, seconds: number, event: AgentEvent): AgentNow =>
    stepAgent(from, event, later(seconds), 120, 3);
  const available = { state: 'available', reason: null } as const;
  const written = step(
    run(start, [1, { kind: 'talking' }], [9, { kind: 'over', others: false, wrapUp: true }]),
    20,
    {
      kind: 'wrapped-up',
    },
  );
  expect(written).toMatchObject({ state: 'available', since: later(20), readyAt: later(23) });
  expect(step(written, 21, { kind: 'asked', wanted: available })).toMatchObject({
    state: 'available',
    since: later(20),
    readyAt: null,
  });
  expect(step(written, 21, { kind: 'talking' }).readyAt).toBeNull();
  const missed = step(start, 30, { kind: 'missed', callId, why: 'no-answer' });
  expect(missed).toMatchObject({ state: 'break', readyAt: null });
  expect(step(missed, 40, { kind: 'missed-seen' })).toMatchObject({ state: 'available', readyAt: later(43) });
  expect(step(missed, 40, { kind: 'asked', wanted: available })).toMatchObject({
    missed: null,
    readyAt: later(43),
  });
  // From a break that was asked for nobody comes out of breath.
  const rest = step(start, 50, { kind: 'asked', wanted: { state: 'break', reason: 'rest' } });
  expect(step(rest, 60, { kind: 'asked', wanted: available }).readyAt).toBeNull();
  expect(step(written, 22, { kind: 'asked', wanted: { state: 'break', reason: 'rest' } }).readyAt).toBeNull();
});
