// Consent to being recorded on a real PostgreSQL, with Twilio's own library against a recorder (C22).
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { startTestBackend } from '#tests/support/test-backend.ts';
import { consentKind, documentsFor, publish } from '../documents/documents.ts';
import { putCall, type MadeCall } from '../testing/voice.ts';
import { at, backend, order, parts, recorder, shown, voiceForEach } from '../testing/voice-each.ts';
import { left } from './calls.ts';
import { answerConsent, newConsent } from './consent.ts';
import { lookAtRecordings } from './recording-work.ts';
import { callOf, type PartyRow } from './store.ts';
import { reach } from './targets.ts';
import { changeCall, partyById, type Turn } from './turn.ts';
import { runTasks } from './work.ts';

voiceForEach(startTestBackend);

/** Rings somebody outside, who comes straight to the caller and the agent. */
async function bring(call: MadeCall, number: string): Promise<{ id: string; tasks: string[] }> {
  await backend.pool.query(
    `insert into voice_party (org_id, call_id, id, role, person_id, state, since, ring_at, joined_at)
     values ('org-one', $1, 'agent', 'agent', 'person-1', 'connected', $2, $2, $2)`,
    [call.id, parts.clock()],
  );
  const turned = await changeCall(parts, call.id, (turn) =>
    reach(turn, { kind: 'number', number, label: null }, 'target'),
  );
  return { id: turned?.value?.party?.id ?? '', tasks: turned?.tasks ?? [] };
}
async function change(
  call: MadeCall,
  id: string,
  what: (turn: Turn, party: PartyRow) => Promise<void>,
): Promise<void> {
  const turned = await changeCall(parts, call.id, async (turn) => {
    const party = partyById(turn, id);
    if (party !== null) await what(turn, party);
  });
  await runTasks(parts, turned?.tasks ?? []);
}
const ofLeg = (call: MadeCall) => recorder.recordings.filter((one) => one.callSid === call.legSid);

describe('consent (C22)', () => {
  it('“no” stops the recording and the call goes on', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    const said = await answerConsent(parts, null, { callId: call.id, places: [], answer: 'no' });
    await said.work;
    const row = await callOf(backend.pool, 'org-one', call.id);
    expect(row).toMatchObject({ phase: 'talking', recording: { state: 'off' }, consent: { answer: 'no' } });
    expect(await order(call, 'start')).toBe('call-state');
  });

  it('a stated place makes it stricter, stops what ran, and a yes starts it', async () => {
    const call = await putCall(parts);
    await order(call, 'start');
    const stated = await answerConsent(parts, 'person-1', {
      callId: call.id,
      places: ['US-CA'],
      answer: null,
    });
    await stated.work;
    const row = await callOf(backend.pool, 'org-one', call.id);
    expect(row?.consent).toMatchObject({ rule: 'all-party', places: ['US-NY', 'US-CA'] });
    expect(row?.recording.state).toBe('off');
    const asked = await putCall(parts, { consent: { rule: 'all-party' } });
    const yes = await answerConsent(parts, 'person-1', { callId: asked.id, places: [], answer: 'yes' });
    await yes.work;
    expect((await shown(asked)).state).toBe('on');
  });

  it('refuses a place that is none, and a call that is over', async () => {
    const call = await putCall(parts);
    const bad = { callId: call.id, places: ['US-CALIFORNIA'], answer: null };
    expect((await answerConsent(parts, 'person-1', bad)).refused).toBe('invalid');
    const over = await putCall(parts, { phase: 'ended' });
    expect((await answerConsent(parts, 'person-1', { ...bad, callId: over.id, places: [] })).refused).toBe(
      'call-state',
    );
  });

  it('a withheld number stays unknown, whatever else is asked, until a place was stated', async () => {
    const fresh = await newConsent(backend.pool, 'org-one', { number: '', accountId: 'harbor' }, true);
    // The practice's own place is among the places; it answers for nobody.
    expect(fresh.rule).toBe('unknown');
    const call = await putCall(parts, { number: '', consent: { ...fresh, places: ['US-NY'] } });
    const ask = async (places: string[]): Promise<string | undefined> => {
      const said = await answerConsent(parts, 'person-1', { callId: call.id, places, answer: null });
      await said.work;
      return (await callOf(backend.pool, 'org-one', call.id))?.consent.rule;
    };
    expect(await ask([])).toBe('unknown');
    expect(ofLeg(call)).toEqual([]);
    expect(await ask(['US-NY'])).toBe('one-party');
    expect(ofLeg(call)).toMatchObject([{ status: 'in-progress' }]);
    // What was stated is kept, though the practice is there too.
    expect(await ask([])).toBe('one-party');
  });

  it.each([
    ['California, with nobody’s yes', '+14155550123', null, 'all-party', 'off'],
    ['California, after the caller’s yes', '+14155550123', 'yes', 'all-party', 'off'],
    ['a number that tells no place', '+18005550123', 'yes', 'unknown', 'off'],
    ['a state where one yes is enough', '+12125550177', null, 'one-party', 'on'],
  ] as const)('who is brought in from %s', async (_what, number, answer, rule, state) => {
    const call = await putCall(parts, { consent: { answer } });
    await order(call, 'start');
    const { id, tasks } = await bring(call, number);
    const kinds = await backend.pool.query<{ kind: string }>(
      'select kind from voice_task where id = any($1) order by array_position($1, id)',
      [tasks],
    );
    // Stopped before it rings there.
    expect(kinds.rows.map((row) => row.kind)).toEqual([
      ...(state === 'off' ? ['record'] : []),
      'ring-number',
    ]);
    await runTasks(parts, tasks.slice(0, -1));
    const row = await callOf(backend.pool, 'org-one', call.id);
    expect(row).toMatchObject({ consent: { rule, answer, unasked: state === 'off' }, recording: { state } });
    const yes = { callId: call.id, places: [], answer: 'yes' as const };
    // Whoever still rings has agreed to nothing.
    await (
      await answerConsent(parts, 'person-1', yes)
    ).work;
    expect((await shown(call)).state).toBe(state);
    if (state === 'off') expect(await order(call, 'start')).toBe('call-state');
    // Everybody who is there says yes: it goes on.
    await change(call, id, (turn, party) => turn.setParty(party, { state: 'connected' }));
    await (
      await answerConsent(parts, 'person-1', yes)
    ).work;
    expect((await shown(call)).state).toBe('on');
  });

  it.each([
    ['ran', 'start', 'on'],
    ['was paused', 'pause', 'paused'],
    ['was stopped by the agent', 'stop', 'off'],
  ] as const)('goes on as it was when who was not asked is gone: it %s', async (_what, to, state) => {
    const call = await putCall(parts, {
      consent: { rule: 'all-party', answer: 'yes' },
      number: '+16175550123',
    });
    await order(call, 'start');
    if (to !== 'start') await order(call, to);
    const { id, tasks } = await bring(call, '+14155550123');
    await runTasks(parts, tasks.slice(0, -1));
    expect((await shown(call)).state).not.toBe('on');
    expect(await order(call, state === 'paused' ? 'resume' : 'start')).toBe('call-state');
    // Busy there: the caller's yes is still theirs, and nobody is asked anew.
    await change(call, id, (turn, party) => left(turn, party, 'busy', 'line'));
    const row = await callOf(backend.pool, 'org-one', call.id);
    expect(row).toMatchObject({ consent: { answer: 'yes', unasked: false }, recording: { state } });
  });

  it('goes on also where they were gone before the recorder had said that it stopped', async () => {
    const call = await putCall(parts, {
      consent: { rule: 'all-party', answer: 'yes' },
      number: '+16175550123',
    });
    await order(call, 'start');
    const { id, tasks } = await bring(call, '+14155550123');
    recorder.next.push('answer-lost', 'not-heard');
    await runTasks(parts, tasks.slice(0, -1));
    await change(call, id, (turn, party) => left(turn, party, 'busy', 'line'));
    for (let second = 1; second < 30 && (await shown(call)).state !== 'on'; second += 1) {
      backend.setNow(at(second));
      await lookAtRecordings(parts);
    }
    expect((await shown(call)).state).toBe('on');
    expect(ofLeg(call).filter((one) => one.status === 'in-progress')).toHaveLength(1);
  });

  it('is decided by the number when a call begins; an account that nobody knows changes nothing', async () => {
    const who = { number: '+14155550123', accountId: 'nobody' };
    expect(await newConsent(backend.pool, 'org-one', who, false)).toMatchObject({
      rule: 'all-party',
      places: ['US-CA'],
      announced: false,
      answer: null,
    });
  });
});

it('a newer table that was published counts from then on, and no desk is given it', async () => {
  const shipped = await readFile(
    new URL('../../data/telephony/recording-consent.json', import.meta.url),
    'utf8',
  );
  const newer = {
    ...(JSON.parse(shipped) as Record<string, unknown>),
    version: 7,
    date: '2027-01-01',
    places: {},
  };
  const given = (json: object, version: number) =>
    publish(
      backend.pool,
      'org-one',
      [{ kind: consentKind, id: consentKind, version, json: JSON.stringify(json) }],
      new Date(at(0)),
    );
  await expect(given({ ...newer, format: 'x' }, 7)).rejects.toThrow('not-valid format');
  await given(newer, 7);
  const who = { number: '+14155550123', accountId: 'nobody' };
  expect(await newConsent(backend.pool, 'org-one', who, true)).toMatchObject({
    rule: 'unknown',
    tableDate: '2027-01-01',
  });
  expect(await newConsent(backend.pool, 'org-two', who, true)).toMatchObject({ rule: 'all-party' });
  expect((await documentsFor(parts, 'org-one', [])).documents).toEqual([]);
});
