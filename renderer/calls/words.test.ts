import { expect, it } from 'vitest';
import { dispositions, ringing, step, type Call } from '#shared/domain/calls/call.ts';
import { appended } from './notes.ts';
import { waitWords } from './wait-words.ts';
import {
  consultedLines,
  dispositionLabel,
  gaveAway,
  joined,
  offeredDispositions,
  logSections,
  shownLine,
  shownNumber,
  waited,
} from './words.ts';

const at = (iso: string, id: string, waitedSeconds: number | null = 130): Call =>
  ringing({
    id,
    line: 'practice',
    number: '+16175550142',
    dnis: '+16175550111',
    accountId: 'riverside',
    rangAt: iso,
    waitedSeconds,
  });
const missed = (c: Call, end: string): Call => step(c, 'missed', end) ?? c;

it('a masked number says so, a line without its account shows the number dialled', () => {
  expect([shownNumber({ number: '' }), shownNumber({ number: '+16175550142' })]).toEqual([
    'Number withheld',
    '617 555 0142',
  ]);
  expect(shownLine({ dnis: '+16175550111' }, null)).toBe('Line 617 555 0111');
});

it('waiting counts the queue and the ring, and is not made up when the line does not say', () => {
  const c = at('2026-11-22T10:00:00.000Z', 'a');
  expect(waited(c, '2026-11-22T10:00:09.000Z')).toBe(139);
  const answered = step(c, 'answer', '2026-11-22T10:00:04.000Z') ?? c;
  expect(waited(answered, '2026-11-22T11:00:00.000Z')).toBe(134);
  expect(waited(at('2026-11-22T10:00:00.000Z', 'b', null), '2026-11-22T10:00:09.000Z')).toBe(null);
});

it('the log is cut into the days of the zone, with the missed counted and named', () => {
  const calls = [
    missed(at('2026-11-22T03:00:00.000Z', 'c'), '2026-11-22T03:00:20.000Z'),
    at('2026-11-21T20:00:00.000Z', 'b'),
    at('2026-11-20T12:00:00.000Z', 'a'),
  ];
  const sections = logSections(calls, [], '2026-11-22T15:00:00.000Z', 'America/New_York');
  // 03:00 UTC is still the evening before in Massachusetts.
  expect(sections.map((s) => [s.title, s.missed, s.rows.map((r) => r.time)])).toEqual([
    ['Yesterday', 1, ['22:00', '15:00']],
    ['Fri 20 Nov', 0, ['07:00']],
  ]);
  expect(sections[0]?.rows[0]?.detail).toBe('missed after 2:30');
});

it('every disposition has words of its own', () => {
  expect(new Set(dispositions.map(dispositionLabel)).size).toBe(dispositions.length);
});

it('a call that was given away is not one that was ended, and only of it one says transferred', () => {
  const over = { ...at('2026-11-22T10:00:00.000Z', 'a'), endedBy: 'agent' as const };
  const blind = (state: 'ringing' | 'completed' | 'failed') => ({ kind: 'blind' as const, state });
  expect(gaveAway(over, blind('ringing'))).toBe('handed');
  expect(gaveAway({ ...over, handedOn: { ...blind('completed'), why: null } }, null)).toBe('handed');
  expect(gaveAway({ ...over, callerNow: 'with-others' }, null)).toBe('left');
  expect(gaveAway(over, null)).toBeNull();
  expect(gaveAway({ ...over, callerNow: 'queued' }, blind('failed'))).toBeNull();
  // Somebody was rung to be asked first, and the caller hung up.
  expect(gaveAway({ ...over, endedBy: 'caller' }, blind('ringing'))).toBeNull();
  expect(gaveAway(over, { kind: 'warm', state: 'ringing' })).toBeNull();

  const simply = offeredDispositions(false);
  expect(simply).not.toContain('transferred');
  // No key of another moves when it comes.
  expect(offeredDispositions(true)).toEqual([...simply, 'transferred']);
});

it('a page that overlaps doubles nothing, and a note goes on a line of its own', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((id) => at('2026-11-22T10:00:00.000Z', id));
  if (!a || !b || !c) throw new Error('three calls');
  expect(joined([c, b], [b, a]).map((x) => x.id)).toEqual(['c', 'b', 'a']);
  expect([appended('', 'x'), appended('said  \n', 'x')]).toEqual(['x\n', 'said\nx\n']);
});

it('says all of the waiting as a figure of its own, and sorry for all of it', () => {
  expect(waitWords(42, 0)).toEqual({ span: '0:42', long: false });
  expect(waitWords(62, 0)).toEqual({ span: '1:02', long: true });
  expect(waitWords(62, 518)).toEqual({ span: '1:02 now, 9:40 in all', long: true });
  // A short wait after a long one.
  expect(waitWords(5, 300).long).toBe(true);
});

it('who was only asked is named in the log, and when and how it ended in the call', () => {
  const one = (label: string, state: 'cancelled' | 'completed' | 'failed', talked: boolean) => ({
    label,
    state,
    talked,
    partyId: 't',
    at: '2026-11-22T10:05:00.000Z',
  });
  const call: Call = {
    ...at('2026-11-22T10:00:00.000Z', 'a'),
    state: 'ended',
    consulted: [
      one('Dr Okafor', 'cancelled', true),
      one('+16175550177', 'failed', false),
      one('Ann', 'completed', true),
    ],
  };
  const rows = logSections([call], [], '2026-11-22T15:00:00.000Z', 'UTC')[0]?.rows;
  expect(rows?.[0]?.detail).toBe('consulted Dr Okafor · consulted Ann');
  expect(consultedLines(call, 'UTC')).toEqual([
    '10:05: Dr Okafor, then back to the caller',
    '10:05: 617 555 0177, not reached',
    '10:05: Ann, then handed over',
  ]);
});
