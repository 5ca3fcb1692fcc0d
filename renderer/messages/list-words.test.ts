// What a row says of a message that the backend is to page: no more than is known.
import { expect, test } from 'vitest';
import type { MessageRow } from '#shared/contract/messages.ts';
import { useSession } from '../app/session-store.ts';
import { rowDetail, rowSpoken } from './list-words.ts';

const row: MessageRow = {
  id: '0190c6a0-0000-7000-8000-000000000001',
  sync: 'waiting',
  urgency: 'urgent-clinical',
  accountId: 'harbor',
  patientName: 'Zephyrine',
  callerName: 'Imogen',
  reasonCode: 'clinical_message',
  takenAt: '2026-11-22T03:00:00.000Z',
  takenBy: 'Imogen',
  why: null,
  hasEmergency: false,
  addenda: 0,
  incomplete: false,
  dispatch: 'backend',
  acceptedBy: null,
  acceptedAt: null,
  closed: false,
  conflict: false,
  elsewhere: false,
  repeats: null,
};
const words = { accounts: [], now: '2026-11-22T03:00:05.000Z', accountId: 'harbor' };

test('on its way while unsent, with the backend once it has it; never that somebody is paged', () => {
  expect(rowDetail(row, words)).toContain('on its way to the backend');
  expect(rowDetail({ ...row, sync: 'synced' }, words)).toContain('with the backend, nobody has accepted yet');
  for (const sync of ['waiting', 'synced'] as const)
    expect(rowDetail({ ...row, sync }, words)).not.toContain('paging');
});

test('at a practice desk nothing is said to be at a backend, whatever a role-play called sent', () => {
  const kept: MessageRow = { ...row, sync: 'synced', dispatch: null };
  expect(rowDetail(kept, words)).toContain('at the backend');
  useSession.setState({ state: { practice: true } as never });
  try {
    for (const said of [rowDetail(kept, words), rowSpoken(kept, words)]) {
      expect(said).toContain('stays on this practice computer');
      expect(said).not.toContain('at the backend');
    }
  } finally {
    useSession.setState({ state: null });
  }
});
