// The order of the list: what nobody has received is never below what was handed over.
import { expect, test } from 'vitest';
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import { urgencies } from '#shared/domain/messages/message.ts';
import { draftTitle, grouped, groupIds, splitDrafts } from './list-rows.ts';

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
});

test('each row stands once, in the group of its state; urgent only while it waits', () => {
  const rows = (['waiting', 'synced', 'quarantined'] as const).flatMap((sync) =>
    urgencies.map((urgency) => row(`${sync} ${urgency}`, sync, urgency)),
  );
  const first = rows[0] as MessageRow;
  const groups = grouped([...rows, { ...first, sync: 'synced' }]);
  expect(groups['urgent-waiting'].map((r) => r.id)).toEqual(['waiting emergency', 'waiting urgent-clinical']);
  expect(groups.waiting.map((r) => r.id)).toEqual(['waiting routine-clinical', 'waiting non-clinical']);
  expect(groups.synced).toHaveLength(4);
  expect(groups.quarantined).toHaveLength(4);
  expect(groupIds.reduce((n, id) => n + groups[id].length, 0)).toBe(rows.length);
});

test('drafts in hand and put aside are told apart', () => {
  const draft = (id: string, discardedAt: string | null): DraftRow => ({
    id,
    accountId: 'harbor',
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
