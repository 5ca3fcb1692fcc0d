// What is asked under one standing is never answered under another: a lock or another person in between, a kept answer,
// a page that came out too large.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Result } from '#shared/domain/result.ts';
import type { Candidate } from '#shared/contract/patient.ts';
import { ok } from '#shared/domain/result.ts';
import { makeBench, type Bench } from './testing.ts';
import { callHandlers } from '../calls/handlers.ts';
import { practiceLine } from '../calls/practice-line.ts';

let bench: Bench;
let release: ((result: Result<unknown>) => void) | null = null;
/** Answers the question once it has been asked. */
const answered = async (meanwhile: () => void): Promise<void> => {
  await expect.poll(() => release).not.toBeNull();
  meanwhile();
  release?.(answer);
};
beforeEach(async () => {
  release = null;
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
    Object.assign(handlers, { patient, calls });
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
