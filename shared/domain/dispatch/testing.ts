// For tests: one urgent message of the sample practice, and rows about it by minute.
import riversideAccount from '../../../data/accounts/riverside.json' with { type: 'json' };
import riversideSchedule from '../../../data/oncall/riverside.json' with { type: 'json' };
import { account as accountSchema } from '../accounts/account.ts';
import { entry as entrySchema, type Entry, type EntryBody } from '../messages/entry.ts';
import { schedule as scheduleSchema } from '../oncall/index.ts';
import { dispatchProgress, type DispatchInput, type DispatchProgress } from './index.ts';

export const account = accountSchema.parse(riversideAccount);
export const schedule = scheduleSchema.parse(riversideSchedule);
export const messageId = '0198c3a0-0000-7000-8000-000000000001';
export const saved = '2026-11-22T04:00:00.000Z';
/** `at(2)` = two minutes after it was saved. */
export const at = (minutes: number): string => new Date(Date.parse(saved) + minutes * 60_000).toISOString();

let count = 0;
const uuid = (): string => `0198c3a0-0000-7000-8000-${String(++count).padStart(12, '0')}`;
export const row = (minutes: number, body: EntryBody, author = 'agent-1'): Entry =>
  entrySchema.parse({
    schema: 1,
    id: uuid(),
    messageId,
    at: at(minutes),
    author: { personId: author, name: author },
    body,
  });
type Attempt = Extract<EntryBody, { kind: 'attempt' }>;
export const sato = { personId: 'keiko-sato', name: 'Dr Keiko Sato', role: 'primary' };
export const attempt = (
  minutes: number,
  result: Attempt['result'],
  stepId: string | null,
  over: Partial<Attempt> = {},
): Entry =>
  row(minutes, {
    kind: 'attempt',
    attemptId: uuid(),
    stepId,
    contact: sato,
    method: 'voice',
    to: '+16175550177',
    result,
    note: '',
    ...over,
  });
export const skip = (minutes: number, stepId: string): Entry =>
  row(minutes, { kind: 'skip', stepId, why: 'number out of service' });
export const claim = (minutes: number, until: number, author = 'agent-1'): Entry =>
  row(minutes, { kind: 'claim', until: at(until) }, author);
export const raise = (minutes: number, to: 'emergency' | 'urgent-clinical'): Entry =>
  row(minutes, { kind: 'raise', to, why: 'agent', note: '' });

export const progress = (
  now: number,
  entries: readonly Entry[] = [],
  over: Partial<DispatchInput['message']> = {},
  by: DispatchInput['by'] = 'backend',
): DispatchProgress => {
  const found = dispatchProgress({
    message: {
      id: messageId,
      accountId: 'riverside',
      urgency: 'urgent-clinical',
      savedAt: saved,
      reasonCode: 'clinical_message',
      ...over,
    },
    entries,
    account,
    schedule,
    now: at(now),
    by,
  });
  if (found === null) throw new Error('not dispatched');
  return found;
};
export const states = (p: DispatchProgress): string =>
  p.ladder.map((r) => `${r.stepId.replace(/^urgent-/, '')}:${r.state}`).join(' ');
export const tried = [
  'urgent-app',
  'urgent-voice',
  'urgent-second',
  'urgent-backup',
  'urgent-lead',
  'urgent-administrator',
];
export const allTried = tried.map((id, i) => attempt(i, 'no-answer', id));
