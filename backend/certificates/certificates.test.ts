// A certificate opens the crisis queue for one person until it ends; what is forged, foreign or taken back opens nothing.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { testTrainer } from '#tests/support/certificates.ts';
import { setSkill, skillsOf } from '../telephony/skills.ts';
import { startCentre, wait, type Centre, type Seat } from '../testing/centre.ts';

const crisisLine = '+16175550101';
const trainer = testTrainer();
const body = trainer.body(new Date(Date.now() - 3_600_000).toISOString());
const sound = trainer.certificate(body);
/** Another certificate, of calls of its own: `n` is their seed. */
const another = (n: number) => ({
  ...body,
  id: `00000000-0000-4000-8000-00000000c00${n}`,
  scenarios: body.scenarios.map((s) => ({ ...s, seed: n })),
});
let centre: Centre;
let [sue, ann, ben]: Seat[] = [];
beforeAll(async () => {
  // Nobody has the skill by configuration.
  centre = await startCentre(freshDatabase, { skills: [] });
  [sue, ann, ben] = [await centre.seat('sue'), await centre.seat('ann'), await centre.seat('ben')];
});
afterAll(() => centre?.close());

const ask = async (path: string, given: object, seat = sue!, person = seat.person) => {
  const answer = await seat.desk.request(
    'POST',
    `/v2/certificates/${path}`,
    JSON.stringify({ v: 2, person, ...given }),
  );
  const { error, message } = answer.json;
  return {
    status: answer.status,
    told: error === undefined ? null : `${String(error)} ${String(message)}`,
    json: answer.json,
  };
};
const add = (text: string, personId = 'ann') => ask('add', { text, personId });
const held = async () =>
  (await centre.pool.query('select person_id from voice_skill_held where org_id = $1', ['org-one'])).rows;

it('grants nothing before a supervisor trusted the key, and nothing to anybody but a supervisor', async () => {
  expect(await add(sound)).toMatchObject({ status: 422, told: 'certificate certificate-unknown-key' });
  for (const [path, given] of [
    ['list', {}],
    ['trust', { text: trainer.keyText }],
    ['add', { text: sound, personId: 'ann' }],
    ['revoke', { keyId: trainer.key.keyId }],
    ['end', { id: body.id }],
  ] as const)
    expect(await ask(path, given, ann!)).toMatchObject({ status: 403, told: 'refused wrong-role' });
  expect(await ask('list', {}, sue!, 'zoe')).toMatchObject({ status: 403 });
  expect(await ask('trust', { text: '{}' })).toMatchObject({
    status: 422,
    told: 'certificate trainer-key-malformed',
  });
  expect(await held()).toEqual([]);
});

it('offers a crisis call to the certified agent alone', async () => {
  await ann!.ready();
  await ben!.ready();
  const caller = await centre.carrier.callIn('+12125550123', crisisLine);
  await centre.settled();
  expect(await ask('trust', { text: trainer.keyText })).toMatchObject({ status: 200 });
  const forged = sound.replace('"score":84', '"score":99');
  for (const [text, personId, why] of [
    [forged, 'ann', 'certificate-forged'],
    [sound, 'ben', 'certificate-other-person'],
    [trainer.certificate({ ...body, expiresAt: body.issuedAt }), 'ann', 'certificate-expired'],
    ['x'.repeat(1_000_000), 'ann', 'certificate-too-large'],
    [trainer.certificate({ ...body, subject: { id: 'zoe', name: 'Zoe' } }), 'zoe', 'not-found'],
    [
      trainer.certificate({
        ...body,
        scenarios: body.scenarios.map((s) => ({ ...s, score: 0, at: '2001-01-01T00:00:00.000Z' })),
      }),
      'ann',
      'certificate-old-calls',
    ],
    [
      trainer.certificate({ ...body, scenarios: body.scenarios.map((s) => ({ ...s, score: 0 })) }),
      'ann',
      'certificate-low-score',
    ],
  ] as const)
    expect(await add(text, personId)).toMatchObject({ status: 422, told: `certificate ${why}` });
  await centre.runner.turn();
  expect(await held()).toEqual([]);
  expect((await ann!.now()).calls).toEqual([]);
  expect(await add(sound)).toMatchObject({
    status: 200,
    json: { certificates: [{ personId: 'ann', skill: 'crisis', state: 'counts' }] },
  });
  await centre.runner.turn();
  await ann!.until((s) => s.calls.some((call) => call.phase === 'offered'));
  expect((await ann!.now()).agent.skills).toContain('crisis');
  expect((await ben!.now()).calls).toEqual([]);
  // The same one again is the same one.
  expect(await add(sound)).toMatchObject({ status: 200 });
  expect(await held()).toHaveLength(1);
  // Another of the same number is none.
  const twin = trainer.certificate({
    ...body,
    issuedAt: new Date(Date.parse(body.issuedAt) + 1000).toISOString(),
  });
  expect(await add(twin)).toMatchObject({ told: expect.stringContaining('certificate ') });
  await centre.carrier.hangUp(caller);
  await centre.clear();
});

it('ends by itself, with the trainer’s key, and by a supervisor’s word', async () => {
  const next = another(2);
  expect(await ask('end', { id: body.id })).toMatchObject({
    status: 200,
    json: { certificates: [{ state: 'ended' }] },
  });
  expect(await add(sound)).toMatchObject({ told: 'certificate certificate-ended' });
  // The same calls under another number: a call certifies once, also after its certificate was ended.
  expect(await add(trainer.certificate({ ...body, id: next.id }))).toMatchObject({
    told: 'certificate certificate-used-calls',
  });
  // Two at once with the same calls, from two devices: one of them is second.
  const beside = await centre.seat('sue');
  const give = (of: typeof body, seat: Seat) =>
    ask('add', { text: trainer.certificate(of), personId: 'ann' }, seat);
  const both = await Promise.all([give(next, sue!), give({ ...next, id: another(9).id }, beside)]);
  expect(both.map((answer) => answer.told).toSorted()).toEqual(['certificate certificate-used-calls', null]);
  expect(await held()).toHaveLength(1);
  expect(await ask('revoke', { keyId: trainer.key.keyId })).toMatchObject({ status: 200 });
  expect(await held()).toEqual([]);
  expect(await add(trainer.certificate(another(3)))).toMatchObject({
    told: 'certificate certificate-revoked-key',
  });
  expect(await ask('trust', { text: trainer.keyText })).toMatchObject({
    told: 'certificate certificate-revoked-key',
  });
  const rows = await centre.pool.query<{ what: string; outcome: string }>(
    'select what, outcome from certificate_audit where org_id = $1 order by n',
    ['org-one'],
  );
  expect(rows.rows.map((row) => `${row.what} ${row.outcome}`)).toEqual(
    expect.arrayContaining(['trust ok', 'add ok', 'add certificate-forged', 'end ok', 'revoke ok']),
  );
});

it('takes nothing from what a supervisor gave by hand, and gives back what one had ended', async () => {
  const third = testTrainer('Third Trainer');
  expect(await ask('trust', { text: third.keyText })).toMatchObject({ status: 200 });
  const { trainer: signs } = third.body(body.issuedAt);
  const byHand = (validUntil: string | null) =>
    setSkill(centre.pool, 'org-one', { personId: 'ann', skill: 'crisis', validUntil });
  const day = (days: number) => new Date(Date.now() + days * 86_400_000);
  const has = async (at: Date) => (await skillsOf(centre.pool, 'org-one', at)).get('ann') ?? [];
  await byHand('2036-01-01');
  expect(await add(third.certificate({ ...another(5), trainer: signs }))).toMatchObject({ status: 200 });
  expect(await has(day(700))).toEqual(['crisis']);
  expect(await ask('end', { id: another(5).id })).toMatchObject({ status: 200 });
  expect(await has(day(0))).toEqual(['crisis']);
  // By hand until tomorrow: the certificate stands afterwards as it did before.
  await byHand(day(1).toISOString().slice(0, 10));
  expect(await add(third.certificate({ ...another(6), trainer: signs }))).toMatchObject({ status: 200 });
  expect(await has(day(30))).toEqual(['crisis']);
  // Ended by hand: over until another one is added.
  await byHand('2026-01-01');
  expect(await has(day(0))).toEqual([]);
  expect(await add(third.certificate({ ...another(8), trainer: signs }))).toMatchObject({ status: 200 });
  expect(await has(day(0))).toEqual(['crisis']);
  expect(await ask('revoke', { keyId: third.key.keyId })).toMatchObject({ status: 200 });
  expect(await has(day(0))).toEqual([]);
});

it('offers no more crisis calls once the year is over', async () => {
  const second = testTrainer('Second Trainer');
  expect(await ask('trust', { text: second.keyText })).toMatchObject({ status: 200 });
  const { trainer: signs } = second.body(body.issuedAt);
  expect(await add(second.certificate({ ...another(4), trainer: signs }))).toMatchObject({ status: 200 });
  await ann!.ready();
  expect((await ann!.now()).agent.skills).toContain('crisis');
  centre.later(366 * 86_400);
  await ann!.act({ kind: 'state', wanted: { state: 'available', reason: null } });
  const caller = await centre.carrier.callIn('+12125550124', crisisLine);
  await centre.settled();
  await centre.runner.turn();
  const shown = await wait(async () => {
    const told = await sue!.now();
    return told.notices.length > 0 ? told : null;
  });
  expect(shown.notices).toMatchObject([{ kind: 'skill-missing', queueId: 'crisis' }]);
  expect((await ann!.now()).calls.filter((call) => call.phase === 'offered')).toEqual([]);
  await centre.carrier.hangUp(caller);
});
