// Made-up people, numbers and times of the night page. Nobody here exists.
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { BatchRow } from '#shared/contract/handover.ts';
import type { MessageRow } from '#shared/contract/messages.ts';
import type { AttemptResult, Entry } from '#shared/domain/messages/entry.ts';

/** It is 23:53:36 in New York; the desk's zone of the page is set by the browser. */
export const nowIso = '2026-11-22T04:53:36.000Z';
export const at = (minutesAgo: number, seconds = 0): string =>
  new Date(Date.parse(nowIso) - minutesAgo * 60_000 - seconds * 1000).toISOString();
export const idOf = (n: number): string => `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const sato = {
  personId: 'keiko-sato',
  name: 'Dr Keiko Sato',
  role: 'primary',
  phones: [
    { label: 'office line', number: '+16175550177' },
    { label: 'mobile', number: '+16175550139' },
  ],
};
const amari = {
  personId: 'amari',
  name: 'Dr Leila Amari',
  role: 'backup',
  phones: [{ label: 'mobile', number: '+16175550123' }],
};
const ruiz = {
  personId: 'ruiz',
  name: 'J. Ruiz',
  role: 'administrator',
  phones: [{ label: 'office line', number: '+16175550100' }],
};

let made = 500;
export function attempt(
  messageId: string,
  attemptId: string,
  minutesAgo: number,
  result: AttemptResult,
  more: { to?: string; stepId?: string; backend?: boolean; method?: 'voice' | 'sms' | 'app' } = {},
): Entry {
  return {
    schema: 1,
    id: idOf(++made),
    messageId,
    at: at(minutesAgo),
    author: more.backend
      ? { personId: 'backend', name: 'Careline backend' }
      : { personId: 'mk', name: 'M. Kramer' },
    body: {
      kind: 'attempt',
      attemptId,
      stepId: more.stepId ?? 'voice',
      contact: { personId: sato.personId, name: sato.name, role: sato.role },
      method: more.method ?? 'voice',
      to: more.to ?? '+16175550177',
      result,
      note: '',
    },
  };
}

type Row = DispatchCard['ladder'][number];
const step = (
  stepId: string,
  after: number,
  state: Row['state'],
  contact: Row['contact'],
  method: Row['method'] = 'voice',
): Row => ({ stepId, afterMinutes: after, dueAt: at(3 - after), method, contact, state });

/** The picture's card: office line without an answer, mobile next. */
export function manual(n: number, patientName: string, more: Partial<DispatchCard> = {}): DispatchCard {
  const messageId = idOf(n);
  return {
    messageId,
    accountId: 'riverside',
    patientName,
    callbackNumber: '+16175550164',
    reasonCode: 'urgent',
    urgency: 'emergency',
    savedAt: at(3),
    state: 'manual',
    manualWhy: 'offline',
    claimedUntil: null,
    ladder: [
      step('voice', 0, 'tried', sato),
      step('second', 5, 'now', sato),
      step('backup', 10, 'waits', amari),
      step('lead', 20, 'waits', null),
      step('administrator', 30, 'waits', ruiz),
      step('patient', 30, 'waits', null, 'patient'),
    ],
    alarmAt: at(0, -24),
    schedule: { version: 318, asOf: at(75), age: 'fresh', source: 'delivered' },
    accepted: null,
    outcome: null,
    attempts: [
      attempt(messageId, idOf(900 + n), 2, 'dialling'),
      attempt(messageId, idOf(900 + n), 2, 'no-answer'),
    ],
    owner: 'M. Kramer',
    checkBackAt: at(-42),
    ...more,
  };
}
export const dialling = (n: number): DispatchCard => {
  const card = manual(n, 'Walter Brandt');
  return {
    ...card,
    attempts: [
      ...card.attempts,
      attempt(card.messageId, idOf(700), 0, 'dialling', { to: '+16175550139', stepId: 'second' }),
    ],
  };
};
export const paging = (n: number): DispatchCard =>
  manual(n, 'Walter Brandt', {
    state: 'backend',
    manualWhy: null,
    alarmAt: null,
    ladder: [
      step('app', 0, 'tried', sato, 'app'),
      step('voice', 5, 'waits', sato),
      step('second', 8, 'waits', sato),
      step('backup', 13, 'waits', amari),
    ],
    attempts: [attempt(idOf(n), idOf(701), 2, 'delivered', { backend: true, method: 'sms', stepId: 'app' })],
  });
export const bothSides = (n: number): DispatchCard => {
  const card = manual(n, 'Walter Brandt');
  return {
    ...paging(n),
    attempts: [
      ...card.attempts,
      attempt(card.messageId, idOf(702), 1, 'delivered', { backend: true, method: 'sms', stepId: 'app' }),
    ],
  };
};
export const accepted = (n: number, minutes = 1): DispatchCard => ({
  ...manual(n, 'Walter Brandt'),
  state: 'accepted',
  manualWhy: null,
  alarmAt: null,
  accepted: { by: 'Dr Keiko Sato', at: at(minutes) },
  checkBackAt: minutes > 45 ? at(minutes - 45) : at(minutes - 45),
});
export const ended = (n: number): DispatchCard => ({
  ...manual(n, 'Walter Brandt'),
  state: 'ended',
  alarmAt: at(0, -24),
  ladder: [step('voice', 0, 'tried', sato), step('second', 5, 'skipped', sato)],
});

export const messageRow = (n: number, patientName: string, more: Partial<MessageRow> = {}): MessageRow => ({
  id: idOf(n),
  accountId: 'riverside',
  patientName,
  callerName: 'Hanna Brandt',
  reasonCode: 'urgent',
  urgency: 'urgent-clinical',
  takenAt: at(3),
  takenBy: 'M. Kramer',
  sync: 'synced',
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
  ...more,
});
const accept = (name: string, minutes: number): Partial<MessageRow> => ({
  dispatch: 'accepted',
  acceptedBy: name,
  acceptedAt: at(minutes),
});
export const rows: MessageRow[] = [
  messageRow(1, 'Walter Brandt', {
    urgency: 'emergency',
    sync: 'waiting',
    dispatch: 'manual',
    hasEmergency: true,
  }),
  messageRow(2, 'Ruth Delgado', { takenAt: at(32), sync: 'waiting', ...accept('Dr Sato', 24) }),
  messageRow(3, 'Noor Haddad', {
    takenAt: at(58),
    sync: 'waiting',
    urgency: 'non-clinical',
    reasonCode: 'reschedule',
  }),
  messageRow(4, 'Tomas Silva', {
    takenAt: at(64),
    sync: 'quarantined',
    why: 'field reasonCode is not known',
    urgency: 'routine-clinical',
    reasonCode: 'test_results',
  }),
  messageRow(5, 'Edda Rasmussen', {
    takenAt: at(70),
    incomplete: true,
    reasonCode: 'billing',
    urgency: 'non-clinical',
    accountId: 'harbor',
  }),
  messageRow(6, 'Paul Jensen', { takenAt: at(83), ...accept('Dr Sato', 79) }),
  messageRow(7, 'Ivy Lane Hospice', {
    takenAt: at(125),
    accountId: 'ivy-lane',
    ...accept('nurse Okafor', 123),
  }),
];

export const batchRow = (n: number, patientName: string, more: Partial<BatchRow> = {}): BatchRow => ({
  messageId: idOf(n),
  takenAt: at(60 + n),
  patientName,
  birthDate: '1955-02-03',
  callerName: 'Hanna Brandt',
  callback: '+16175550164',
  reason: 'Appointment change',
  urgency: 'non-clinical',
  verbatim: 'I can’t make it on Monday, could she see me on Thursday or Friday instead?',
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
export const batch: BatchRow[] = [
  batchRow(3, 'Noor Haddad', { sync: 'waiting' }),
  batchRow(4, 'Tomas Silva', {
    sync: 'quarantined',
    urgency: 'routine-clinical',
    reason: 'Test result question',
  }),
  batchRow(6, 'Paul Jensen', {
    urgency: 'urgent-clinical',
    reason: 'Wound bleeding',
    verbatim: 'It has soaked through two dressings since dinner.',
    accepted: 'Dr Keiko Sato',
    outcome: 'called-patient: comes in at 8',
  }),
  batchRow(5, 'Edda Rasmussen', { incomplete: true, reason: 'Billing question' }),
];

let given = 1000;
/** A page of a long log, new ids each time it is asked for. */
export const longList = (count: number): MessageRow[] =>
  Array.from({ length: count }, (_, i) =>
    messageRow(++given, `Person ${given - 1000}`, {
      takenAt: at(100 + i),
      urgency: 'non-clinical',
      reasonCode: 'billing',
    }),
  );
