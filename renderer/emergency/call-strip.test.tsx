// The controls in the card's head: what they wear and whom they act on, with a caller on hold and with one who talks.
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LiveView } from '#shared/contract/telephony.ts';
import { ringing, step, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Party } from '#shared/domain/telephony/live.ts';
import { doAndTell } from '../app/call-keys.ts';
import { useDeskView } from '../app/desk-store.ts';
import { clearSaid, useSaidOverCard } from '../app/say.ts';
import { answerWith } from '../bridge/testing.ts';
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
answerWith(call);
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

describe('with others in the call', () => {
  const id = made().id;
  const party = (role: Party['role'], state: Party['state'], self = false): Party => ({
    id: `${role}${String(self)}`,
    role,
    self,
    label: null,
    number: null,
    state,
    since: now,
    why: null,
  });
  const shown = (transfer: object | null, ...parties: Party[]): string => {
    const live = { callId: id, transfer, parties, asked: [] } as unknown as LiveView;
    return renderToStaticMarkup(<CallStripOf call={made('answer', 'hold')} live={live} />).replaceAll(
      /<[^>]+>/g,
      ' ',
    );
  };
  const self = party('agent', 'connected', true);
  const nurse = party('target', 'connected');
  const consulted = { state: 'consulting', partyId: nurse.id };

  it('says that hanging up ends the consultation, and ends it all by another key', () => {
    const words = shown(consulted, self, nurse, party('caller', 'held'));
    expect(words).toMatch(/the caller waits/);
    expect(words).toMatch(/End the consultation\s+F4/);
    expect(words).toMatch(/Talk to the caller\s+F3/);
    expect(words).toMatch(/End for all\s+⇧F4/);
  });
  it('leaves two others by their key, and calls it that', () => {
    const words = shown(null, self, nurse, party('caller', 'connected'));
    expect(words).toMatch(/Leave, they talk on\s+F4/);
    expect(words).toMatch(/End for all\s+⇧F4/);
  });
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
