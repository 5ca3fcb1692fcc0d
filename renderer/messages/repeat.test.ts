// A second call names the first and is a step more urgent; nothing makes it less.
import { expect, test } from 'vitest';
import { emptyDraft, urgencies, urgencyRank, type DraftFields } from '#shared/domain/messages/message.ts';
import { withEarlier, withRepeat } from './repeat.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const empty = emptyDraft({
  accountId: 'riverside',
  dnis: '',
  greeting: '',
  receivedAt: '2026-11-22T03:00:00.000Z',
  zone: 'America/New_York',
  practice: '',
  origin: null,
});

test('linking raises one step above the earlier message, once, and never lowers', () => {
  for (const earlier of urgencies)
    for (const mine of [null, ...urgencies]) {
      const linked = withRepeat({ ...empty, urgency: mine }, { id, urgency: earlier });
      // None chosen counts as urgent: a lower class is not filled in.
      if (mine === null && linked.urgency !== null)
        expect(urgencyRank(linked.urgency)).toBeLessThanOrEqual(1);
      const rank = urgencyRank(linked.urgency ?? 'urgent-clinical');
      expect(rank).toBeLessThanOrEqual(Math.max(0, urgencyRank(earlier) - 1));
      if (mine !== null) expect(rank).toBeLessThanOrEqual(urgencyRank(mine));
      expect(withRepeat(linked, { id, urgency: earlier })).toBe(linked);
    }
});

test('a second call takes over who it is about, not what was said, and nothing over what was typed', () => {
  const earlier: DraftFields = {
    ...empty,
    patientName: 'Walter Brandt',
    patientBirthDate: '1955-02-03',
    patientBirthDateTyped: '3 Feb 1955',
    verbatim: 'a belt around his chest',
    callback: { ...empty.callback, number: '617 555 0164', readBack: true },
    urgency: 'routine-clinical',
  };
  const first = { id, fields: earlier, urgency: 'routine-clinical' } as const;
  const second = withEarlier(empty, first);
  expect(second).toMatchObject({ patientName: 'Walter Brandt', repeats: id, urgency: 'urgent-clinical' });
  expect(second.verbatim).toBe('');
  expect(second.callback).toEqual(empty.callback);
  expect(withEarlier({ ...empty, patientName: 'Ruth' }, first).patientName).toBe('Ruth');
});
