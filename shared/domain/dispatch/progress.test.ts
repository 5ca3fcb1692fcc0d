// Where a dispatch stands, row by row of 4c: what counts as tried, who is reached, what ends it.
import { describe, expect, it } from 'vitest';
import type { Entry } from '../messages/entry.ts';
import { dispatchProgress } from './index.ts';
import {
  account,
  allTried,
  at,
  attempt,
  messageId,
  progress,
  row,
  sato,
  saved,
  schedule,
  skip,
  states,
  tried,
} from './testing.ts';

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
    expect(backend.nextStep?.stepId).toBe(desk.nextStep?.stepId);
  });
});

describe('by hand, the next call is due a minute after one that reached nobody', () => {
  const first = attempt(1, 'no-answer', 'urgent-voice');
  const second = attempt(2, 'voicemail', 'urgent-second');
  it.each<
    [
      string,
      Entry[],
      'desk' | 'backend',
      Partial<{ urgency: 'emergency' | 'routine-clinical' }>,
      string,
      number,
    ]
  >([
    ['one call', [first], 'desk', {}, 'urgent-second', 2],
    ['two calls', [first, second], 'desk', {}, 'urgent-backup', 3],
    ['another number of no step', [first, attempt(1.5, 'busy', null)], 'desk', {}, 'urgent-second', 2.5],
    [
      'an emergency',
      [attempt(1, 'busy', 'emergency-voice')],
      'desk',
      { urgency: 'emergency' },
      'emergency-second',
      2,
    ],
    [
      'a planned minute that comes sooner stays',
      [attempt(4.5, 'busy', 'urgent-voice')],
      'desk',
      {},
      'urgent-second',
      5,
    ],
    ['a step that was passed over', [skip(1, 'urgent-voice')], 'desk', {}, 'urgent-second', 2],
    [
      'a number that still rings is no end',
      [attempt(1, 'dialling', 'urgent-voice')],
      'desk',
      {},
      'urgent-voice',
      0,
    ],
    [
      'a clock that runs ahead',
      [first, attempt(30, 'busy', 'urgent-second')],
      'desk',
      {},
      'urgent-backup',
      6,
    ],
    ['the patient, when nobody else is left', allTried, 'desk', {}, 'urgent-patient', 6],
    ['the backend keeps to the plan', [first], 'backend', {}, 'urgent-second', 5],
    [
      'routine keeps to the plan',
      [attempt(1, 'busy', 'routine-voice')],
      'desk',
      { urgency: 'routine-clinical' },
      'routine-second',
      30,
    ],
  ])('%s', (_, entries, by, over, stepId, dueAt) => {
    const { nextStep } = progress(5, entries, over, by);
    expect([nextStep?.stepId, nextStep?.dueAt]).toEqual([stepId, at(dueAt)]);
  });
  it('it rings again a minute after each, until a person accepts', () => {
    expect(progress(1.5, [first], {}, 'desk').alarmAt).toBeNull();
    expect(progress(2, [first], {}, 'desk').alarmAt).toBe(at(3));
    expect(progress(4.2, [first, second], {}, 'desk').alarmAt).toBe(at(5));
    expect(progress(4.2, [first, attempt(2, 'accepted', 'urgent-second')], {}, 'desk').alarmAt).toBeNull();
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
