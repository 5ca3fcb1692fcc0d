import { expect, it } from 'vitest';
import type { LiveView, TelephonyView } from '#shared/contract/telephony.ts';
import { phoneLine, queueStatusLine, recordingLine } from './telephony-lines.ts';

const at = '2026-11-22T15:00:00.000Z';
const engine = (state: string, audio = 'running', why: string | null = null) =>
  ({ engine: { state, audio, why, since: at } }) as unknown as Pick<TelephonyView, 'engine'>;

it.each([
  ['absent', 'running', 'red', 'Phone is not there'],
  ['registered', 'running', 'neutral', 'Phone registered'],
  ['registered', 'suspended', 'amber', 'Phone can’t ring yet'],
  ['failed', 'running', 'red', 'Phone could not register'],
  ['reconnecting', 'running', 'amber', 'The phone is connecting again'],
  ['registering', 'running', 'neutral', 'Phone is starting'],
] as const)('a phone that is %s with its sound %s is said in %s', (state, audio, tone, text) => {
  expect(phoneLine(engine(state, audio))).toMatchObject({ tone, text, spoken: text });
});

const live = {
  recording: { state: 'on', since: at, readAt: null, gaps: [], alarmAt: null },
  consent: { answer: 'yes' },
} as unknown as LiveView;
const shown = {
  word: 'on' as const,
  tone: 'neutral' as const,
  was: null,
  cardSafe: false,
  canPause: true,
  canResume: false,
  canGiveUp: false,
  gapAlarm: false,
};

it('names the consent beside a recording, and never a state that was not read back', () => {
  expect(recordingLine(live, shown).text).toBe('Recording · consent given');
  expect(recordingLine(live, shown).details).toContain('The recorder has not been read back yet.');
  const line = recordingLine(live, { ...shown, word: 'may-record', tone: 'red' });
  expect(line).toMatchObject({ tone: 'red', text: 'May be recording' });
  const away = recordingLine(live, { ...shown, word: 'may-record', was: 'off', tone: 'red' });
  expect(away).toMatchObject({ tone: 'red', text: 'Recording not known' });
});

it('has no line of queues where there is none', () => {
  const server = { state: 'fresh' as const, since: null };
  expect(queueStatusLine({ queues: [], server, agent: null })).toBeNull();
  const queue = {
    id: 'q',
    label: 'Results',
    skill: null,
    waiting: 3,
    longestSeconds: 108,
    estimateSeconds: 90,
    available: 1,
  };
  expect(queueStatusLine({ queues: [queue], server, agent: null })).toMatchObject({
    text: 'Queue 3 · longest 1:48',
    details: ['Results: 3 wait, longest 1:48 · about 2 min for the next · 1 is free'],
  });
  // Who waits for somebody else's certificate is no caller of this agent's.
  const crisis = { ...queue, id: 'c', label: 'Crisis', skill: 'crisis', longestSeconds: 600 };
  expect(queueStatusLine({ queues: [crisis, queue], server, agent: null })).toMatchObject({
    text: 'Queue 3 · longest 1:48',
    details: [
      'Results: 3 wait, longest 1:48 · about 2 min for the next · 1 is free',
      'Not yours to answer: a certificate is needed',
      'Crisis: 3 wait, longest 10:00 · about 2 min for the next · 1 is free',
    ],
  });
});
