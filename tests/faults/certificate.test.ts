// From the ring to the queue: three calls played in the practice desk, rated and signed by a trainer there, added by a supervisor of
// the live desk, checked by the real backend. Nothing but the certificate's text goes from one to the other.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CertificatesValue } from '#shared/contract/certificates.ts';
import type { PracticeView } from '#shared/contract/practice.ts';
import { complete, scenarioBase } from '#shared/domain/practice/base.ts';
import { playBy } from '#shared/domain/practice/players.ts';
import type { PracticeReply } from '#shared/domain/practice/run.ts';
import { scenarioFile, type Scenario } from '#shared/domain/practice/scenario.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { filled } from '#tests/support/message.ts';
import type { Page } from '#tests/support/page.ts';
import { until } from '#tests/support/until.ts';
import { passphrase, sitDown, startRig, type Rig } from '#tests/support/rig.ts';

const short = process.env['CARELINE_SHORT'] === '1';
const file = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../data/scenarios/${name}.json`, import.meta.url), 'utf8'));
const base = scenarioBase.parse(file('base/en'));
const scenarioOf = (id: string): Scenario => complete(scenarioFile.parse(file(id)), base);

let rig: Rig;
let practice: Page;
/** The trainer's own window. */
let desk: Page;
let live: Page;
beforeAll(async () => {
  if (short) return;
  rig = await startRig({ demo: true });
  practice = await rig.page({ practice: true });
  await practice.attached();
  await practice.get('session.create', { passphrase });
  await practice.get('session.sit', { personId: 'trainee' });
  desk = await rig.page({ practice: true, surface: 'trainer' });
  await desk.attached();
  live = await rig.page();
  await live.attached();
});
afterAll(() => rig?.stop());

const mara = { id: 'mara-keller', name: 'Mara Keller' };
/** Acts that the desk sees by itself, as a trainee does them; what isn't named is told by the page. */
async function act(runId: string, what: string, detail: string): Promise<void> {
  const contextId = runId;
  if (what === 'open_emergency') await practice.get('emergency.open', { contextId });
  else if (what === 'emergency_step')
    await practice.get('emergency.tick', { contextId, stepId: detail, on: true });
  else if (what === 'save_message') {
    const id = randomUUID();
    const from = { id, accountId: 'riverside', callId: runId, otherPhoneWhy: null };
    const draft = await practice.get<{ fields: DraftFields }>('messages.open', from);
    await practice.get('messages.save', { id, fields: filled(draft.fields, 'Practised.'), incomplete: true });
  } else if (what === 'transfer_warm') {
    // With anybody else the caller would wait on hold, and what is said next reach nobody.
    if (detail !== '911' && detail !== '988') return;
    await practice.get('practice.bringIn', { runId, id: randomUUID(), target: detail });
    await until('they answer', 15_000, async () => {
      const { party } = await practice.get<PracticeView>('practice.view', { runId });
      return party?.state === 'talking' || party?.state === 'joined';
    });
    await practice.get('practice.tellParty', { runId, text: 'A caller who needs you, from Riverside.' });
  } else await practice.ask('practice.act', { runId, act: what, detail: detail === '' ? null : detail });
}
/** A picked line counts as nobody's own: here it is typed with a word more. */
async function inOwnWords(runId: string, reply: PracticeReply, scenario: Scenario): Promise<PracticeReply> {
  if (!('choiceId' in reply)) return reply;
  const { run } = await practice.get<PracticeView>('practice.view', { runId });
  const node = scenario.nodes.find((n) => n.id === run.nodeId);
  const picked = node?.choices.find((c) => c.id === reply.choiceId);
  return { text: `Okay. ${picked?.text ?? ''}`, by: 'typed' };
}
/** What the best of the generated players says and does, through the desk's own requests. */
async function play(id: string): Promise<string> {
  const runId = randomUUID();
  const start = { id: runId, scenarioId: id, level: 3, seed: 7, trainee: mara, assignmentId: null };
  await practice.get('practice.start', start);
  await practice.get('calls.answer', { callId: runId });
  const scenario = scenarioOf(id);
  for (const { input } of playBy('best', scenario, 3, 7).inputs) {
    if (input.kind === 'act') await act(runId, input.act, input.detail);
    else if (input.kind === 'say')
      await practice.ask('practice.say', {
        runId,
        turn: null,
        reply: await inOwnWords(runId, input.reply, scenario),
      });
  }
  const view = await practice.get<PracticeView>('practice.view', { runId });
  if (view.party !== null && view.run.ended === null)
    await practice.get('practice.party', { runId, what: 'hand-over' });
  else if (view.call === 'active' || view.call === 'held') await practice.get('calls.end', { callId: runId });
  await practice.get('calls.wrapUp', { callId: runId, disposition: 'message-taken', notes: '' });
  return runId;
}

const name = 'a certificate goes from three practised calls to the skill at the backend';
it.skipIf(short)(short ? `${name} @long` : name, async () => {
  const trainer = { id: randomUUID(), name: 'Priya Natarajan', passphrase: 'a lantern by the river' };
  expect(await desk.ask('training.trainees')).toMatchObject({ code: 'training-signed-out' });
  await desk.get('training.setUp', trainer);
  // A trainer who is signed in leaves the trainee's page no more rights than before.
  expect(await practice.ask('training.trainees')).toMatchObject({ code: 'wrong-surface' });
  await desk.get('training.traineeSave', mara);
  const runIds: string[] = [];
  for (const id of ['R9', 'R10', 'R7']) runIds.push(await play(id));
  const attempts = await desk.get<{ runId: string; machine: { passed: boolean; total: number } }[]>(
    'training.attempts',
    { traineeId: mara.id, scenarioId: null, state: 'finished' },
  );
  expect(attempts.map((a) => a.machine)).toMatchObject(runIds.map(() => ({ passed: true })));
  for (const runId of runIds) {
    await desk.get('training.review', { runId });
    const rating = { id: randomUUID(), runId, perCue: [{ cueIndex: 0, level: 3 }], items: [], note: '' };
    await desk.get('training.rate', { ...rating, overall: 84, criticalMet: true });
  }
  expect(await desk.get('training.agreement')).toMatchObject({ here: { n: 3 } });
  const given = { id: randomUUID(), traineeId: mara.id, runIds };
  const { text } = await desk.get<{ text: string }>('training.certify', given);
  const key = await desk.get<{ text: string }>('training.key');

  // The live desk has no training room, and its supervisor no trainer yet.
  await sitDown(live, 'supervisor');
  expect(await live.ask('training.setUp', trainer)).toMatchObject({ code: 'wrong-surface' });
  expect(await live.get('training.state')).toMatchObject({ practice: false, trainers: [] });
  const add = (of: string, personId = mara.id) => live.ask('certificates.add', { text: of, personId });
  // A seat alone gives nobody a skill.
  expect(await add(text)).toMatchObject({ code: 'step-up-needed' });
  await live.get('signin.stepUp', { secret: passphrase });
  expect(await add(text)).toMatchObject({ code: 'certificate-unknown-key' });
  await live.get('certificates.trust', key);
  expect(await add(text.replace('"score": 84', '"score": 100'))).toMatchObject({
    code: 'certificate-forged',
  });
  expect(await add(text, 'joel-brandt')).toMatchObject({ code: 'certificate-other-person' });
  expect(await add(text)).toMatchObject({ ok: true });
  const held = await live.get<CertificatesValue>('certificates.refresh');
  expect(held.certificates).toMatchObject([{ person: mara, skill: 'crisis', state: 'counts' }]);
  expect(await rig.stored()).toMatchObject({ quarantined: 0 });
});

const alone = 'a practice desk that was given a backend and a code to enrol asks nobody';
it.skipIf(short)(short ? `${alone} @long` : alone, async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const backendUrl = `http://127.0.0.1:${port}`;
  const own = await startRig({ init: { practice: true, backendUrl, enrolCode: 'org-one.code' } });
  try {
    const page = await own.page();
    await page.attached();
    await page.get('session.create', { passphrase });
    await page.get('session.sit', { personId: 'trainee' });
    const id = randomUUID();
    const from = { id, accountId: 'riverside', callId: null, otherPhoneWhy: 'practice' };
    const draft = await page.get<{ fields: DraftFields }>('messages.open', from);
    await page.get('messages.save', { id, fields: filled(draft.fields, 'Practised.'), incomplete: true });
    expect(await page.ask('session.enrol', { code: 'org-one.code' })).toMatchObject({ ok: false });
    expect(await page.ask('certificates.refresh')).toMatchObject({ ok: false });
    expect(await page.get('status.read')).toMatchObject({ backend: { state: 'none' } });
    expect(asked).toEqual([]);
  } finally {
    await own.stop();
    server.close();
  }
});
