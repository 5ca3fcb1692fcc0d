// A certificate is made when nothing lacks, once from the same calls, for somebody else, and a live desk believes it.
import { beforeEach, expect, it } from 'vitest';
import type { RunRow } from '#shared/contract/practice.ts';
import type { CertificateBody } from '#shared/domain/training/certificate.ts';
import { certificateSet, verifyCertificate } from '#shared/domain/training/certificate.ts';
import { answer, createRun, type PracticeReply } from '#shared/domain/practice/run.ts';
import { ownWordsOf } from '#shared/domain/training/standing.ts';
import set from '../../../data/certificates/crisis.json' with { type: 'json' };
import { ask, bench, pass, passphrase, play, r2, rating, reset, setUp, uuid, value } from './testing.ts';
import { ed25519 } from './trainer-key.ts';

beforeEach(reset);
const day = 86_400_000;
const own = ['Forty minutes is a long wait, and I am sorry about that.', 'That sounds hard. I understand.'];
const certify = (runIds: readonly string[], n = 70, traineeId = 'ann') =>
  ask('certify', { id: uuid(n), traineeId, runIds });
const needs = (traineeId = 'ann') => ask('certificateNeeds', { traineeId });
/** The set, played in own words and rated as passed. */
async function theSet(from: number, change: Partial<RunRow> = {}): Promise<string[]> {
  const ids = ['R9', 'R10', 'R7'].map((scenarioId, i) => play(from + i, own, { scenarioId, ...change }));
  for (const [i, runId] of ids.entries()) await value('rate', rating(runId, from + 100 + i));
  return ids;
}
async function ann(): Promise<void> {
  await setUp();
  await value('traineeSave', { id: 'ann', name: 'Ann Agent' });
}
const again = async (days: number): Promise<void> => {
  pass(days * day);
  await value('signIn', { trainerId: uuid(1), passphrase });
};

it('certifies when each scenario of the set was passed by machine and trainer, and signs what a live desk believes', async () => {
  await ann();
  const of = (n: number, change: Partial<RunRow>): string => play(n, own, change);
  const ids = [of(60, { scenarioId: 'R9' }), of(61, { scenarioId: 'R10-es' }), of(62, { scenarioId: 'R7' })];
  const bad = [
    of(63, { scenarioId: 'R7', level: 2 }),
    of(64, { scenarioId: 'R7', passed: false }),
    of(65, { scenarioId: 'R9', state: 'declined' }),
    of(66, { scenarioId: 'R7', trainee: { id: 'ben', name: 'Ben' } }),
  ];
  expect(await certify(ids)).toMatchObject({ code: 'certificate-not-ready' });
  expect(await needs()).toMatchObject({
    value: {
      ready: false,
      needs: [{ lacks: 'no-human-score' }, { lacks: 'no-human-score' }, { lacks: 'not-passed' }],
    },
  });
  for (const [i, runId] of [...ids, bad[0]!, bad[1]!, bad[3]!].entries())
    expect(await ask('rate', rating(runId, 80 + i, { overall: 91 }))).toMatchObject({ ok: true });
  expect(await needs()).toMatchObject({ value: { ready: true } });
  for (const one of bad)
    expect(await certify([ids[0]!, ids[1]!, one])).toMatchObject({ code: 'certificate-not-ready' });
  expect(await certify(ids.slice(1))).toMatchObject({ code: 'certificate-not-ready' });
  expect(await certify([...ids, ids[0]!.replace('60', '63')])).toMatchObject({
    code: 'certificate-not-ready',
  });
  const { text } = await value<{ text: string }>('certify', { id: uuid(70), traineeId: 'ann', runIds: ids });
  const key = JSON.parse((await value<{ text: string }>('key')).text) as Parameters<
    typeof verifyCertificate
  >[1][number];
  const facts = {
    now: '2027-11-22T09:00:00.000Z',
    seen: null,
    set: certificateSet.parse(set),
    personId: 'ann',
  };
  expect(verifyCertificate(text, [{ ...key, revokedAt: null }], facts, ed25519)).toMatchObject({
    ok: true,
    value: { subject: { id: 'ann' }, scenarios: [{ score: 91 }, {}, {}] },
  });
  // A rating that takes it back: the next certificate isn't made.
  await value('rate', rating(ids[0]!, 95, { overall: 91, criticalMet: false }));
  expect(await certify(ids, 71)).toMatchObject({ code: 'certificate-not-ready' });
});

it('takes a call once, and none that is older than ninety days, so that nobody renews for ever from the same three', async () => {
  await ann();
  const ids = await theSet(20);
  const { text } = await value<{ text: string }>('certify', { id: uuid(70), traineeId: 'ann', runIds: ids });
  expect((JSON.parse(text) as { certificate: CertificateBody }).certificate.scenarios[0]).toMatchObject({
    ownWords: 100,
  });
  expect(await certify(ids, 71)).toMatchObject({ code: 'certificate-not-ready' });
  expect(await needs()).toMatchObject({ value: { ready: false, needs: [{ lacks: 'used' }, {}, {}] } });
  pass(1000);
  const later = await theSet(30);
  expect(await certify([ids[0]!, ...later.slice(1)], 72)).toMatchObject({ code: 'certificate-not-ready' });
  await again(90);
  expect(await needs()).toMatchObject({ value: { ready: true } });
  await again(1);
  expect(await needs()).toMatchObject({ value: { ready: false, needs: [{ lacks: 'old' }, {}, {}] } });
  expect(await certify(later, 73)).toMatchObject({ code: 'certificate-not-ready' });
});

it('takes no call that was cut off, scored below the set, or answered by what others wrote', async () => {
  await ann();
  const rest = (await theSet(20)).slice(0, 2);
  const [picked] = r2.nodes.find((n) => n.id === r2.start)!.choices;
  const seventh = async (
    n: number,
    change: object = {},
    rated: object = {},
    lines: readonly string[] = own,
  ) => {
    const runId = play(n, lines, { scenarioId: 'R7', ...change });
    await value('rate', rating(runId, n + 100, rated));
    return runId;
  };
  bench.kept = bench.kept.filter((k) => k.row.scenarioId !== 'R7');
  for (const [n, make, lacks] of [
    [40, () => seventh(40, { interrupted: true }), 'interrupted'],
    [41, () => seventh(41, {}, { overall: 74 }), 'human-failed'],
    [42, () => seventh(42, {}, {}, [picked!.text]), 'own-words'],
  ] as const) {
    pass(1000);
    const runId = await make();
    expect(runId).toBe(uuid(n));
    expect(await needs()).toMatchObject({ value: { needs: [{}, {}, { lacks }] } });
    expect(await certify([...rest, runId], 80 + n)).toMatchObject({ code: 'certificate-not-ready' });
  }
  // A scenario whose own mark is lower: the set's counts.
  const low = uuid(43);
  play(43, own, { scenarioId: 'R7' });
  bench.kept[0]!.scenario = { ...r2, passMark: 60 };
  await value('rate', rating(low, 143, { overall: 70 }));
  pass(1000);
  expect(await needs()).toMatchObject({ value: { needs: [{}, {}, { lacks: 'low-score' }] } });
  await seventh(44);
  expect(await needs()).toMatchObject({ value: { ready: true } });
});

it('counts as own words what was typed or spoken, and neither picked lines, the script’s, nor copies of them', () => {
  // The first words of this call answer no cue yet; the next ones do.
  const first = answer(r2, createRun(r2, { seed: 7, level: 3 }), { text: own[0]!, by: 'script' });
  const run = first.ok ? first.value : null;
  const [choice] = r2.nodes.find((n) => n.id === run!.nodeId)!.choices;
  const said = (reply: PracticeReply): number => {
    const next = answer(r2, run!, reply);
    return next.ok ? ownWordsOf(r2, next.value) : -1;
  };
  expect(ownWordsOf(r2, run!)).toBe(0);
  expect(said({ text: own[0]!, by: 'typed' })).toBe(100);
  expect(said({ text: own[0]!, by: 'spoken' })).toBe(100);
  expect(said({ text: own[0]!, by: 'script' })).toBe(0);
  expect(said({ choiceId: choice!.id })).toBe(0);
  expect(said({ text: `${choice!.text.toUpperCase()} `, by: 'typed' })).toBe(0);
  expect(ownWordsOf(r2, createRun(r2, { seed: 7, level: 3 }))).toBe(0);
});

it('is not issued by a trainer of the same name', async () => {
  await setUp();
  await value('traineeSave', { id: 'priya', name: 'priya  Trainer' });
  const ids = await theSet(20, { trainee: { id: 'priya', name: 'priya  Trainer' } });
  expect(await needs('priya')).toMatchObject({ value: { own: true, ready: false } });
  expect(await certify(ids, 70, 'priya')).toMatchObject({ code: 'certificate-own' });
});
