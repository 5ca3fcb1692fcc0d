// A role-play through the whole practice desk, whose process is killed while it rings and in mid-call: answered, played, a
// message saved, ended and wrapped up. Nothing of it has anywhere to go.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KeptRun, PracticeView } from '#shared/contract/practice.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { filled } from '#tests/support/message.ts';
import type { Page } from '#tests/support/page.ts';
import { passphrase, startRig, type Rig } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';

const short = process.env['CARELINE_SHORT'] === '1';
let rig: Rig;
let page: Page;
beforeAll(async () => {
  if (short) return;
  rig = await startRig({ init: { practice: true } });
  page = await rig.page();
  await page.attached();
  await page.get('session.create', { passphrase });
  await page.get('session.sit', { personId: 'trainee' });
});
afterAll(() => rig?.stop());

const runId = randomUUID();
const view = (): Promise<PracticeView> => page.get<PracticeView>('practice.view', { runId });
const status = () => page.get<{ backend: { state: string }; sync: { waiting: number } }>('status.read');
const seat = async (): Promise<string | undefined> =>
  (await page.get<{ person: { name: string } | null }>('session.state')).person?.name;
const said = (text: string) =>
  page.get<PracticeView>('practice.say', { runId, turn: null, reply: { text, by: 'typed' } });

const name = 'goes on after a kill, keeps its message, and ends in a score';
it.skipIf(short)(short ? `${name} @long` : name, async () => {
  const trainee = { id: null, name: 'Sam Trainee' };
  const start = { id: runId, scenarioId: 'R2', level: 1, seed: 7, trainee, assignmentId: null };
  expect(await seat()).toBe('Trainee');
  expect(await page.get('practice.start', start)).toMatchObject({ state: 'running' });
  expect(await seat()).toBe(trainee.name);
  await rig.killDesk();
  await page.attached();
  expect(await view()).toMatchObject({ call: 'ringing' });
  expect(await seat()).toBe(trainee.name);
  expect(await page.get('calls.current')).toMatchObject([{ waitedSeconds: 2400 }]);
  await page.get('calls.answer', { callId: runId });
  await said('I am so sorry that you had to wait. Tell me what happened.');
  const before = await view();
  await rig.killDesk();
  await page.attached();
  expect((await view()).run).toEqual(before.run);
  expect((await view()).row.interrupted).toBe(true);
  expect(await page.get<unknown[]>('calls.captions', { callId: runId })).toHaveLength(
    before.run.lines.filter((l) => l.who === 'caller').length,
  );
  await said('Let me read back what I have so far.');

  expect(await page.get('status.read')).toMatchObject({ backend: { state: 'online' } });
  const id = randomUUID();
  const from = { id, accountId: 'riverside', callId: runId, otherPhoneWhy: null };
  const draft = await page.get<{ fields: DraftFields }>('messages.open', from);
  const fields = { ...filled(draft.fields, 'Waiting since noon.'), reasonCode: 'clinical_message' };
  await page.get('messages.save', { id, fields, incomplete: true });
  const acts = (await view()).run.lines.flatMap((l) => l.act ?? []);
  expect(acts).toEqual(expect.arrayContaining(['answer', 'start_message', 'read_back', 'save_message']));
  await until('the practice message counts as sent', 10_000, async () => {
    const { sync } = await status();
    return sync.waiting === 0;
  });
  await page.get('calls.end', { callId: runId });
  await page.get('calls.wrapUp', { callId: runId, disposition: 'message-taken', notes: '' });
  const kept = await page.get<KeptRun>('practice.run', { runId });
  expect(kept.row).toMatchObject({ state: 'finished', trainee });
  expect(kept.row.score).toEqual(expect.any(Number));
  await until(
    'between calls there is no backend',
    10_000,
    async () => (await status()).backend.state === 'none',
  );
  expect(await page.get('dispatch.alarm')).toMatchObject({ open: 0, urgent: 0 });
});

it.skipIf(short)(short ? 'R17 takes the backend away @long' : 'R17 takes the backend away', async () => {
  const id = randomUUID();
  const trainee = { id: null, name: 'Sam Trainee' };
  const start = { id, scenarioId: 'R17', level: 2, seed: 3, trainee, assignmentId: null };
  await page.get('practice.start', start);
  await page.get('calls.answer', { callId: id });
  for (const text of ['Good evening.', 'I am sorry to hear that. Tell me more.', 'What is your number?'])
    await page.get('practice.say', { runId: id, turn: null, reply: { text, by: 'typed' } });
  expect((await status()).backend.state).toBe('offline');
  await rig.killDesk();
  await page.attached();
  expect((await status()).backend.state).toBe('offline');
  const messageId = randomUUID();
  const from = { id: messageId, accountId: 'riverside', callId: id, otherPhoneWhy: null };
  const draft = await page.get<{ fields: DraftFields }>('messages.open', from);
  const fields = { ...filled(draft.fields, 'Waiting since noon.'), reasonCode: 'clinical_message' };
  await page.get('messages.save', { id: messageId, fields, incomplete: true });
  expect((await status()).sync.waiting).toBeGreaterThan(0);
  const cards = await page.get<{ messageId: string; mode: unknown }[]>('dispatch.list');
  expect(JSON.stringify(cards.find((c) => c.messageId === messageId))).toContain('offline');
  await page.get('calls.end', { callId: id });
  await page.get('calls.wrapUp', { callId: id, disposition: 'message-taken', notes: '' });
  await until('it comes back, and what waited is gone', 10_000, async () => {
    const { backend, sync } = await status();
    return backend.state === 'none' && sync.waiting === 0;
  });
});
