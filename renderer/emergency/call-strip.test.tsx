// The controls in the card's head: what they wear and whom they act on, with a caller on hold and with one who talks.
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, it } from 'vitest';
import { ringing, step, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { doAndTell } from '../app/call-keys.ts';
import { useDeskView } from '../app/desk-store.ts';
import { clearSaid, useSaidOverCard } from '../app/say.ts';
import { setBridge } from '../bridge/index.ts';
import { CallStripOf } from './CallStrip.tsx';

const now = '2026-11-22T10:00:30.000Z';
// Synthetic number and times.
const made = (...events: CallEventKind[]): Call =>
  events.reduce(
    (c, event) => step(c, event, now) ?? c,
    ringing({
      id: '0190c6a0-0000-7000-8000-000000000001',
      line: 'practice',
      number: '+16175550142',
      dnis: '+16175550111',
      accountId: 'riverside',
      rangAt: now,
      waitedSeconds: null,
    }),
  );
const asked: unknown[] = [];
let answer: Result<unknown> = ok([]);
const call = (name: string, input: unknown): Promise<Result<unknown>> => {
  asked.push([name, input]);
  return Promise.resolve(answer);
};
setBridge({
  client: {
    call,
    callSure: call,
    watch: () => () => undefined,
    onDesk: () => () => undefined,
    desk: () => ({ state: 'running', reason: null, version: null, hello: null }),
    tryAgain: () => undefined,
  },
});
beforeEach(() => {
  asked.length = 0;
  clearSaid();
  useDeskView.setState({ emergencyOpen: true });
});

it('wears the key of hanging up only while that key would end this call', () => {
  const held = renderToStaticMarkup(<CallStripOf call={made('answer', 'hold')} />);
  const talking = renderToStaticMarkup(<CallStripOf call={made('answer')} />);
  expect([held.includes('F4'), held.includes('F3'), talking.includes('F4')]).toEqual([false, true, true]);
});

it('End on a caller on hold ends that call', async () => {
  const held = made('answer', 'hold');
  answer = ok(made('answer', 'hold', 'hang-up-agent'));
  await doAndTell('hang-up', held);
  expect(asked).toEqual([['calls.end', { callId: held.id }]]);
  expect(useSaidOverCard.getState().text).toBeNull();
});

it('what failed is said in the card, not over it', async () => {
  answer = fail('telephony-down');
  await doAndTell('hang-up', made('answer'));
  expect(useSaidOverCard.getState().text).toMatch(/\w/);
});
