// Calls out, skills, records and the directory on a real PostgreSQL.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { demoDocuments } from '#demo/documents/documents.ts';
import type { OutboundRule } from '#shared/domain/telephony/acts.ts';
import { inTransaction } from '../db/transaction.ts';
import { openSealed } from '../seal/open.ts';
import type { Recorder } from '../testing/recorder.ts';
import { putCall, startVoice, voiceParts, withPractices } from '../testing/voice.ts';
import { callbacksFor, planCallback } from './callbacks.ts';
import { directoryFor } from './directory.ts';
import { checkDial, doNotCall, type Dial } from './outbound.ts';
import type { VoiceParts } from './parts.ts';
import { recordsOf } from './records.ts';
import { peopleWith, seedSkills, setSkill, skillsOf } from './skills.ts';
import { supervise } from './supervise.ts';
import { against } from './targets.ts';
import { changeCall } from './turn.ts';

/** A Sunday noon in New York. */
const t0 = Date.parse('2026-11-22T17:00:00.000Z');
const at = (minutes: number): string => new Date(t0 + minutes * 60_000).toISOString();
const date = (minutes: number): Date => new Date(at(minutes));
let backend: TestBackend;
let recorder: Recorder;
let parts: VoiceParts;
let close: (() => Promise<void>) | undefined;
beforeAll(async () => {
  ({ backend, recorder, parts, close } = await startVoice(startTestBackend));
  await withPractices(parts, demoDocuments, new Date(t0));
});
afterAll(() => close?.());
beforeEach(async () => {
  backend.setNow(at(0));
  recorder.next.length = 0;
  await backend.pool.query(
    `delete from voice_callback; delete from voice_mail; delete from voice_notice; delete from voice_override;
     delete from voice_do_not_call; delete from voice_skill; delete from voice_offer; delete from voice_party; delete from voice_call`,
  );
});

/** A call that person-1 had. */
const had = async (): Promise<string> => {
  const call = await putCall(parts);
  await backend.pool.query(
    `insert into voice_party (org_id, call_id, id, role, person_id, state, since, ring_at, joined_at)
     values ('org-one', $1, 'a', 'agent', 'person-1', 'connected', $2, $2, $2)`,
    [call.id, date(0)],
  );
  return call.id;
};
const plan = async (
  change: { number?: string; dueAt?: string; id?: string; callId?: string } = {},
): Promise<string> => {
  const callbackId = change.id ?? randomUUID();
  const refused = await planCallback(parts, 'person-1', {
    kind: 'callback-plan',
    callbackId,
    callId: change.callId ?? null,
    number: change.number ?? '(212) 555-0123',
    accountId: 'harbor',
    dueAt: change.dueAt ?? at(30),
    reasonCode: 'refill',
  });
  if (refused !== null) throw new Error(refused);
  return callbackId;
};
describe('skills', () => {
  it('a certificate is renewed by the configuration that named it, or by a supervisor, whose word stays', async () => {
    const start = async (validUntil: string | null) =>
      seedSkills(
        await voiceParts(backend.parts, recorder.url, {
          skills: [{ personId: 'person-1', skill: 'crisis', validUntil }],
        }),
      );
    const who = () => peopleWith(backend.pool, 'org-one', 'crisis', date(0));
    await start('2026-11-21');
    expect(await who()).toEqual([]);
    await start('2027-11-21');
    expect(await who()).toEqual(['person-1']);
    const say = (...rest: string[]) => supervise(backend.pool, date(0), ['org-one', ...rest]);
    expect(await say('skill', 'person-1', 'crisis', '2026-11-01')).toMatchObject({ ok: true });
    await start('2027-11-21');
    expect(await who()).toEqual([]);
    expect(await say('skill', 'person-1', 'crisis', 'always')).toMatchObject({ ok: true });
    expect(await who()).toEqual(['person-1']);
  });

  it.each([
    [[]],
    [['org-one']],
    [['org-one', 'skill']],
    [['org-one', 'skill', 'person-1', 'crisis']],
    [['org-one', 'skill', 'person-1', 'crisis', '21.11.2027']],
    [['org-one', 'skill', 'person-1', 'crisis', '2027-02-30']],
    [['org-one', 'skill', 'person-1', 'Not a skill', 'always']],
    [['org-one', 'skill', 'nobody', 'crisis', 'always']],
    [['org-two', 'skill', 'person-1', 'crisis', 'always']],
    [['nowhere', 'do-not-call', '+16175550123']],
    [['org-one', 'do-not-call', 'nonsense']],
    [['org-one', 'do-not-call', '+16175550123', 'more']],
    [['org-one', 'may-call', '+16175550123']],
    [['org-one', 'forget', '+16175550123']],
  ])('a supervisor’s command that is none changes nothing: %j', async (words) => {
    expect((await supervise(backend.pool, date(0), words)).ok).toBe(false);
    const found = await backend.pool.query(
      'select number from voice_do_not_call union all select skill from voice_skill',
    );
    expect(found.rowCount).toBe(0);
  });

  it('a certificate counts through its last day; the configuration changes nothing that a supervisor set', async () => {
    const seeded = await voiceParts(backend.parts, recorder.url, {
      skills: [
        { personId: 'person-1', skill: 'crisis', validUntil: '2026-11-22' },
        { personId: 'person-3', skill: 'crisis', validUntil: null },
        { personId: 'somebody-else', skill: 'crisis', validUntil: null },
      ],
    });
    await setSkill(backend.pool, 'org-one', {
      personId: 'person-3',
      skill: 'crisis',
      validUntil: '2026-11-21',
    });
    await seedSkills(seeded);
    const who = (minutes: number) => peopleWith(backend.pool, 'org-one', 'crisis', date(minutes));
    expect(await who(0)).toEqual(['person-1']);
    // 23:59:59.999 and the next midnight, UTC.
    expect(await who(7 * 60 - 0.001)).toEqual(['person-1']);
    expect(await who(7 * 60)).toEqual([]);
    await setSkill(backend.pool, 'org-one', { personId: 'person-3', skill: 'crisis', validUntil: null });
    await setSkill(backend.pool, 'org-one', { personId: 'person-3', skill: 'billing', validUntil: null });
    expect([...(await skillsOf(backend.pool, 'org-one', date(7 * 60)))]).toEqual([
      ['person-3', ['billing', 'crisis']],
    ]);
    expect(await peopleWith(backend.pool, 'org-two', 'crisis', date(0))).toEqual([]);
  });
});

describe('calls out', () => {
  const asked = (change: Partial<Dial> = {}): Dial => ({
    kind: 'dial',
    callId: randomUUID(),
    to: '(617) 555-0123',
    callerId: '+16175550100',
    accountId: 'harbor',
    purpose: 'message',
    callbackId: null,
    overrides: [],
    ...change,
  });
  const check = (dial: Dial) => inTransaction(backend.pool, (db) => checkDial(db, parts, 'person-1', dial));
  const reason = (rule: OutboundRule) => ({ rule, reason: 'The clinician asked for it now' });

  it('goes to the number in its one form', async () => {
    expect(await check(asked())).toEqual({ ok: true, to: '+16175550123' });
  });
  it.each<[string, Partial<Dial>, string, OutboundRule[]]>([
    ['a caller ID of another account', { accountId: 'ivy-lane' }, 'caller-id-refused', []],
    ['a caller ID that is not on the list', { callerId: '+16175550199' }, 'caller-id-refused', []],
    ['what is no number', { to: 'call me' }, 'invalid', []],
    ['a local number', { to: '555-0123' }, 'invalid', []],
    ['911', { to: '911' }, 'outbound-refused', ['emergency-number']],
    [
      '911, however good the reason',
      { to: '911', overrides: [{ rule: 'emergency-number', reason: 'Needed' }] },
      'outbound-refused',
      ['emergency-number'],
    ],
    ['our own line', { to: '+16175550100' }, 'outbound-refused', ['own-number']],
    [
      'a callback that nobody asked for',
      { callbackId: '01890000-0000-7000-8000-000000000000' },
      'already-taken',
      [],
    ],
  ])('refuses %s', async (_what, change, refused, rules) => {
    expect(await check(asked(change))).toEqual({ ok: false, refused, rules });
  });

  it('not at night there, unless with a reason, to the account’s clinician on call, or as they asked', async () => {
    backend.setNow('2026-11-22T04:00:00.000Z');
    const quiet = { ok: false, refused: 'outbound-refused', rules: ['quiet-hours'] };
    expect(await check(asked())).toEqual(quiet);
    // Evening in Honolulu: it is the callee's clock that counts.
    expect(await check(asked({ to: '+18085550123' }))).toMatchObject({ ok: true });
    // Harbor's own clinician on call; the purpose alone opens nothing, nor does another account's schedule.
    expect(await check(asked({ purpose: 'on-call', to: '+16175550180' }))).toMatchObject({ ok: true });
    expect(await check(asked({ purpose: 'on-call' }))).toEqual(quiet);
    expect(await check(asked({ to: '+16175550180' }))).toEqual(quiet);
    const dueAt = '2026-11-22T04:00:00.000Z';
    const waits = async (given: { callId?: string; dueAt?: string }) => {
      const id = await plan({ number: '+16175550123', dueAt, ...given });
      return check(asked({ callbackId: id, purpose: 'callback' }));
    };
    expect(await waits({ callId: await had() })).toMatchObject({ ok: true });
    // Thought up without a call, or in somebody else's, or for another time.
    expect(await waits({})).toEqual(quiet);
    expect(await waits({ callId: (await putCall(parts)).id })).toEqual(quiet);
    for (const far of ['2026-11-22T04:31:00.000Z', '2026-11-22T01:59:00.000Z'])
      expect(await waits({ callId: await had(), dueAt: far })).toEqual(quiet);
    const dial = asked({ overrides: [reason('quiet-hours')] });
    expect(await check(dial)).toMatchObject({ ok: true });
    const kept = await backend.pool.query<{ reason: { body: string; keyForBackend: string; keyId: string } }>(
      'select reason from voice_override where call_id = $1',
      [dial.callId],
    );
    const sealed = kept.rows[0]?.reason;
    expect(JSON.stringify(sealed)).not.toContain('clinician');
    const opened = sealed && openSealed(parts.sealKeys, dial.callId, sealed);
    expect(opened?.ok && opened.text.toString()).toBe('The clinician asked for it now');
  });

  it('not who asked not to be called, from that moment on', async () => {
    expect(await supervise(backend.pool, date(0), ['org-one', 'do-not-call', '617.555.0123'])).toMatchObject({
      ok: true,
    });
    expect(await check(asked())).toMatchObject({ rules: ['do-not-call'] });
    expect(await check(asked({ overrides: [reason('quiet-hours')] }))).toMatchObject({
      rules: ['do-not-call'],
    });
    expect(await check(asked({ overrides: [reason('do-not-call')] }))).toMatchObject({ ok: true });
    // As it was put on, so it is taken off.
    await supervise(backend.pool, date(0), ['org-one', 'may-call', '+1 (617) 555-0123']);
    expect(await check(asked())).toMatchObject({ ok: true });
  });

  it('not a fourth time within a day', async () => {
    for (let i = 0; i < 3; i += 1)
      await putCall(parts, { direction: 'outgoing', phase: 'ended', number: '+16175550123' });
    backend.setNow(at(30));
    expect(await check(asked())).toMatchObject({ rules: ['attempt-cap'] });
    backend.setNow(at(24 * 60));
    expect(await check(asked())).toMatchObject({ ok: true });
  });

  it('counts who was brought into a call as dialled', async () => {
    for (let i = 0; i < 3; i += 1)
      await backend.pool.query(
        `insert into voice_party (org_id, call_id, id, role, number, state, since, ring_at)
         values ('org-one', $1, 't', 'target', '+16175550123', 'left', $2, $2)`,
        [await had(), date(-60)],
      );
    expect(await check(asked())).toMatchObject({ rules: ['attempt-cap'] });
  });

  it.each([
    ['nothing against it', '+16175550123', null],
    ['asked not to be called', '+16175550124', 'outbound-refused'],
    ['one of our own lines', '+16175550100', 'no-such-target'],
    ['for danger', '988', 'no-such-target'],
  ] as const)(
    'into a call, at night too, but not who asked not to be called: %s',
    async (_what, number, why) => {
      backend.setNow('2026-11-22T08:00:00.000Z');
      await doNotCall(backend.pool, 'org-one', '+16175550124', date(0));
      const turned = await changeCall(parts, await had(), (turn) =>
        against(turn, { kind: 'number', number, label: null }, turn.parties[0]!),
      );
      expect(turned?.value).toBe(why);
    },
  );

  it('a refused dial claims no callback', async () => {
    const id = await plan({ number: '+16175550123', dueAt: at(0) });
    await doNotCall(backend.pool, 'org-one', '+16175550123', date(0));
    expect(await check(asked({ callbackId: id }))).toMatchObject({ rules: ['do-not-call'] });
    expect((await callbacksFor(parts))[0]).toMatchObject({ tries: 0, claimedBy: null });
  });
});

describe('records and directory', () => {
  it('puts several legs of one call together, and tells nothing of what is not over', async () => {
    const call = await putCall(parts);
    const leg = (id: string, from: number, to: number | null, change: string, person = 'person-1') =>
      backend.pool.query(
        `insert into voice_party (org_id, call_id, id, role, person_id, state, since, ring_at, joined_at, left_at,
           ended_by, held_seconds, consult_seconds, transferred)
         values ('org-one', $1, $2, 'agent', $3, 'left', $4, $4, $4, $5, ${change})`,
        [call.id, id, person, date(from), to === null ? null : date(to)],
      );
    await leg('a1', 0, 5, `'line', 10, 2, null`);
    await leg('a2', 6, 9, `'transfer', 5, 0, 'warm'`);
    await leg('b1', 1, null, `null, 0, 0, null`, 'person-3');
    const records = await recordsOf(parts, 'person-1', at(-60), at(60));
    expect(records).toEqual([
      {
        callId: call.id,
        direction: 'incoming',
        rangAt: at(0),
        answeredAt: at(0),
        endedAt: at(9),
        endedBy: 'transfer',
        heldSeconds: 15,
        consultSeconds: 2,
        transferred: 'warm',
      },
    ]);
    expect(await recordsOf(parts, 'person-3', at(-60), at(60))).toMatchObject([
      { endedAt: null, endedBy: null },
    ]);
    expect(await recordsOf(parts, 'person-1', at(1), at(60))).toEqual([]);
    expect(await recordsOf(parts, 'person-1', at(-60), at(0))).toEqual([]);
  });

  it('calls a call outgoing to whoever dialled it and incoming to a colleague it was handed to', async () => {
    const call = await putCall(parts, { direction: 'outgoing' });
    const leg = (id: string, person: string, from: number) =>
      backend.pool.query(
        `insert into voice_party (org_id, call_id, id, role, person_id, state, since, ring_at, joined_at, left_at, ended_by)
         values ('org-one', $1, $2, 'agent', $3, 'left', $4, $4, $5, $6, 'agent')`,
        [call.id, id, person, date(from), date(from + 1), date(from + 2)],
      );
    await leg('a1', 'person-1', 0);
    await leg('b1', 'person-3', 5);
    const of = async (person: string) => (await recordsOf(parts, person, at(-60), at(60)))[0];
    expect(await of('person-1')).toMatchObject({ direction: 'outgoing', answeredAt: at(0) });
    expect(await of('person-3')).toMatchObject({ direction: 'incoming', rangAt: at(5), answeredAt: at(6) });
  });

  it('names colleagues, queues and caller IDs, not oneself', async () => {
    await backend.pool.query(
      `insert into voice_agent (org_id, person_id, identity, since) values
         ('org-one', 'person-1', 'a_' || repeat('0', 20), now()), ('org-one', 'person-3', 'a_' || repeat('1', 20), now())`,
    );
    await setSkill(backend.pool, 'org-one', { personId: 'person-3', skill: 'billing', validUntil: null });
    const found = await directoryFor(parts, 'person-1');
    expect(found.agents).toEqual([
      { personId: 'person-3', name: 'Person Three', state: 'offline', skills: ['billing'] },
    ]);
    expect(found.queues).toMatchObject([
      { id: 'general', label: 'General', waiting: 0, estimateSeconds: null },
    ]);
    expect(found.callerIds).toEqual([{ number: '+16175550100', accountId: 'harbor', label: 'Harbor' }]);
  });
});
