// What must not silence a night: a backend without channels, a clock that was set back, a log full of other messages, an
// account that never came, a ladder that ended at another desk. All people and numbers are made up.
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { backendAuthor, type Entry, type EntryOf } from '#shared/domain/messages/entry.ts';
import type { Message } from '#shared/domain/messages/message.ts';
import { ok } from '#shared/domain/result.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { nightOf } from '../messages/testing.ts';
import { removeFolder, tempFolder } from '../vault/testing.ts';
import { createAlarm } from './alarm.ts';
import { keptAlarm } from './kept-alarm.ts';

let bench: Bench;
let page: TestPage;
let night: ReturnType<typeof nightOf>;
let n = 0;
beforeEach(async () => {
  bench = await makeBench();
  page = bench.page();
  night = nightOf(bench, page);
});
afterEach(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});
const later = (seconds: number): void =>
  void (bench.now = new Date(Date.parse(bench.now) + seconds * 1000).toISOString());
const alarm = async () => must(await page.ask<{ open: number; alarmAt: string | null }>('dispatch.alarm'));
const cards = async (): Promise<DispatchCard[]> => must(await page.ask<DispatchCard[]>('dispatch.list'));
const card = async (): Promise<DispatchCard> => {
  const [first] = await cards();
  if (first === undefined) throw new Error('no card');
  return first;
};
/** Sent, and the backend has it. */
const sent = (id: string): unknown =>
  bench.vault.core.prepare("UPDATE outbox SET state = 'acked' WHERE item_id = ?").run(id);
type Attempt = EntryOf<'attempt'>['body'];
/** A row of the backend about a step. */
const byBackend = (messageId: string, over: Partial<Attempt>): unknown => {
  const body: Attempt = {
    kind: 'attempt',
    attemptId: randomUUID(),
    stepId: null,
    contact: { personId: 'x', name: 'Dr. X', role: 'primary' },
    method: 'voice',
    to: '',
    result: 'failed',
    note: 'this channel is not configured',
    ...over,
  };
  return night.apply(night.change(++n, { ...night.foreign(messageId, body), author: backendAuthor }));
};
const attempt = (c: DispatchCard, result: string, more: Record<string, unknown> = {}) => {
  const row = c.ladder.find((r) => r.state === 'now') ?? c.ladder.find((r) => r.state === 'waits');
  return page.ask('dispatch.attempt', {
    id: randomUUID(),
    attemptId: randomUUID(),
    messageId: c.messageId,
    stepId: row?.stepId ?? null,
    contactId: row?.contact?.personId ?? 'patient',
    method: 'voice',
    to: '',
    result,
    note: '',
    ...more,
  });
};

test('what the backend could not do is not done: this desk phones at once, and the step is still to do', async () => {
  bench.running = true;
  const id = await night.taken();
  sent(id);
  const before = await card();
  expect(before.state).toBe('backend');
  for (const row of before.ladder.filter((r) => r.method !== 'patient'))
    byBackend(id, { stepId: row.stepId });
  const after = await card();
  expect(after.state).toBe('manual');
  expect(after.ladder.map((r) => r.state)).not.toContain('tried');
  expect(after.ladder.find((r) => r.state === 'now')?.contact).not.toBeNull();
  expect((await alarm()).open).toBe(1);
  // It works again: the backend's turn.
  byBackend(id, { stepId: before.ladder[0]?.stepId ?? null, result: 'sent' });
  expect((await card()).state).toBe('backend');
});

test('that the backend gave up waiting for a call is not how the call ended', async () => {
  await night.taken();
  const c = await card();
  const attemptId = randomUUID();
  must(await attempt(c, 'dialling', { attemptId }));
  byBackend(c.messageId, { attemptId, stepId: c.ladder[0]?.stepId ?? null, note: 'unknown outcome' });
  expect(await attempt(c, 'dialling')).toMatchObject({ code: 'being-dialled' });
  must(await attempt(c, 'accepted', { attemptId }));
  expect((await card()).state).toBe('accepted');
});

test('a clock that is set back silences nothing, whether nothing was done yet or a call was tried', async () => {
  await night.taken();
  later(-86_400);
  expect((await alarm()).open).toBe(1);
  expect((await card()).alarmAt).not.toBeNull();
  bench.running = true;
  expect(await card()).toMatchObject({ state: 'manual', manualWhy: 'not-sent' });
  bench.running = false;
  later(86_400 + 3600);
  must(await attempt(await card(), 'no-answer'));
  expect((await alarm()).open).toBe(0);
  later(-1800);
  expect((await alarm()).open).toBe(1);
});

test('no number of other open messages pushes an emergency out of alarm and cards', async () => {
  const emergency = await night.taken({ urgency: 'emergency' });
  const other = await night.taken();
  // As a night that went wrong leaves them: each is a row, newer than the emergency.
  bench.vault.core.exec(`
    WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 520)
    INSERT INTO messages (id, account_id, urgency, taken_at, saved_at, author, reason, seq, has_emergency, body_sealed,
      lane, elsewhere, urgency_now, dispatch, due_at, page_due_at)
    SELECT 'copy-' || i, m.account_id, m.urgency, m.taken_at, '2026-11-22T04:00:00.000Z', m.author, m.reason, NULL, 0,
      m.body_sealed, m.lane, 1, m.urgency_now, 'open', m.due_at, m.page_due_at FROM k, messages m WHERE m.id = '${other}'`);
  const rows = bench.vault.core
    .prepare(
      "SELECT id FROM messages WHERE dispatch in ('open', 'ended') AND closed_at IS NULL ORDER BY urgency_now LIMIT 1",
    )
    .pluck();
  expect(rows.get()).toBe(emergency);
  const { openRows } = await import('./open-rows.ts');
  expect(openRows(bench.vault.core)[0]?.id).toBe(emergency);
  bench.vault.core.exec('DROP TRIGGER messages_kept');
  bench.vault.core.exec("DELETE FROM messages WHERE id LIKE 'copy-%' AND id > 'copy-2'");
});

test('a desk that was restarted rings before it is opened, by a number and an instant alone; opening it ends that', async () => {
  const profile = tempFolder();
  const shown: string[] = [];
  let core: Bench['vault']['core'] | null = bench.vault.core;
  const start = () =>
    createAlarm({
      core: () => core,
      running: () => false,
      now: () => bench.now,
      after: () => () => undefined,
      notify: async ({ body }) => (shown.push(body), ok({})),
      kept: keptAlarm(profile),
      changed: () => undefined,
      failed: () => undefined,
    });
  const before = start();
  before.tick();
  core = null;
  start().tick();
  expect(shown).toEqual([]);
  core = bench.vault.core;
  const id = await night.taken();
  before.tick();
  shown.length = 0;
  const text = readFileSync(join(profile, 'alarm.json'), 'utf8');
  expect(JSON.parse(text)).toEqual({ count: 1, due: bench.now });
  expect(text).not.toContain(id);
  core = null;
  later(3600);
  const restarted = start();
  for (let s = 0; s < 60; s += 5) {
    restarted.tick();
    later(5);
  }
  expect(shown).toEqual(['Unlock Careline: a message needs a phone call.']);
  expect(restarted.state().open).toBe(1);
  restarted.tick();
  expect(shown).toHaveLength(2);
  core = bench.vault.core;
  must(await attempt(await card(), 'accepted'));
  restarted.tick();
  core = null;
  later(3600);
  start().tick();
  expect(shown).toHaveLength(2);
  // A file that somebody broke rings nothing and stops nothing.
  writeFileSync(join(profile, 'alarm.json'), '{"count":-1,"due":"soon"}');
  start().tick();
  expect(shown).toHaveLength(2);
  removeFolder(profile);
});

test('a locked desk does not ring for what the backend says somebody has; it goes on for all others', async () => {
  const ring = createAlarm({
    core: () => bench.vault.core,
    running: () => false,
    now: () => bench.now,
    after: () => () => undefined,
    notify: null,
    kept: null,
    changed: () => undefined,
    failed: () => undefined,
  });
  const [one, two] = [await night.taken(), await night.taken()];
  expect(ring.state().open).toBe(2);
  ring.taken([one]);
  expect(ring.state().open).toBe(1);
  // It is asked about again: a raise may have opened it.
  expect(ring.ringing().toSorted()).toEqual([one, two].toSorted());
  ring.taken([]);
  expect(ring.state().open).toBe(2);
});

const foreignMessage = async (over: Partial<Message['fields']>): Promise<Message> => {
  const { message } = await night.read(await night.taken());
  return { ...message, id: uuidv7(), fields: { ...message.fields, ...over } };
};

test('a message of an account that never came can be worked: whoever was phoned is written down, and the alarm rests', async () => {
  const m = await foreignMessage({ accountId: 'never-delivered', urgency: 'emergency' });
  night.apply(night.change(++n, m, { schema: 2 }));
  later(600);
  const c = (await cards()).find((one) => one.messageId === m.id);
  if (c === undefined) throw new Error('no card');
  expect((await alarm()).open).toBe(2);
  must(await attempt(c, 'no-answer', { stepId: null, contactId: 'patient' }));
  must(await attempt(c, 'voicemail', { stepId: null, contactId: 'Dr. Somebody' }));
  expect((await alarm()).open).toBe(1);
  must(await attempt(c, 'accepted', { stepId: null, contactId: 'Dr. Somebody' }));
  expect((await cards()).find((one) => one.messageId === m.id)?.state).toBe('accepted');
});

test('a ladder that ended at another desk rings there first, then here', async () => {
  const m = await foreignMessage({});
  night.apply(night.change(++n, m, { schema: 2 }));
  for (const step of (await cards()).find((c) => c.messageId === m.id)?.ladder ?? []) {
    const skip: Entry = night.foreign(m.id, { kind: 'skip', stepId: step.stepId, why: 'off' });
    night.apply(night.change(++n, skip));
  }
  const state = async () => (await cards()).find((c) => c.messageId === m.id);
  expect(await state()).toMatchObject({ state: 'ended', alarmAt: null });
  later(300);
  expect((await state())?.state).toBe('ended');
  expect((await state())?.alarmAt).not.toBeNull();
});

test('a version with a reason that must be dispatched is dispatched, and the way back ends nothing', async () => {
  const id = await night.taken({ reasonCode: 'billing', urgency: 'non-clinical' });
  expect(await cards()).toEqual([]);
  await night.revise(id, { reasonCode: 'general' });
  expect((await card()).messageId).toBe(id);
  expect((await alarm()).open).toBe(1);
  const other = await night.taken({ reasonCode: 'general', urgency: 'non-clinical' });
  await night.revise(other, { reasonCode: 'billing' });
  expect((await cards()).map((c) => c.messageId)).toContain(other);
});
