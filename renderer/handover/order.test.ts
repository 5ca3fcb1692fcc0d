// What has not left this computer is never below what has: the practice reads from the top.
import { expect, test } from 'vitest';
import type { BatchRow } from '#shared/contract/handover.ts';
import { countsOf, initialsOf, inOrder, isSigned, morningOf, ownOf } from './order.ts';
import { acceptedWords, callbackWords, outcomeWords } from './words.ts';

// Synthetic people throughout.
const row = (messageId: string, more: Partial<BatchRow>): BatchRow => ({
  messageId,
  takenAt: '2026-11-22T03:00:00.000Z',
  patientName: 'Zephyrine Quill',
  birthDate: '1955-02-03',
  callerName: 'Imogen Quill',
  callback: '+16175550142',
  reason: 'Billing question',
  urgency: 'non-clinical',
  verbatim: 'words',
  incomplete: false,
  sync: 'synced',
  accepted: '',
  outcome: '',
  takenBy: 'M. Kramer',
  localTime: '2026-11-21 22:00 EST',
  nobodyAccepted: false,
  refusedName: false,
  relation: '',
  location: '',
  refill: '',
  redFlags: '',
  attempts: '',
  ...more,
});

test('unsent first, then by urgency, then by time', () => {
  const rows = [
    row('late', { takenAt: '2026-11-22T05:00:00.000Z' }),
    row('early', {}),
    row('urgent', { urgency: 'urgent-clinical', takenAt: '2026-11-22T04:00:00.000Z' }),
    row('waits', { sync: 'waiting', takenAt: '2026-11-22T06:00:00.000Z' }),
    row('aside', { sync: 'quarantined', urgency: 'emergency', takenAt: '2026-11-22T06:30:00.000Z' }),
  ];
  const alone = row('alone', { urgency: 'urgent-clinical', nobodyAccepted: true });
  expect(inOrder([...rows, alone])[0]?.messageId).toBe('alone');
  expect(inOrder(rows).map((r) => r.messageId)).toEqual(['aside', 'waits', 'urgent', 'early', 'late']);
  expect(rows[0]?.messageId).toBe('late');
});

test('counts what the head says', () => {
  expect(countsOf([])).toEqual({ total: 0, unsent: 0, urgent: 0, incomplete: 0 });
  expect(
    countsOf([
      row('a', { sync: 'waiting', incomplete: true }),
      row('b', { urgency: 'emergency' }),
      row('c', { sync: 'quarantined', urgency: 'routine-clinical' }),
    ]),
  ).toEqual({ total: 3, unsent: 2, urgent: 1, incomplete: 1 });
});

test('from noon on it is the next morning, in the zone of the practice', () => {
  const zone = 'America/New_York';
  expect(morningOf(new Date('2026-11-22T16:59:00Z'), zone)).toBe('2026-11-22');
  expect(morningOf(new Date('2026-11-22T17:00:00Z'), zone)).toBe('2026-11-23');
  expect(morningOf(new Date('2026-11-23T03:40:00Z'), zone)).toBe('2026-11-23');
  expect(morningOf(new Date('2026-11-23T12:05:00Z'), zone)).toBe('2026-11-23');
  expect(morningOf(new Date('2026-12-31T23:00:00Z'), zone)).toBe('2027-01-01');
});

test('says what came of it and the number as a person reads them', () => {
  expect(outcomeWords('called-patient: at home, well')).toBe('Called the patient: at home, well');
  expect(outcomeWords('called-patient: ')).toBe('Called the patient');
  expect(outcomeWords('unheard-of: x')).toBe('unheard-of: x');
  expect(outcomeWords('')).toBe('');
  expect(acceptedWords('')).toBe('');
  expect(callbackWords({ callback: '(617) 555-0164' })).toBe('617 555 0164');
  expect(callbackWords({ callback: 'ask the neighbour' })).toBe('ask the neighbour');
});

test('what somebody accepted is no longer of the one who leaves', () => {
  const items = [
    { ownerId: 'p-1', owner: 'M. Kramer' },
    { ownerId: 'p-2', owner: 'M. Kramer' },
  ];
  expect(ownOf(items, 'p-2')).toEqual([items[1]]);
  expect(ownOf(items, null)).toEqual([]);
});

test('whoever takes over presses own initials', () => {
  expect(['Mara Keller', 'Dr. Ana de la Cruz', 'Cher', '李 明'].map(initialsOf)).toEqual([
    'M K',
    'D C',
    'C',
    '李 明',
  ]);
  expect(['m k', 'MK', 'M. K.'].every((typed) => isSigned(typed, 'Mara Keller'))).toBe(true);
  expect(['', 'M', 'KM', 'M K L'].some((typed) => isSigned(typed, 'Mara Keller'))).toBe(false);
});
