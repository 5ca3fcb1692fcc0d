import { expect, it } from 'vitest';
import type { StatusValue } from '#shared/contract/status.ts';
import { originFor } from './on-call.ts';
import { lasting, presenceOf, statusLines, vaultLine } from './sentences.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const ago = (minutes: number): string => new Date(now.getTime() - minutes * 60_000).toISOString();
const online: StatusValue = {
  backend: { state: 'online', since: ago(90), lastContact: ago(0), problem: null },
  sync: { waiting: 0, urgent: 0, oldest: null, quarantined: 0, acknowledged: 12, paused: null },
  clock: { offsetMs: 0, at: ago(0) },
  phone: { state: 'practice-line', onCall: false },
  ehr: { state: 'online', since: ago(90) },
  knowledge: {
    articles: 2609,
    asOf: ago(200),
    importing: null,
    index: { state: 'ready', done: null },
    feed: null,
  },
  vault: { open: true, locksAt: null },
};
const textOf = (value: StatusValue | null): Record<string, string> =>
  Object.fromEntries(statusLines(value, now).map((line) => [line.id, line.text]));

it('says little when all is well', () => {
  expect(textOf(online)).toMatchObject({
    connection: 'Online',
    phone: 'Practice line',
    sync: 'All synced',
    ehr: 'Records online',
  });
  expect(statusLines(online, now).every((line) => line.tone === 'neutral' || line.tone === 'green')).toBe(
    true,
  );
});

it('says since when it is offline, what waits, how old it is and what is urgent', () => {
  const value: StatusValue = {
    ...online,
    backend: { state: 'offline', since: ago(72), lastContact: ago(72), problem: 'offline' },
    sync: { ...online.sync, waiting: 3, urgent: 1, oldest: ago(58) },
  };
  const lines = statusLines(value, now);
  const connection = lines.find((line) => line.id === 'connection');
  expect(connection?.text).toMatch(/^Offline since \d\d:\d\d · 1 h 12 min$/);
  expect(connection?.tone).toBe('amber');
  const sync = lines.find((line) => line.id === 'sync');
  expect(sync?.text).toBe('3 waiting · oldest 58 min · 1 urgent');
  expect(sync?.tone).toBe('red');
  expect(sync?.details.join(' ')).toContain('Phone the clinician now');
});

it('speaks the same words while only the minutes change', () => {
  const value: StatusValue = {
    ...online,
    backend: { ...online.backend, state: 'offline', since: ago(5) },
    sync: { ...online.sync, waiting: 1, oldest: ago(5) },
  };
  const spokenAt = (at: Date) => statusLines(value, at).map((line) => line.spoken);
  expect(spokenAt(new Date(now.getTime() + 600_000))).toEqual(spokenAt(now));
});

it('is no alarm when what waits in the urgent lane only tells what was done', () => {
  const value: StatusValue = {
    ...online,
    backend: { ...online.backend, state: 'offline', since: ago(5) },
    sync: { ...online.sync, waiting: 2, urgent: 2, oldest: ago(5) },
  };
  const line = statusLines(value, now, false, { toPhone: false }).find((l) => l.id === 'sync');
  expect(line?.tone).toBe('amber');
  expect(line?.details.join(' ')).not.toContain('Phone the clinician');
});

it('does not ask to phone about urgent messages while they are being handed over', () => {
  const value: StatusValue = { ...online, sync: { ...online.sync, waiting: 1, urgent: 1, oldest: ago(0) } };
  expect(
    statusLines(value, now)
      .find((l) => l.id === 'sync')
      ?.details.join(' '),
  ).not.toContain('Phone the clinician');
});

it('never says all synced when the backend refused a message', () => {
  const line = statusLines({ ...online, sync: { ...online.sync, quarantined: 2 } }, now).find(
    (l) => l.id === 'sync',
  );
  expect(line).toMatchObject({ tone: 'red', text: '2 messages were not accepted' });
});

it.each(['online', 'offline', 'unknown', 'none', 'refused'] as const)(
  'has words for a backend that is %s',
  (state) => {
    for (const ehr of ['online', 'offline', 'unknown', 'none', 'practice'] as const)
      for (const phone of ['practice-line', 'down', 'none'] as const) {
        const value: StatusValue = {
          ...online,
          backend: { state, since: null, lastContact: null, problem: null },
          ehr: { state: ehr, since: null },
          phone: { state: phone, onCall: false },
          knowledge: {
            articles: 0,
            asOf: null,
            importing: ehr === 'none' ? 768 : null,
            index: { state: 'none', done: null },
            feed: null,
          },
        };
        for (const line of statusLines(value, now)) {
          expect(line.text).not.toMatch(/^status\./);
          expect(line.details.length).toBeGreaterThan(0);
          expect(line.details.every((sentence) => /^[A-Z0-9].*\.$/.test(sentence))).toBe(true);
        }
      }
  },
);

it('says when the organisation’s articles are old, ahead of a backend that was restored, or could not be read', () => {
  const line = (of: Partial<StatusValue['knowledge']>) =>
    statusLines({ ...online, knowledge: { ...online.knowledge, ...of } }, now).find(
      (l) => l.id === 'knowledge',
    );
  const feed = { setBack: null, aside: 0, unsent: 0 };
  const fresh = line({ asOf: now.toISOString(), feed });
  expect([fresh?.tone, fresh?.details.length]).toEqual(['neutral', 1]);
  const day = 86_400_000;
  const old = line({ asOf: new Date(now.getTime() - day - 1).toISOString(), feed });
  expect([old?.tone, old?.text]).toEqual(['amber', expect.stringMatching(/not looked at since$/)]);
  // What ships has no backend that could be asked.
  expect(line({ asOf: new Date(now.getTime() - 90 * day).toISOString(), feed: null })?.tone).toBe('neutral');
  const back = line({
    asOf: now.toISOString(),
    feed: { setBack: { at: now.toISOString(), ahead: 2 }, aside: 1, unsent: 3 },
  });
  expect(back?.tone).toBe('amber');
  expect(back?.details.slice(1)).toEqual([
    expect.stringContaining('2 articles here are newer than there.'),
    expect.stringContaining('1 change of an article could not be read'),
    '3 flags, questions and ratings wait to be sent. They go by themselves.',
  ]);
});

it('admits what it does not know', () => {
  expect(textOf(null)).toEqual({ connection: 'State not known' });
  expect(statusLines(null, now, true)).toMatchObject([{ text: 'Desk not answering', tone: 'amber' }]);
});

it('counts spans the way a person says them', () => {
  expect([0, 0.5, 1, 59, 60, 72, 24 * 60, 48 * 60].map((m) => lasting(ago(m), now))).toEqual([
    'just now',
    'just now',
    '1 min',
    '59 min',
    '1 h',
    '1 h 12 min',
    '1 day',
    '2 days',
  ]);
  // A clock that was set back must not show a negative age.
  expect(lasting(ago(-30), now)).toBe('just now');
});

it('counts down to the lock, warns in the last minute, never below zero', () => {
  const left = (seconds: number) =>
    vaultLine(new Date(now.getTime() + seconds * 1000).toISOString(), 10, now);
  expect(left(554)).toMatchObject({ text: 'Vault open · locks in 9:14', tone: 'neutral', spoken: null });
  expect(left(30).tone).toBe('amber');
  expect(left(-5).text).toBe('Vault open · locks in 0:00');
  expect(vaultLine(null, 10, now).text).toBe('Vault open');
});

it('shows presence from what is known only', () => {
  const night = { id: 'p', name: 'N', initials: 'N', role: 'after-hours' } as const;
  const rings = [{ state: 'ringing' }] as const;
  expect(presenceOf({ ...online, phone: { state: 'practice-line', onCall: true } }, night, rings)).toBe(
    'on-call',
  );
  expect(presenceOf(online, night, [{ state: 'held' }, ...rings])).toBe('on-call');
  expect(presenceOf(online, night, [{ state: 'wrap-up' }, ...rings])).toBe('ringing');
  expect(presenceOf(online, night, [{ state: 'wrap-up' }])).toBe('wrap-up');
  expect(presenceOf(online, night, [])).toBe('after-hours');
  expect(presenceOf(online, { ...night, role: 'agent' }, [])).toBe('ready');
  expect(presenceOf({ ...online, phone: { state: 'none', onCall: false } }, night, [])).toBe('no-phone');
  // Whether calls come here is not known from the phone alone, nor before anything was read.
  for (const state of ['live', 'starting'] as const)
    expect(presenceOf({ ...online, phone: { state, onCall: false } }, night, [])).toBe('unknown');
  expect(presenceOf(null, night, [])).toBe('unknown');
  expect(presenceOf({ ...online, phone: { state: 'down', onCall: false } }, night, [])).toBe('no-phone');
});

it('tells each lane in the details of what waits, the urgent one first', () => {
  const lanes = [
    { lane: 'urgent', waiting: 1, oldest: ago(3), quarantined: 0, paused: null },
    { lane: 'normal', waiting: 0, oldest: null, quarantined: 0, paused: null },
  ] as const;
  const value: StatusValue = { ...online, sync: { ...online.sync, waiting: 1, urgent: 1, oldest: ago(3) } };
  const line = statusLines(value, now, false, { lanes }).find((l) => l.id === 'sync');
  expect(line?.details.slice(-2)).toEqual([
    'Urgent lane: 1 waiting, oldest 3 min.',
    'Normal lane: nothing waits.',
  ]);
});

it.each([
  ['fresh', 75, 'neutral', null],
  ['old', 60 * 13, 'amber', 'ask'],
  ['expired', 60 * 30, 'red', 'wrong person'],
] as const)('says how old the on-call list is and what that means: %s', (age, minutes, tone, spoken) => {
  const onCall = { version: 318, asOf: ago(minutes), age, source: 'shipped' as const };
  const line = statusLines(online, now, false, { onCall }).find((l) => l.id === 'on-call');
  expect(line?.tone).toBe(tone);
  expect(line?.text).toContain('On-call list v318');
  if (spoken === null) expect(line?.spoken).toBeNull();
  else expect(line?.spoken).toContain(spoken);
  expect(line?.details.every((sentence) => /^[A-Z0-9].*\.$/.test(sentence))).toBe(true);
});

it('counts the list of the account in force, without one the oldest', () => {
  const origin = (minutes: number, version: number) =>
    ({ version, asOf: ago(minutes), age: 'fresh', source: 'delivered' }) as const;
  const by = { harbor: origin(10, 2), riverside: origin(90, 3) };
  expect(originFor(by, 'harbor')?.version).toBe(2);
  expect(originFor(by, null)?.version).toBe(3);
  expect(originFor(by, 'gone')?.version).toBe(3);
  expect(originFor({}, null)).toBeNull();
});

it('says by how much this computer’s clock is wrong, from two minutes on, unless the demo moved it', () => {
  const skewed = (offsetMs: number | null): StatusValue => ({ ...online, clock: { offsetMs, at: ago(3) } });
  const line = (offsetMs: number | null, clockShifted = false) =>
    statusLines(skewed(offsetMs), now, false, { clockShifted }).find(({ id }) => id === 'clock');
  expect(line(7.4 * 60_000)).toMatchObject({ tone: 'amber', text: 'Clock 7 min ahead' });
  expect(line(7.4 * 60_000)?.details[0]).toBe(
    'This computer’s clock is 7 min ahead of the backend’s. Messages keep their order; times may be wrong.',
  );
  expect(line(-3 * 86_400_000)?.text).toBe('Clock 3 days behind');
  expect(line(9 * 60_000)?.spoken).toBe(line(7 * 60_000)?.spoken);
  for (const fine of [null, 0, 120_000, -120_000]) expect(line(fine)).toBeUndefined();
  expect(line(120_001)).toBeDefined();
  expect(line(86_400_000, true)).toBeUndefined();
});

it('is not all synced while something waits for the patient record', () => {
  const syncOf = (value: StatusValue, atRecord: number) =>
    statusLines(value, now, false, { atRecord }).find((line) => line.id === 'sync');
  expect(syncOf(online, 0)).toMatchObject({ text: 'All synced', tone: 'neutral' });
  const one = syncOf(online, 1);
  expect(one).toMatchObject({
    text: '1 waits for the record',
    tone: 'amber',
    spoken: '1 waits for the record',
  });
  expect(one?.details.join(' ')).toContain('sent by itself');
  const both = { ...online, sync: { ...online.sync, waiting: 2, oldest: ago(3) } };
  expect(syncOf(both, 2)?.text).toBe('2 waiting · oldest 3 min · 2 wait for the record');
});

it('is not all synced while a flag, a question or a rating of an article waits', () => {
  const syncOf = (unsent: number, sync: Partial<StatusValue['sync']> = {}) =>
    statusLines(
      {
        ...online,
        sync: { ...online.sync, ...sync },
        knowledge: { ...online.knowledge, feed: { setBack: null, aside: 0, unsent } },
      },
      now,
    ).find((line) => line.id === 'sync');
  expect(syncOf(0)?.text).toBe('All synced');
  const one = syncOf(1);
  // Nobody waits for it: it is said, and alarms nobody.
  expect([one?.text, one?.spoken, one?.tone]).toEqual([
    '1 note on an article waits',
    '1 note on an article waits',
    'neutral',
  ]);
  expect(one?.details.join(' ')).toContain('ratings of articles are kept on this computer');
  expect(syncOf(2, { acknowledged: 0 })?.text).toBe('2 notes on articles wait');
  expect(syncOf(2, { waiting: 2, oldest: ago(3) })?.text).toBe(
    '2 waiting · oldest 3 min · 2 notes on articles wait',
  );
});

it('of practice: kept here, whatever the outbox of a role-play says', () => {
  const sync = (value: StatusValue) =>
    statusLines(value, now, false, { practice: true }).find((line) => line.id === 'sync');
  const waits = { ...online, sync: { ...online.sync, waiting: 1, oldest: now.toISOString() } };
  expect(sync({ ...online, sync: { ...online.sync, acknowledged: 3 } })?.text).toBe('Kept here only');
  for (const line of [sync(online), sync(waits)]) {
    expect(line?.details.join(' ')).toContain('nothing leaves this computer');
    expect(line?.details.join(' ')).not.toMatch(/at the backend|sent to the backend/i);
  }
});
