// Where a dispatch stands, row by row of 4c and O2: what counts as tried, who is reached, what ends it, when it rings.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { account as accountSchema } from '../accounts/account.ts';
import { entry as entrySchema, type Entry, type EntryBody } from '../messages/entry.ts';
import { schedule as scheduleSchema } from '../oncall/index.ts';
import { dispatchProgress, type DispatchInput, type DispatchProgress } from './index.ts';

const data = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/${name}.json`, import.meta.url), 'utf8'));
const account = accountSchema.parse(data('accounts/riverside'));
const schedule = scheduleSchema.parse(data('oncall/riverside'));
const messageId = '0198c3a0-0000-7000-8000-000000000001';
const saved = '2026-11-22T04:00:00.000Z';
/** `at(2)` = two minutes after it was saved. */
const at = (minutes: number): string => new Date(Date.parse(saved) + minutes * 60_000).toISOString();

let count = 0;
const uuid = (): string => `0198c3a0-0000-7000-8000-${String(++count).padStart(12, '0')}`;
const row = (minutes: number, body: EntryBody, author = 'agent-1'): Entry =>
  entrySchema.parse({
    schema: 1,
    id: uuid(),
    messageId,
    at: at(minutes),
    author: { personId: author, name: author },
    body,
  });
type Attempt = Extract<EntryBody, { kind: 'attempt' }>;
const sato = { personId: 'keiko-sato', name: 'Dr Keiko Sato', role: 'primary' };
const attempt = (
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
const skip = (minutes: number, stepId: string): Entry =>
  row(minutes, { kind: 'skip', stepId, why: 'number out of service' });
const claim = (minutes: number, until: number, author = 'agent-1'): Entry =>
  row(minutes, { kind: 'claim', until: at(until) }, author);
const raise = (minutes: number, to: 'emergency' | 'urgent-clinical'): Entry =>
  row(minutes, { kind: 'raise', to, why: 'agent', note: '' });

const progress = (
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
const states = (p: DispatchProgress): string =>
  p.ladder.map((r) => `${r.stepId.replace(/^urgent-/, '')}:${r.state}`).join(' ');
const tried = [
  'urgent-app',
  'urgent-voice',
  'urgent-second',
  'urgent-backup',
  'urgent-lead',
  'urgent-administrator',
];
const allTried = tried.map((id, i) => attempt(i, 'no-answer', id));

describe('the ladder', () => {
  it('waits until morning only for what the account’s closed list holds', () => {
    const input = { entries: [], account, schedule, now: at(0) };
    const message = { id: messageId, accountId: 'riverside', savedAt: saved };
    expect(
      dispatchProgress({ ...input, message: { ...message, urgency: 'non-clinical', reasonCode: 'billing' } }),
    ).toBe(null);
    expect(
      dispatchProgress({
        ...input,
        message: { ...message, urgency: 'routine-clinical', reasonCode: 'billing' },
      })?.state,
    ).toBe('open');
    expect(
      dispatchProgress({ ...input, message: { ...message, urgency: 'non-clinical', reasonCode: 'general' } })
        ?.ladder[0]?.stepId,
    ).toBe('routine-app');
  });

  it.each<[string, number, Entry[], string]>([
    [
      'at once',
      0,
      [],
      'app:now voice:waits second:waits backup:waits lead:waits administrator:waits patient:waits',
    ],
    [
      'a step is done before the next is due',
      1,
      [attempt(0, 'sent', 'urgent-app')],
      'app:tried voice:waits second:waits backup:waits lead:waits administrator:waits patient:waits',
    ],
    [
      'two minutes on',
      2,
      [attempt(0, 'sent', 'urgent-app')],
      'app:tried voice:now second:waits backup:waits lead:waits administrator:waits patient:waits',
    ],
    [
      'late: one step after the other, never all at once',
      40,
      [attempt(0, 'sent', 'urgent-app')],
      'app:tried voice:now second:waits backup:waits lead:waits administrator:waits patient:waits',
    ],
    [
      'dialling isn’t tried',
      3,
      [attempt(0, 'sent', 'urgent-app'), attempt(2, 'dialling', 'urgent-voice')],
      'app:tried voice:now second:waits backup:waits lead:waits administrator:waits patient:waits',
    ],
    [
      'skipped with a reason',
      3,
      [attempt(0, 'failed', 'urgent-app'), skip(2, 'urgent-voice')],
      'app:tried voice:skipped second:waits backup:waits lead:waits administrator:waits patient:waits',
    ],
    [
      'declined goes on',
      5,
      [attempt(0, 'sent', 'urgent-app'), attempt(2, 'declined', 'urgent-voice')],
      'app:tried voice:tried second:now backup:waits lead:waits administrator:waits patient:waits',
    ],
    [
      'phoned by hand: no link afterwards to the same person',
      3,
      [attempt(1, 'no-answer', 'urgent-voice')],
      'app:skipped voice:tried second:waits backup:waits lead:waits administrator:waits patient:waits',
    ],
    [
      'the backup phoned early leaves the primary’s steps',
      3,
      [attempt(0, 'sent', 'urgent-app'), attempt(1, 'busy', 'urgent-backup')],
      'app:tried voice:now second:waits backup:tried lead:waits administrator:waits patient:waits',
    ],
    [
      'outside the ladder counts for no step',
      3,
      [attempt(1, 'no-answer', null)],
      'app:now voice:waits second:waits backup:waits lead:waits administrator:waits patient:waits',
    ],
  ])('%s', (_, now, entries, expected) => {
    expect(states(progress(now, entries))).toBe(expected);
  });

  it('reaches whom the schedule names, the second number first where the step asks for it', () => {
    const p = progress(0);
    expect(p.ladder.map((r) => [r.contact?.name, r.contact?.phones[0]?.number])).toEqual([
      ['Dr Keiko Sato', '+16175550177'],
      ['Dr Keiko Sato', '+16175550177'],
      ['Dr Keiko Sato', '+16175550139'],
      ['Dr Samuel Amari', '+16175550179'],
      ['Dr Ruth Okonjo, medical director', '+16175550152'],
      ['Luis Prado, office administrator', '+16175550155'],
      [undefined, undefined],
    ]);
    expect(p.nextAddress).toEqual({ label: 'secure link', to: 'k.sato@riverside.example' });
    expect(
      progress(
        6,
        tried.slice(0, 2).map((id) => attempt(1, 'no-answer', id)),
      ).nextAddress?.to,
    ).toBe('+16175550139');
  });

  it('a late step reaches who is on call now, and a tried one shows who was reached', () => {
    // Monday 07:00 local: the duty clinician takes over from the weekend.
    const monday = (Date.parse('2026-11-23T12:30:00.000Z') - Date.parse(saved)) / 60_000;
    const p = progress(monday, [attempt(0, 'sent', 'urgent-app')]);
    expect(p.ladder.slice(0, 2).map((r) => r.contact?.name)).toEqual([
      'Dr Keiko Sato',
      'Priya Raman, nurse practitioner',
    ]);
  });

  it('an attempt at somebody else than planned shows that person and the number that was used', () => {
    const other = { personId: 'lena-voss', name: 'Dr Lena Voss', role: 'consult' };
    const p = progress(3, [attempt(2, 'busy', 'urgent-voice', { contact: other, to: '+16175550157' })]);
    expect(p.ladder[1]?.contact).toEqual({ ...other, phones: [{ label: '', number: '+16175550157' }] });
  });

  it('nobody is primary: the backup comes at the primary’s minute, and the gap is shown as such', () => {
    const gap = { ...schedule, shifts: schedule.shifts.filter((s) => s.role !== 'primary') };
    const p = dispatchProgress({
      message: {
        id: messageId,
        accountId: 'riverside',
        urgency: 'urgent-clinical',
        savedAt: saved,
        reasonCode: 'urgent',
      },
      entries: [],
      account,
      schedule: gap,
      now: at(0),
    });
    expect(p?.ladder.map((r) => [r.state, r.contact === null, r.dueAt])).toEqual([
      ['skipped', true, at(0)],
      ['skipped', true, at(0)],
      ['skipped', true, at(0)],
      ['now', false, at(0)],
      ['waits', false, at(20)],
      ['waits', false, at(30)],
      ['waits', true, at(30)],
    ]);
    expect(p?.nextStep?.contact?.name).toBe('Dr Samuel Amari');
  });

  it('without a schedule the steps stand without people', () => {
    const p = dispatchProgress({
      message: {
        id: messageId,
        accountId: 'riverside',
        urgency: 'emergency',
        savedAt: saved,
        reasonCode: 'urgent',
      },
      entries: [],
      account,
      schedule: null,
      now: at(0),
    });
    expect(p?.ladder.every((r) => r.contact === null)).toBe(true);
    expect(p?.state).toBe('open');
  });
});

describe('by hand, without the backend', () => {
  it('what only the backend can do drops out, and the first call is due at once', () => {
    expect(states(progress(0, [], {}, 'desk'))).toBe(
      'voice:now second:waits backup:waits lead:waits administrator:waits patient:waits',
    );
    expect(progress(0, [], {}, 'desk').ladder.map((r) => r.afterMinutes)).toEqual([0, 5, 10, 20, 30, 30]);
  });
  it('what was done by hand and what the backend then sees are the same attempts: nobody is called twice', () => {
    const byHand = [attempt(1, 'no-answer', 'urgent-voice'), attempt(5, 'voicemail', 'urgent-second')];
    const desk = progress(6, byHand, {}, 'desk');
    const backend = progress(6, byHand, {}, 'backend');
    expect(desk.nextStep?.stepId).toBe('urgent-backup');
    expect(backend.nextStep).toEqual(desk.nextStep);
  });
});

describe('what ends it', () => {
  it.each<[string, Entry[], string, string]>([
    [
      'accepted by the person of a step',
      [attempt(2, 'accepted', 'urgent-voice')],
      'accepted',
      'Dr Keiko Sato',
    ],
    [
      'accepted by anybody outside the ladder',
      [attempt(2, 'accepted', null, { contact: { ...sato, name: 'Dr X' } })],
      'accepted',
      'Dr X',
    ],
    [
      'accepted although a later attempt failed',
      [attempt(2, 'accepted', 'urgent-voice'), attempt(5, 'no-answer', 'urgent-second')],
      'accepted',
      'Dr Keiko Sato',
    ],
    [
      'the clinician said what came of it',
      [row(9, { kind: 'outcome', what: 'called-patient', happenedAt: at(8), text: '', clinician: 'Dr Y' })],
      'accepted',
      'Dr Y',
    ],
    [
      'delivered, read and sent end nothing',
      [attempt(0, 'delivered', 'urgent-app'), attempt(1, 'read', 'urgent-app')],
      'open',
      '',
    ],
    ['everyone was tried but the patient', allTried, 'open', ''],
    ['everyone was tried', [...allTried, attempt(31, 'no-answer', 'urgent-patient')], 'ended', ''],
    ['everyone was tried or skipped', [...allTried, skip(31, 'urgent-patient')], 'ended', ''],
  ])('%s', (_, entries, state, by) => {
    const p = progress(32, entries);
    expect(p.state).toBe(state);
    expect(p.accepted?.by ?? '').toBe(by);
    expect(p.nextStep === null).toBe(state !== 'open');
  });

  it('accepted first counts, whatever comes after it in the log', () => {
    const later = [
      attempt(3, 'accepted', 'urgent-voice'),
      attempt(2, 'accepted', 'urgent-second', { contact: { ...sato, name: 'Dr Z' } }),
    ];
    expect(progress(5, later).accepted).toEqual({ by: 'Dr Keiko Sato', at: at(3) });
  });

  it('late entries of another desk end what goes on here', () => {
    const here = [attempt(10, 'no-answer', 'urgent-backup')];
    expect(progress(12, here).state).toBe('open');
    expect(progress(12, [...here, attempt(4, 'accepted', 'urgent-voice')]).state).toBe('accepted');
  });
});

describe('what is going on', () => {
  const dialling = attempt(2, 'dialling', 'urgent-voice', {
    attemptId: '0198c3a0-0000-7000-8000-00000000aaaa',
  });
  const result = attempt(3, 'busy', 'urgent-voice', { attemptId: '0198c3a0-0000-7000-8000-00000000aaaa' });
  it.each<[string, number, Entry[], boolean]>([
    ['a number is being dialled', 3, [dialling], true],
    ['its result came', 3, [dialling, result], false],
    ['its result came first', 3, [result, dialling], false],
    ['two minutes without a result', 4, [dialling], false],
    ['another attempt’s result is none of it', 3, [dialling, attempt(3, 'busy', 'urgent-voice')], true],
    ['by a clock that runs a minute ahead', 1, [dialling], true],
  ])('%s', (_, now, entries, alive) => {
    expect(progress(now, entries).dialling !== null).toBe(alive);
  });

  it.each<[string, Entry[], number | null]>([
    ['nobody', [], null],
    ['held', [claim(1, 11)], 11],
    ['run out', [claim(1, 4)], null],
    ['given back', [claim(1, 11), claim(3, 3)], null],
    ['given back by somebody else: not theirs', [claim(1, 11), claim(3, 3, 'agent-2')], 11],
    ['two hold it: the longer counts', [claim(1, 11), claim(2, 12, 'agent-2')], 12],
  ])('claim: %s', (_, entries, until) => {
    expect(progress(5, entries).claimedUntil).toBe(until === null ? null : at(until));
  });

  it('T+45 without an outcome: phone the patient; not once there is one, not for what isn’t urgent', () => {
    expect(progress(1).checkBackAt).toBe(at(45));
    expect(progress(1, [attempt(1, 'accepted', 'urgent-voice')]).checkBackAt).toBe(at(45));
    const done = row(9, { kind: 'outcome', what: 'other', happenedAt: at(8), text: '', clinician: 'Dr Y' });
    expect(progress(10, [done]).checkBackAt).toBe(null);
    expect(progress(1, [], { urgency: 'routine-clinical' }).checkBackAt).toBe(null);
  });
});

describe('the alarm, every 60 s (O2)', () => {
  const close = row(33, { kind: 'close', disposition: 'ladder-ended', openReason: 'nobody reached' });
  it.each<[string, number, Entry[], number | null]>([
    ['rings a minute after it was saved', 0, [], 1],
    ['and each minute after that', 1.5, [], 2],
    ['exactly on the minute: the next one', 2, [], 3],
    [
      'counted anew from an attempt',
      2.75,
      [attempt(0.5, 'sent', 'urgent-app'), attempt(2.5, 'dialling', 'urgent-voice')],
      3.5,
    ],
    ['silent while no step is due', 1, [attempt(0.5, 'sent', 'urgent-app')], null],
    ['silent once accepted', 3, [attempt(2, 'accepted', 'urgent-voice')], null],
    ['goes on when nobody is left', 32, [...allTried, attempt(31.5, 'no-answer', 'urgent-patient')], 32.5],
    [
      'until the message is closed with the reason',
      34,
      [...allTried, attempt(31.5, 'no-answer', 'urgent-patient'), close],
      null,
    ],
    [
      'an entry of a clock that runs ahead delays it by a minute at most',
      1.5,
      [skip(500, 'urgent-app'), skip(500, 'urgent-voice')],
      null,
    ],
  ])('%s', (_, now, entries, ring) => {
    expect(progress(now, entries).alarmAt).toBe(ring === null ? null : at(ring));
  });
});

describe('urgency raised in mid-ladder', () => {
  const routine = [attempt(0, 'sent', 'routine-app'), attempt(15, 'no-answer', 'routine-voice')];
  it('begins the faster ladder at the raise, with steps of its own', () => {
    const p = progress(41, [...routine, raise(40, 'urgent-clinical')], { savedUrgency: 'routine-clinical' });
    expect(p.startedAt).toBe(at(40));
    expect(states(p)).toBe(
      'app:now voice:waits second:waits backup:waits lead:waits administrator:waits patient:waits',
    );
    expect(p.checkBackAt).toBe(at(85));
  });
  it('an acceptance before the raise stays one', () => {
    expect(progress(41, [attempt(15, 'accepted', 'routine-voice'), raise(40, 'urgent-clinical')]).state).toBe(
      'accepted',
    );
  });
  it('a raise to the class that it was saved with starts nothing anew', () => {
    expect(progress(41, [raise(40, 'urgent-clinical')], { savedUrgency: 'urgent-clinical' }).startedAt).toBe(
      saved,
    );
  });
  it('two raises to the same class: the first counts', () => {
    expect(progress(41, [raise(20, 'urgent-clinical'), raise(40, 'urgent-clinical')]).startedAt).toBe(at(20));
  });
  it('a raise from a clock in the future begins now, not later', () => {
    expect(progress(5, [raise(500, 'emergency')], { urgency: 'emergency' }).startedAt).toBe(at(5));
  });
  it('a raise that arrived before the message’s own time begins with the message', () => {
    expect(progress(5, [raise(-3, 'emergency')], { urgency: 'emergency' }).startedAt).toBe(saved);
  });
});
