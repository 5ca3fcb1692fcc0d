// The order of the list: what nobody has received is never below what was handed over.
import { expect, test } from 'vitest';
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import { urgencies } from '#shared/domain/messages/message.ts';
import { draftTitle, grouped, groupIds, groupOf, splitDrafts } from './list-rows.ts';

const row = (id: string, sync: MessageRow['sync'], urgency: MessageRow['urgency']): MessageRow => ({
  id,
  sync,
  urgency,
  accountId: 'harbor',
  patientName: 'Zephyrine',
  callerName: 'Imogen',
  reasonCode: 'billing',
  takenAt: '2026-11-22T03:00:00.000Z',
  takenBy: 'Imogen',
  why: null,
  hasEmergency: false,
  addenda: 0,
  incomplete: false,
  dispatch: null,
  acceptedBy: null,
  acceptedAt: null,
  closed: false,
  conflict: false,
  elsewhere: false,
  repeats: null,
});

test('each row stands once, in the group of its state; urgent only while nobody has it', () => {
  const rows = (['waiting', 'synced', 'quarantined'] as const).flatMap((sync) =>
    urgencies.map((urgency) => row(`${sync} ${urgency}`, sync, urgency)),
  );
  const first = rows[0] as MessageRow;
  const groups = grouped([...rows, { ...first, sync: 'synced' }]);
  expect(groups.urgent.map((r) => r.id)).toEqual([
    'waiting emergency',
    'quarantined emergency',
    'waiting urgent-clinical',
    'quarantined urgent-clinical',
  ]);
  expect(groups.waiting.map((r) => r.id)).toEqual(['waiting routine-clinical', 'waiting non-clinical']);
  expect(groups.handed).toHaveLength(4);
  expect(groups.attention).toHaveLength(2);
  expect(groupIds.reduce((n, id) => n + groups[id].length, 0)).toBe(rows.length);
});

test('an urgent one leaves its place when a person accepted, not when it was sent or paged', () => {
  const urgent = row('a', 'synced', 'urgent-clinical');
  expect(groupOf({ ...urgent, dispatch: 'backend' })).toBe('urgent');
  expect(groupOf({ ...urgent, dispatch: 'manual' })).toBe('urgent');
  expect(groupOf({ ...urgent, dispatch: 'ended' })).toBe('urgent');
  const accepted = { ...urgent, dispatch: 'accepted' as const, acceptedAt: '2026-11-22T03:05:00.000Z' };
  expect(groupOf(accepted)).toBe('handed');
  expect(groupOf({ ...accepted, sync: 'waiting' })).toBe('waiting');
  expect(groupOf({ ...urgent, dispatch: 'manual', closed: true })).toBe('handed');
});

test('what only a person can mend is never among what was handed over', () => {
  const plain = row('a', 'synced', 'non-clinical');
  for (const wrong of [{ sync: 'quarantined' as const }, { conflict: true }, { incomplete: true }])
    expect(groupOf({ ...plain, ...wrong })).toBe('attention');
});

test('urgent ones stand by urgency, then the one that waits longest first', () => {
  const at = (id: string, urgency: MessageRow['urgency'], minute: number): MessageRow => ({
    ...row(id, 'waiting', urgency),
    takenAt: `2026-11-22T03:0${minute}:00.000Z`,
  });
  const newestFirst = [at('c', 'urgent-clinical', 5), at('e', 'emergency', 3), at('b', 'urgent-clinical', 1)];
  expect(grouped(newestFirst).urgent.map((r) => r.id)).toEqual(['e', 'b', 'c']);
});

test('drafts in hand and put aside are told apart', () => {
  const draft = (id: string, discardedAt: string | null): DraftRow => ({
    id,
    accountId: 'harbor',
    practiceAsked: false,
    callId: null,
    patientName: '',
    callerName: '',
    number: '',
    urgency: null,
    reasonCode: '',
    openedAt: '2026-11-22T03:00:00.000Z',
    keptAt: '2026-11-22T03:00:00.000Z',
    discardedAt,
  });
  const { inHand, aside } = splitDrafts([draft('a', null), draft('b', '2026-11-22T03:01:00.000Z')]);
  expect([inHand.map((d) => d.id), aside.map((d) => d.id)]).toEqual([['a'], ['b']]);
});

test('a draft is called by the patient, else the caller, else the number', () => {
  const who = { patientName: ' Ann Miller ', callerName: 'Bob Miller', number: '6175550142' };
  expect(draftTitle(who)).toBe('Ann Miller');
  expect(draftTitle({ ...who, patientName: '  ' })).toBe('Bob Miller');
  expect(draftTitle({ ...who, patientName: '', callerName: '' })).toBe('(617) 555-0142');
  expect(draftTitle({ patientName: '', callerName: '', number: '' })).toBe('');
});
