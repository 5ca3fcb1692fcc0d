// Dispatch by hand through the real router: who acts, the ladder, attempts, the alarm, also while locked. All people and
// numbers are made up.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { PageResult } from '#shared/contract/kinds.ts';
import type { MessageRow } from '#shared/contract/messages.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import type { Host } from '#host/host.ts';
import { ok } from '#shared/domain/result.ts';
import { nightOf } from '../messages/testing.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { createAlarm } from './alarm.ts';
import { alarms, modeOf, type ModeRow } from './mode.ts';

let bench: Bench;
let page: TestPage;
beforeEach(async () => {
  bench = await makeBench();
  page = bench.page();
});
afterEach(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});
const later = (seconds: number): void =>
  void (bench.now = new Date(Date.parse(bench.now) + seconds * 1000).toISOString());

const taken = (change: Partial<DraftFields> = {}): Promise<string> => nightOf(bench, page).taken(change);
const cards = async (): Promise<DispatchCard[]> => must(await page.ask<DispatchCard[]>('dispatch.list'));
const card = async (): Promise<DispatchCard> => {
  const [first] = await cards();
  if (first === undefined) throw new Error('no card');
  return first;
};
const alarm = async () => must(await page.ask<{ open: number; alarmAt: string | null }>('dispatch.alarm'));
/** The step whose turn it is, tried with this result. */
async function attempt(c: DispatchCard, result: string, more: Record<string, unknown> = {}) {
  const row = c.ladder.find((r) => r.state === 'now') ?? c.ladder.find((r) => r.state === 'waits');
  return page.ask<{ id: string; at: string }>('dispatch.attempt', {
    id: randomUUID(),
    attemptId: randomUUID(),
    messageId: c.messageId,
    stepId: row?.stepId ?? null,
    contactId: row?.contact?.personId ?? 'patient',
    method: 'voice',
    to: row?.contact?.phones[0]?.number ?? '',
    result,
    note: '',
    ...more,
  });
}

test('without a backend an urgent message is a card at once, with whom to phone and a number; what may wait is none', async () => {
  await taken({ reasonCode: 'billing', urgency: 'non-clinical' });
  const id = await taken();
  const [first, ...rest] = await cards();
  expect(rest).toEqual([]);
  expect(first).toMatchObject({
    messageId: id,
    state: 'manual',
    manualWhy: 'offline',
    patientName: 'Zephyrine Quackenbush',
    owner: 'Imogen Invented',
    accepted: null,
  });
  const now = first?.ladder.find((r) => r.state === 'now');
  expect(now?.method).toBe('voice');
  expect(now?.contact?.phones.length).toBeGreaterThan(0);
  expect(await alarm()).toEqual({ open: 1, urgent: 1, alarmAt: bench.now });
});

test('no answer, skipped with a reason, accepted: the ladder moves on and stops only on the person', async () => {
  await taken();
  const first = await card();
  const step = first.ladder.find((r) => r.state === 'now');
  must(await attempt(first, 'no-answer'));
  const second = await card();
  expect(second.ladder.find((r) => r.stepId === step?.stepId)?.state).toBe('tried');
  const next = second.ladder.find((r) => r.state !== 'tried');
  expect(
    await page.ask('dispatch.skip', {
      id: randomUUID(),
      messageId: first.messageId,
      stepId: next?.stepId,
      why: '  ',
    }),
  ).toMatchObject({ code: 'invalid-input' });
  must(
    await page.ask('dispatch.skip', {
      id: randomUUID(),
      messageId: first.messageId,
      stepId: next?.stepId,
      why: 'same phone',
    }),
  );
  expect((await card()).ladder.find((r) => r.stepId === next?.stepId)?.state).toBe('skipped');
  later(900);
  for (const result of ['voicemail', 'delivered']) must(await attempt(await card(), result));
  expect((await card()).accepted).toBeNull();
  later(1200);
  must(await attempt(await card(), 'accepted'));
  const done = await card();
  expect(done.state).toBe('accepted');
  expect(done.alarmAt).toBeNull();
  expect(await alarm()).toEqual({ open: 0, urgent: 0, alarmAt: null });
  const rows = must(
    await page.ask<PageResult<MessageRow>>('messages.list', { accountId: null, filter: 'all' }),
  ).rows;
  expect(rows[0]).toMatchObject({ dispatch: 'accepted', acceptedBy: done.accepted?.by });
  // Everything that was done went into the urgent lane, in order.
  expect(
    bench.vault.core.prepare("SELECT kind FROM outbox WHERE lane = 'urgent' ORDER BY seq").pluck().all(),
  ).toEqual(['', 'attempt', 'skip', 'attempt', 'attempt', 'attempt']);
});

test('while somebody dials nobody else does; the result belongs to its attempt, once', async () => {
  await taken();
  const c = await card();
  const attemptId = randomUUID();
  must(await attempt(c, 'dialling', { attemptId }));
  expect(await attempt(c, 'dialling')).toMatchObject({ code: 'being-dialled' });
  must(await attempt(c, 'busy', { attemptId }));
  expect(await attempt(c, 'accepted', { attemptId })).toMatchObject({ code: 'conflict' });
  must(await attempt(c, 'dialling'));
  later(121);
  // Forgotten: after two minutes nobody is calling any more.
  must(await attempt(c, 'dialling'));
  must(await attempt(c, 'accepted'));
  expect(await attempt(c, 'dialling')).toMatchObject({ code: 'already-accepted' });
});

test('a repeated request is one row; unknown messages, people and steps are refused; a patient accepts nothing', async () => {
  await taken();
  const c = await card();
  const id = randomUUID();
  const attemptId = randomUUID();
  const first = must(await attempt(c, 'no-answer', { id, attemptId }));
  expect(must(await attempt(c, 'no-answer', { id, attemptId }))).toEqual(first);
  expect(bench.count('entries')).toBe(1);
  const refused: [Record<string, unknown>, string][] = [
    [{ messageId: randomUUID() }, 'not-found'],
    [{ contactId: 'nobody' }, 'not-found'],
    [{ stepId: 'no-such-step' }, 'not-found'],
    [{ contactId: 'patient', result: 'accepted' }, 'invalid-input'],
    [{ id: c.messageId }, 'conflict'],
    [{ to: 'x'.repeat(121) }, 'invalid-input'],
    [{ note: 'a\0b' }, 'invalid-input'],
    [{ method: 'pigeon' }, 'invalid-input'],
  ];
  for (const [more, code] of refused)
    expect(await attempt(c, 'no-answer', more), code).toMatchObject({ code });
  expect(bench.count('entries')).toBe(1);
  expect(bench.count('outbox')).toBe(2);
});

test('the alarm rings at once and every minute, rests a minute after a try, also while locked and naming nobody', async () => {
  const shown: Parameters<Host['notify']>[0][] = [];
  const rung: string[][] = [];
  const ring = createAlarm({
    core: () => bench.vault.core,
    running: () => bench.running,
    now: () => bench.now,
    after: () => () => undefined,
    notify: async (input) => {
      shown.push(input);
      return ok({});
    },
    kept: null,
    changed: (ids) => void rung.push([...ids]),
    failed: () => undefined,
  });
  const id = await taken();
  ring.tick();
  expect(shown).toHaveLength(1);
  expect(rung).toEqual([[id]]);
  for (let s = 0; s < 60; s += 5) {
    ring.tick();
    later(5);
  }
  ring.tick();
  expect(shown).toHaveLength(2);
  must(await attempt(await card(), 'no-answer'));
  later(30);
  ring.tick();
  expect(shown).toHaveLength(2);
  bench.vault.lock();
  later(3600);
  ring.tick();
  expect(shown).toHaveLength(3);
  expect(ring.state().open).toBe(1);
  expect(await alarm()).toMatchObject({ open: 1 });
  const said = JSON.stringify(shown);
  for (const secret of ['Quackenbush', 'Zephyrine', '0164', 'Imogen', 'clinical_message', 'harbor'])
    expect(said).not.toContain(secret);
  expect(await page.ask('dispatch.list')).toMatchObject({ code: 'locked' });
});

test('online the backend pages; a claim takes the ladder into this desk’s hand and gives it back', async () => {
  bench.running = true;
  const id = await taken();
  bench.vault.core.prepare("UPDATE outbox SET state = 'acked' WHERE item_id = ?").run(id);
  expect(await card()).toMatchObject({ state: 'backend', manualWhy: null, alarmAt: null });
  expect((await alarm()).open).toBe(0);
  must(await page.ask('dispatch.claim', { id: randomUUID(), messageId: id, on: true }));
  expect(await card()).toMatchObject({ state: 'manual', manualWhy: 'by-choice' });
  expect((await card()).claimedUntil).not.toBeNull();
  must(await page.ask('dispatch.claim', { id: randomUUID(), messageId: id, on: false }));
  later(1);
  expect(await card()).toMatchObject({ state: 'backend' });
  // The backend was heard of and yet nothing happened for two minutes.
  later(125);
  expect(await card()).toMatchObject({ state: 'manual', manualWhy: 'backend-late' });
});

describe('who acts', () => {
  const row: ModeRow = {
    dispatch: 'open',
    savedAt: '2026-11-22T03:00:00.000Z',
    elsewhere: false,
    sent: 'waiting',
    dueAt: '2026-11-22T03:00:00.000Z',
    pageDueAt: '2026-11-22T03:00:00.000Z',
    writtenAt: '2026-11-22T03:00:00.000Z',
    claimedUntil: null,
    closedAt: null,
  };
  const at = (seconds: number): string => new Date(Date.parse(row.savedAt) + seconds * 1000).toISOString();
  it.each([
    ['offline, not sent', {}, false, 0, 'manual', 'offline'],
    ['online, on its way', {}, true, 5, 'backend', null],
    ['online, not taken', {}, true, 20, 'manual', 'not-sent'],
    ['online, set aside', { sent: 'quarantined' }, true, 1, 'manual', 'not-sent'],
    ['sent, in time', { sent: 'acked' }, true, 60, 'backend', null],
    ['sent, then offline, step not late yet', { sent: 'acked' }, false, 60, 'backend', null],
    ['sent, then offline, late', { sent: 'acked' }, false, 121, 'manual', 'offline'],
    ['sent, backend late', { sent: 'acked' }, true, 121, 'manual', 'backend-late'],
    ['another desk’s', { elsewhere: true, sent: null }, false, 121, 'backend', null],
    ['another desk’s, nobody acts', { elsewhere: true, sent: null }, false, 301, 'manual', 'offline'],
    ['no step left for the backend', { sent: 'acked', pageDueAt: null }, true, 1, 'manual', 'backend-late'],
    ['accepted', { dispatch: 'accepted' }, false, 900, 'accepted', null],
    ['ended', { dispatch: 'ended' }, true, 900, 'ended', null],
  ] as const)('%s', (_, change, running, seconds, state, why) => {
    expect(modeOf({ ...row, ...change }, running, at(seconds))).toEqual({ state, why });
  });
  it('rings for its own only, not before it is due, not once closed', () => {
    const rings = (change: Partial<ModeRow>, seconds = 0): boolean => {
      const changed = { ...row, ...change };
      return alarms(changed, modeOf(changed, false, at(seconds)), at(seconds));
    };
    expect(rings({})).toBe(true);
    expect(rings({ dueAt: at(60) })).toBe(false);
    expect(rings({ dueAt: at(60) }, 60)).toBe(true);
    expect(rings({ closedAt: at(0) })).toBe(false);
    expect(rings({ dispatch: null })).toBe(false);
    expect(rings({ dispatch: 'accepted' })).toBe(false);
    expect(rings({ dispatch: 'ended' })).toBe(true);
    expect(rings({ dispatch: 'ended', elsewhere: true })).toBe(false);
  });
});
