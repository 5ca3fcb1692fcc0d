import { expect, it } from 'vitest';
import { ringing, step, type Call } from '#shared/domain/calls/call.ts';
import { contextOf, inHandOf, ringingOf, steer, type Looking, type Steering } from './steer.ts';

const ring = (id: string, second = 0, number = '+16175550142'): Call =>
  ringing({
    id,
    line: 'practice',
    number,
    dnis: '+16175550111',
    accountId: `account-${id}`,
    rangAt: `2026-11-22T10:00:0${second}.000Z`,
    waitedSeconds: 10,
  });
const at = '2026-11-22T10:01:00.000Z';
const to = (call: Call, ...events: Parameters<typeof step>[1][]): Call =>
  events.reduce((c, event) => step(c, event, at) ?? c, call);
const active = (id: string, second = 0): Call => to(ring(id, second), 'answer');
const held = (id: string): Call => to(ring(id), 'answer', 'hold');
const wrap = (id: string): Call => to(ring(id), 'answer', 'hang-up-agent');
const looking = (more: Partial<Looking> = {}): Looking => ({
  centre: { kind: 'none' },
  contextId: null,
  ...more,
});
const ofCall = (id: string): Steering => ({
  context: { contextId: id, accountId: `account-${id}`, number: '+16175550142' },
});
const onCall = (id: string): Looking => looking({ centre: { kind: 'call', callId: id }, contextId: id });

it('the call in hand: talked before held before wrap-up, never one that rings; the oldest ring first', () => {
  expect(inHandOf([ring('r'), wrap('w'), held('h'), active('a')])?.id).toBe('a');
  expect(inHandOf([wrap('w'), held('h')])?.id).toBe('h');
  expect(inHandOf([ring('r')])).toBe(null);
  expect(ringingOf([ring('new', 5), ring('old', 1), active('a')])?.id).toBe('old');
});

const ended = (
  id: string,
  second: number,
  minute: number,
  how = 'hang-up-agent' as 'hang-up-agent' | 'interrupted',
): Call => ({
  ...to(ring(id, second), 'answer', how),
  endedAt: `2026-11-22T10:0${minute}:00.000Z`,
});

it('of two that are over, what ended last stays in hand: an older one never slips under the keys that close it', () => {
  const talked = active('second', 5);
  const first = ended('first', 0, 2);
  const second = ended('second', 5, 4);
  expect(inHandOf([first, second])?.id).toBe('second');
  expect(inHandOf([ended('rang first', 0, 5), ended('ended first', 3, 2)])?.id).toBe('rang first');
  // It ends: nothing moves. The page is read anew: it is the same one.
  expect(steer(onCall('second'), [first, talked], [first, second])).toEqual({});
  expect(steer(looking(), [], [first, second])).toEqual({
    ...ofCall('second'),
    centre: { kind: 'call', callId: 'second' },
  });
  // It is closed: the one before comes into sight.
  expect(steer(onCall('second'), [first, second], [first])).toEqual({
    ...ofCall('first'),
    centre: { kind: 'call', callId: 'first' },
  });
});

it('a line that was lost stays in hand through the crash, and takes no other wrap-up’s place', () => {
  const talked = active('third', 5);
  const cut = to(talked, 'interrupted');
  expect(inHandOf([wrap('first'), wrap('second'), cut])?.id).toBe('third');
  expect(inHandOf([wrap('first'), to(active('older', 1), 'interrupted'), cut])?.id).toBe('third');
  expect(inHandOf([cut, held('h')])?.id).toBe('h');
  expect(steer(onCall('third'), [wrap('first'), talked], [wrap('first'), cut])).toEqual({});
  expect(inHandOf([ended('lost before', 0, 2, 'interrupted'), ended('now', 5, 4)])?.id).toBe('now');
});

it.each<[string, Looking, Call[], Call[], Steering]>([
  ['rings at an idle desk: looked up ahead', looking(), [], [ring('a')], ofCall('a')],
  [
    'rings while a draft is written: nothing moves',
    looking({ centre: { kind: 'draft', draftId: 'd' }, contextId: 'd' }),
    [],
    [ring('a')],
    {},
  ],
  ['a second one rings: nothing moves', onCall('a'), [active('a')], [active('a'), ring('b', 5)], {}],
  [
    'answered: looked at',
    looking({ contextId: 'a' }),
    [ring('a')],
    [active('a')],
    { ...ofCall('a'), centre: { kind: 'call', callId: 'a' } },
  ],
  [
    'answered out of a draft: looked at',
    looking({ centre: { kind: 'draft', draftId: 'd' }, contextId: 'd' }),
    [ring('a')],
    [active('a')],
    { ...ofCall('a'), centre: { kind: 'call', callId: 'a' } },
  ],
  [
    'a fresh page finds a call in wrap-up',
    looking(),
    [],
    [wrap('a')],
    { ...ofCall('a'), centre: { kind: 'call', callId: 'a' } },
  ],
  ['held: nothing moves', onCall('a'), [active('a')], [held('a')], {}],
  ['in wrap-up: nothing moves', onCall('a'), [active('a')], [wrap('a')], {}],
  [
    'missed: let go',
    looking({ contextId: 'a' }),
    [ring('a')],
    [],
    { context: { contextId: null, number: null } },
  ],
  [
    'closed: let go of the centre too',
    onCall('a'),
    [wrap('a')],
    [],
    { context: { contextId: null, number: null }, centre: { kind: 'none' } },
  ],
  [
    'closed while the next one rings: the next one is looked up',
    onCall('a'),
    [wrap('a'), ring('b', 5)],
    [ring('b', 5)],
    { ...ofCall('b'), centre: { kind: 'none' } },
  ],
  [
    'closed while a message is read: the message stays',
    looking({ centre: { kind: 'message', messageId: 'm' }, contextId: 'a' }),
    [wrap('a')],
    [],
    { context: { contextId: null, number: null } },
  ],
  [
    'one ended, another is on hold: a person who waits comes before the wrap-up',
    onCall('b'),
    [active('b', 5), held('a')],
    [to(active('b', 5), 'hang-up-agent'), held('a')],
    { ...ofCall('a'), centre: { kind: 'call', callId: 'a' } },
  ],
  [
    'the second one is answered',
    onCall('a'),
    [held('a'), ring('b', 5)],
    [held('a'), active('b', 5)],
    { ...ofCall('b'), centre: { kind: 'call', callId: 'b' } },
  ],
  [
    'a draft is in hand and a call ends: the draft keeps its context',
    looking({ centre: { kind: 'draft', draftId: 'd' }, contextId: 'd' }),
    [wrap('a')],
    [],
    {},
  ],
])('%s', (_name, view, before, now, steering) => {
  expect(steer(view, before, now)).toEqual(steering);
});

it('a number that is masked or withheld is not looked up', () => {
  expect(steer(looking(), [], [ring('a', 0, '')]).context?.number).toBe(null);
});

it('a colleague’s number is not looked up as a patient’s', () => {
  const made = { ...active('a'), direction: 'outgoing' as const };
  expect(contextOf(made).number).toBe('+16175550142');
  expect(contextOf({ ...made, toPractice: true })).toMatchObject({ contextId: 'a', number: null });
});
