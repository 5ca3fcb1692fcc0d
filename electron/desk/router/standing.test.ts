// What is asked under one standing is never answered under another: a lock or another person in between, a kept answer,
// a page that came out too large.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Result } from '#shared/domain/result.ts';
import type { Candidate } from '#shared/contract/patient.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { Handlers } from './context.ts';
import { forgetKept } from './kept.ts';
import { makeBench, type Bench } from './testing.ts';
import { callHandlers } from '../calls/handlers.ts';
import { practiceLine } from '../calls/practice-line.ts';

let bench: Bench;
let release: ((result: Result<unknown>) => void) | null = null;
const reporters: (string | null)[] = [];
const rows = (event: string): unknown[] =>
  bench.vault.core.prepare('SELECT outcome, person FROM audit WHERE event = ? ORDER BY seq').all(event);
/** Answers the question once it has been asked. */
const answered = async (meanwhile: () => void): Promise<void> => {
  await expect.poll(() => release).not.toBeNull();
  meanwhile();
  release?.(answer);
};
const begun = () => expect.poll(() => release).not.toBeNull();
const settle = (result: Result<unknown>): void => release?.(result);
beforeEach(async () => {
  release = null;
  reporters.length = 0;
  bench = await makeBench((handlers) => {
    // A question to another system that is answered when the test says so.
    const patient = {
      candidates: () => new Promise((settle) => (release = settle as NonNullable<typeof release>)),
    };
    const calls = callHandlers({
      core: () => bench.vault.core,
      line: practiceLine(() => () => undefined),
      live: null,
      locked: () => bench.vault.locked,
    });
    const updates = {
      install: () => new Promise((settle) => (release = settle as NonNullable<typeof release>)),
    };
    const incidents: Partial<Handlers['incidents']> = {
      report(_input, context) {
        reporters.push(context.person?.id ?? null);
        return ok({ id: crypto.randomUUID(), at: context.now, goes: false });
      },
    };
    Object.assign(handlers, { patient, calls, updates, incidents, session: { lock: () => fail('busy') } });
  });
});
afterEach(() => bench.end());

const name = 'Zephyrine Imaginary';
const found: Candidate = {
  patientId: 'p1',
  preferredName: name,
  language: null,
  interpreterNeeded: false,
  why: 'number',
  rank: 1,
  fits: [],
  differs: [],
  standing: 'active',
  twin: false,
  double: false,
  throughMerged: false,
  kept: false,
};
const answer = ok({
  candidates: [found],
  more: false,
  unreadable: 0,
  from: 'server',
});
const question = { callId: null, number: '+16175550142' };

it('an answer that comes after the lock stays inside', async () => {
  const page = bench.page();
  const asked = page.ask('patient.candidates', question);
  await answered(() => bench.vault.lock());
  expect(await asked).toMatchObject({ ok: false, code: 'locked' });
  expect(JSON.stringify(page.frames)).not.toContain(name);
});

it('an answer that comes when somebody else sits here stays inside, and the audit names who asked', async () => {
  const page = bench.page();
  const asked = page.ask('patient.candidates', question);
  await answered(() => bench.sit('nurse'));
  expect(await asked).toMatchObject({ ok: false, code: 'interrupted' });
  const people = bench.vault.core
    .prepare("SELECT DISTINCT person FROM audit WHERE event = 'patient.candidates'")
    .pluck()
    .all();
  expect(people).toEqual(['p-agent']);
});

it('a request that waits for its turn is not done in the name of who sits down meanwhile', async () => {
  const page = bench.page();
  const callId = bench.call();
  const asked = page.ask('calls.hold', { callId, on: true });
  bench.sit('nurse');
  expect(await asked).toMatchObject({ ok: false, code: 'interrupted', retryable: true });
});

it('what was asked at an empty seat is done as nobody, or not at all, whoever sits down before its turn', async () => {
  bench.sit(null);
  const page = bench.page();
  const asked = page.ask('calls.hold', { callId: bench.call(), on: true });
  const any = page.ask('incidents.report', {
    what: 'lost-device',
    discoveredAt: bench.now,
    about: { callId: null, messageId: null, patientId: null, accountId: null },
    people: 'one',
    ongoing: false,
  });
  bench.sit('nurse');
  expect(await asked).toMatchObject({ ok: false, code: 'interrupted', retryable: true });
  expect(await any).toMatchObject({ ok: true });
  expect(reporters).toEqual([null]);
  expect(rows('incidents.report')).toEqual([{ outcome: 'ok', person: '' }]);
});

it('a control request that its page gave up is recorded as what it did, and says so', async () => {
  const page = bench.page();
  page.raw({ t: 'call', id: 'c1', name: 'updates.install', input: {}, requestId: crypto.randomUUID() });
  await begun();
  page.raw({ t: 'cancel', id: 'c1' });
  settle(ok({}));
  expect(await page.reply('c1')).toEqual(ok({}));
  // A port that dies is given up in the same way, and what was not done says why.
  release = null;
  const other = bench.page();
  other.raw({ t: 'call', id: 'c2', name: 'updates.install', input: {}, requestId: crypto.randomUUID() });
  await begun();
  other.close();
  settle(fail('vault-wrong-key'));
  expect(await other.reply('c2')).toMatchObject({ code: 'vault-wrong-key' });
  expect(rows('update.install')).toEqual([
    { outcome: 'ok', person: 'p-agent' },
    { outcome: 'vault-wrong-key', person: 'p-agent' },
  ]);
});

it('a question to another system that its page gave up: answered all the same, or called off', async () => {
  const page = bench.page();
  for (const [id, said, told] of [
    ['r1', answer, 'answered'],
    ['r2', fail('offline'), 'cancelled'],
  ] as const) {
    release = null;
    page.raw({ t: 'call', id, name: 'patient.candidates', input: question });
    await begun();
    page.raw({ t: 'cancel', id });
    settle(said);
    expect((await page.reply(id)).ok).toBe(told === 'answered');
    expect(rows('patient.candidates').slice(-2)).toMatchObject([{ outcome: 'asked' }, { outcome: told }]);
  }
});

it('a control request is done once: its repeat waits for the first and gets the same answer', async () => {
  const requestId = crypto.randomUUID();
  const page = bench.page();
  const first = page.ask('updates.install', {}, { requestId });
  await begun();
  const repeat = bench.page().ask('updates.install', {}, { requestId });
  expect(await page.ask('session.lock', { why: 'key' }, { requestId })).toMatchObject({
    code: 'invalid-input',
  });
  settle(ok({}));
  expect([await first, await repeat]).toEqual([ok({}), ok({})]);
  release = null;
  expect(await page.ask('updates.install', {}, { requestId })).toEqual(ok({}));
  expect(release).toBeNull();
  expect(rows('update.install')).toHaveLength(1);
  // Nobody else gets it, and after a lock nobody.
  bench.sit('nurse');
  expect(await page.ask('updates.install', {}, { requestId })).toMatchObject({ code: 'invalid-input' });
  bench.sit('agent');
  forgetKept(bench.vault.core);
  const anew = page.ask('updates.install', {}, { requestId });
  await begun();
  settle(fail('offline'));
  expect(await anew).toMatchObject({ code: 'offline' });
  // A failure is not kept.
  release = null;
  const again = page.ask('updates.install', {}, { requestId });
  await begun();
  settle(ok({}));
  expect(await again).toEqual(ok({}));
});

it('a kept answer is not given to a locked desk, whoever repeats the request', async () => {
  const callId = bench.call();
  const requestId = crypto.randomUUID();
  const page = bench.page();
  expect(await page.ask('calls.hold', { callId, on: true }, { requestId })).toMatchObject({
    ok: true,
    value: { number: '+16175550142' },
  });
  bench.vault.lock();
  expect(await page.ask('calls.hold', { callId, on: true }, { requestId })).toMatchObject({
    ok: false,
    code: 'invalid-input',
  });
  expect(await page.ask('calls.current')).toMatchObject({ ok: true, value: [{ number: '', notes: '' }] });
});

it('a page over 256 kB is cut to fewer rows and goes on behind them', async () => {
  const page = bench.page();
  for (let i = 0; i < 60; i++) {
    const callId = bench.call();
    await page.ask('calls.end', { callId });
    await page.ask('calls.wrapUp', { callId, disposition: 'resolved', notes: 'ж'.repeat(3900) });
  }
  const seen = new Set<string>();
  let cursor: string | null = null;
  let pages = 0;
  do {
    const got: Result<{ rows: { id: string }[]; next: string | null }> = await page.ask(
      'calls.log',
      {},
      { cursor },
    );
    if (!got.ok) throw new Error(got.code);
    expect(Buffer.byteLength(JSON.stringify(got.value))).toBeLessThanOrEqual(256_000);
    for (const row of got.value.rows) seen.add(row.id);
    cursor = got.value.next;
    pages++;
  } while (cursor !== null);
  expect(seen.size).toBe(60);
  expect(pages).toBeGreaterThan(1);
});
