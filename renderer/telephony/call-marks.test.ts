import { expect, it } from 'vitest';
import { callMarks, liveInHand, marksTone, withMarks } from './call-marks.ts';
import { endOf, failedShown, labelShown, mayDo } from './parties.ts';
import { isUnserved, targetRows } from './targets.ts';
import { withoutAsking } from './dial-callback.ts';

const at = '2026-11-22T15:00:00.000Z';
const later = '2026-11-22T15:00:30.000Z';

it('says of the call in hand what nobody may overlook', () => {
  const quiet = { heldSince: null, media: { muted: false } };
  const off = { word: 'off', was: null } as const;
  expect(callMarks(quiet, off)).toEqual([]);
  const marks = callMarks({ heldSince: at, media: { muted: true } }, { word: 'on', was: null });
  expect(withMarks('On a call', marks)).toBe('On a call · muted · on hold · recording');
  expect(marksTone(marks)).toBe('amber');
  expect(callMarks(quiet, { word: 'paused', was: null })).toEqual(['paused']);
  expect(marksTone(callMarks(quiet, { word: 'may-record', was: null }))).toBe('red');
  // Never recorded, and nobody knows now: the call's own strip says it.
  expect(callMarks(quiet, { word: 'may-record', was: 'off' })).toEqual([]);
  expect(callMarks({ heldSince: null, media: null }, off)).toEqual([]);
  expect(marksTone([])).toBeNull();
});

it('takes who is talked to before who waits, and nobody who is gone', () => {
  const live = (phase: string, heldSince: string | null) => ({ phase, heldSince }) as never;
  const held = live('connected', at);
  const talked = live('connected', null);
  expect(liveInHand([live('ended', null), held, talked])).toBe(talked);
  expect(liveInHand([live('ended', null), held])).toBe(held);
  expect(liveInHand([live('ended', null)])).toBeNull();
});

const party = (role: string, state: string) => ({ role, state, self: role === 'agent' }) as never;
it('hanging up ends the consultation, then the own part, and the call only where it is with one', () => {
  const transfer = (state: string) => ({ state }) as never;
  const parties = [party('caller', 'held'), party('target', 'connected'), party('agent', 'connected')];
  for (const state of ['ringing', 'consulting'])
    expect(endOf({ transfer: transfer(state), parties })).toBe('consult');
  expect(endOf({ transfer: null, parties })).toBe('leave');
  expect(endOf({ transfer: transfer('failed'), parties: [parties[0] as never, parties[2] as never] })).toBe(
    'call',
  );
  expect(mayDo('all-together', { transfer: transfer('ringing') })).toBe(false);
  expect(mayDo('hand-over', { transfer: transfer('ringing') })).toBe(true);
  expect(mayDo('all-together', { transfer: transfer('consulting') })).toBe(true);
  for (const what of ['hand-over', 'all-together'] as const)
    expect(mayDo(what, { transfer: null })).toBe(false);
});

it('who was not reached is told while the caller waits from then, not after they were taken back', () => {
  const transfer = { state: 'failed', since: at } as never;
  expect(failedShown({ transfer, heldSince: at })).toBe(true);
  expect(failedShown({ transfer, heldSince: null })).toBe(false);
  // On hold once more, for something else.
  expect(failedShown({ transfer, heldSince: later })).toBe(false);
  expect(failedShown({ transfer: { state: 'ringing', since: at } as never, heldSince: at })).toBe(false);
  expect(labelShown('+16175559901')).toBe('617 555 9901');
  expect(labelShown('Nurse line')).toBe('Nurse line');
});

it('a queue that nobody at work may answer says so before; a certificate at home serves nobody', () => {
  const queue = {
    id: 'crisis',
    label: 'Crisis line',
    skill: 'crisis-line',
    waiting: 0,
    estimateSeconds: null,
  };
  const agent = (state: string, skills: string[]) => ({ personId: 'p', name: 'P', state, skills });
  expect(isUnserved(queue, [])).toBe(true);
  expect(isUnserved(queue, [agent('available', []), agent('offline', ['crisis-line'])])).toBe(true);
  expect(isUnserved(queue, [agent('break', ['crisis-line'])])).toBe(false);
  expect(isUnserved({ ...queue, skill: null }, [])).toBe(false);
  const [row] = targetRows({ agents: [], queues: [queue] }, null, 'me');
  expect(row).toMatchObject({
    unserved: true,
    tone: 'neutral',
    detail: expect.stringMatching(/valid certificate/),
  });
  const [mine] = targetRows({ agents: [], queues: [queue] }, null, 'me', agent('on-call', ['crisis-line']));
  expect(mine).toMatchObject({ unserved: false });
});

it('calls back in one press only where nothing is to be asked', () => {
  const row = { id: 'c', number: '+16175550177', accountId: 'riverside' };
  const account = {
    id: 'riverside',
    zone: 'America/New_York',
    lines: [{ dnis: '+16175550110' }],
    emergencyNumbersByRegion: {},
  } as never;
  const ids = [{ number: '+16175550110', accountId: 'riverside' }];
  const noon = '2026-11-23T17:00:00.000Z';
  const ready = withoutAsking(row, account, ids, true, noon);
  expect(ready).toEqual({ to: '+16175550177', callerId: '+16175550110' });
  // The one who asked is expected to be called at any hour.
  expect(withoutAsking(row, account, ids, true, '2026-11-23T08:00:00.000Z')).toEqual(ready);
  expect(withoutAsking(row, account, ids, false, noon)).toBeNull();
  expect(withoutAsking(row, account, [], true, noon)).toBeNull();
  expect(
    withoutAsking(row, account, [...ids, { ...ids[0]!, number: '+16175550111' }], true, noon),
  ).toBeNull();
  expect(withoutAsking({ ...row, number: '' }, account, ids, true, noon)).toBeNull();
  expect(withoutAsking({ ...row, number: '+16175550110' }, account, ids, true, noon)).toBeNull();
  expect(withoutAsking(row, null, ids, true, noon)).toBeNull();
});
