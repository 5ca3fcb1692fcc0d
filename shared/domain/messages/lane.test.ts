// A late row may harm a person: which ones never wait behind the night's paperwork (M15).
import { expect, it } from 'vitest';
import type { EntryBody } from './entry.ts';
import { laneOfEntry } from './lane.ts';

it.each<EntryBody>([
  { kind: 'outcome', what: 'other', happenedAt: '2026-11-22T04:00:00.000Z', text: '', clinician: 'Dr Y' },
  { kind: 'close', disposition: 'handled', openReason: '' },
  { kind: 'claim', until: '2026-11-22T04:00:00.000Z' },
])('$kind of a message in the normal lane goes in the urgent one', (body) => {
  expect(laneOfEntry(body, 'normal')).toBe('urgent');
});
it('a version follows its message', () => {
  const settle = { kind: 'settle', entryId: '0198c3a0-0000-7000-8000-000000000001', why: 'x' } as const;
  expect(laneOfEntry(settle, 'normal')).toBe('normal');
});
