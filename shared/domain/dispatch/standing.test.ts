// What goes on around the ladder: dialling, claims, the alarm (O2), urgency raised in its middle.
import { describe, expect, it } from 'vitest';
import type { Entry } from '../messages/entry.ts';
import { allTried, at, attempt, claim, progress, raise, row, saved, skip, states } from './testing.ts';

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
  const close = row(20, { kind: 'close', disposition: 'handled', openReason: '' });
  const done = row(20, { kind: 'outcome', what: 'other', happenedAt: at(19), text: '', clinician: 'Dr Y' });
  it.each<[string, Entry[]]>([
    ['an acceptance', [attempt(15, 'accepted', 'routine-voice')]],
    ['what came of it', [done]],
    ['a close', [attempt(15, 'accepted', 'routine-voice'), close]],
  ])('%s before the raise is none of the class that it has now, in either order', (_, before) => {
    for (const entries of [
      [...before, raise(40, 'urgent-clinical')],
      [raise(40, 'urgent-clinical'), ...before],
    ]) {
      const p = progress(41, entries, { savedUrgency: 'routine-clinical' });
      expect(p).toMatchObject({ state: 'open', closed: false, accepted: null, outcome: null });
      expect(p.nextStep?.stepId).toBe('urgent-app');
      expect(p.alarmAt).not.toBeNull();
    }
  });
  it('an acceptance by somebody who knew of the raise ends it, whatever the clocks say', () => {
    const knew = { ...attempt(15, 'accepted', 'routine-voice'), schema: 2, knownUrgency: 'urgent-clinical' };
    const entries = [knew as Entry, raise(40, 'urgent-clinical')];
    expect(progress(41, entries, { savedUrgency: 'routine-clinical' }).state).toBe('accepted');
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

describe('a result that was pressed by mistake', () => {
  const attemptId = '0193a000-0000-7000-8000-00000000c0de';
  const accepted = attempt(3, 'accepted', 'urgent-voice', { attemptId });
  const note = 'Corrects “Accepted”, which was pressed by mistake.';

  it('stops no ladder once a person has corrected it', () => {
    const rows = [accepted, attempt(4, 'voicemail', 'urgent-voice', { attemptId, note })];
    expect(progress(5, [accepted])?.state).toBe('accepted');
    expect(progress(5, rows)).toMatchObject({ state: 'open', accepted: null });
    expect(progress(5, rows)?.alarmAt).not.toBeNull();
  });

  it('is corrected by nothing else: no other try, no row without a word, no channel’s late report', () => {
    const late = attempt(4, 'delivered', 'urgent-voice', { attemptId, note });
    const others = [
      attempt(4, 'voicemail', 'urgent-voice', { note }),
      attempt(4, 'voicemail', 'urgent-voice', { attemptId }),
      { ...late, author: { personId: 'backend', name: 'Careline backend' } },
    ];
    for (const other of others) expect(progress(5, [accepted, other])?.state).toBe('accepted');
    expect(progress(5, [attempt(2, 'voicemail', 'urgent-voice', { attemptId, note }), accepted])?.state).toBe(
      'accepted',
    );
  });
});
