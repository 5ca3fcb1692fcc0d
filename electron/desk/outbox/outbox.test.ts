// The queue's pages, the lanes' state and the rescue file: what is in it, who can read it, and what stays behind when it
// cannot be finished.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outbox } from '#shared/contract/outbox.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { rescueHeader, rescueLine, rescueText } from '#shared/protocol/lanes.ts';
import { chainText, laneStart, spkiHead } from '#shared/protocol/seal-format.ts';
import type { Context } from '../router/context.ts';
import { acknowledge, nextBatch } from '../sync/outbox.ts';
import { startDesk } from '../sync/testing.ts';
import { removeFolder, tempFolder } from '../vault/testing.ts';
import { outboxHandlers } from './handlers.ts';
import { queuePage } from './queue.ts';

let desk: Awaited<ReturnType<typeof startDesk>>;
let folder = '';
beforeEach(async () => {
  desk = await startDesk('http://127.0.0.1:9');
  folder = tempFolder();
});
afterEach(() => {
  desk.close();
  removeFolder(folder);
});
const now = '2026-11-22T03:00:00.000Z';
const limits = { items: 500, bytes: 1_000_000 };
const take = (lane: 'urgent' | 'normal', upto: number, aside: number[] = []): void => {
  nextBatch(desk.vault.core, desk.wrap, lane, limits);
  const results = aside.map((seq) => ({ seq, result: 'quarantined' as const, why: 'not-valid fields' }));
  acknowledge(desk.vault.core, { lane, upto, results }, upto, now);
};

describe('the queue', () => {
  it('shows the urgent lane first, in order, page by page, with what was set aside and why', () => {
    for (let i = 0; i < 5; i++) desk.save('normal');
    for (let i = 0; i < 3; i++) desk.save('urgent');
    take('normal', 2, [2]);
    const seen: string[] = [];
    let after: string | null = null;
    let pages = 0;
    do {
      const page = queuePage(desk.vault.core, 'all', after, 2);
      expect(page.rows.length).toBeLessThanOrEqual(2);
      expect(page.rows.every((r) => outbox.queue.row.safeParse(r).success)).toBe(true);
      seen.push(...page.rows.map((r) => `${r.lane} ${r.seq} ${r.state} ${r.why}`));
      after = page.next;
      pages++;
    } while (after !== null);
    expect(pages).toBe(4);
    expect(seen).toEqual([
      'urgent 1 waiting ',
      'urgent 2 waiting ',
      'urgent 3 waiting ',
      'normal 2 quarantined not-valid fields',
      'normal 3 waiting ',
      'normal 4 waiting ',
      'normal 5 waiting ',
    ]);
    expect(queuePage(desk.vault.core, 'quarantined', null, 200).rows.map((r) => r.seq)).toEqual([2]);
    expect(queuePage(desk.vault.core, 'waiting', null, 200).rows).toHaveLength(6);
    expect(queuePage(desk.vault.core, 'all', 'nonsense; drop', 200).rows).toHaveLength(7);
  });
});

describe('requests', () => {
  let picked: { handle: string | null; name: string | null };
  let path = '';
  let steps: [number, number | null][];
  let abort: AbortController;
  beforeEach(() => {
    picked = { handle: 'h', name: 'r.jsonl' };
    path = join(folder, 'r.jsonl');
    steps = [];
    abort = new AbortController();
  });
  const handlers = () =>
    outboxHandlers({
      core: () => desk.vault.core,
      paused: (lane) => (lane === 'urgent' ? 'sync-fork' : null),
      tries: () => ({ lastTryAt: now, nextTryAt: null }),
      host: {
        fileDialog: async () => ok(picked),
        redeemHandle: async ({ handle }) => (handle === 'h' ? ok({ path }) : fail('handle-spent')),
      },
      wrap: desk.wrap,
      sign: (bytes) => desk.vault.sign(bytes),
      soon: () => setImmediate(),
    });
  const context = (): Context => ({
    now,
    surface: 'main',
    person: null,
    signal: abort.signal,
    about: () => undefined,
    changed: () => undefined,
    progress: (done, total) => void steps.push([done, total]),
  });

  it('state: both lanes with their numbers, why one stands still, and when the last came', () => {
    for (let i = 0; i < 3; i++) desk.save('normal');
    desk.save('urgent');
    take('normal', 2, [1]);
    const answer = handlers().state({}, context());
    if (answer instanceof Promise || !answer.ok) throw new Error('no state');
    expect(outbox.state.output.safeParse(answer.value).success).toBe(true);
    expect(answer.value).toMatchObject({
      lanes: [
        { lane: 'urgent', waiting: 1, highest: 1, acknowledged: 0, quarantined: 0, paused: 'sync-fork' },
        { lane: 'normal', waiting: 1, highest: 3, acknowledged: 1, quarantined: 1, paused: null },
      ],
      lastAckAt: now,
      lastTryAt: now,
      nextTryAt: null,
    });
  });

  it('rescue: all that waits, chained as it would be sent, signed by this device, closed to others', async () => {
    for (let i = 0; i < 90; i++) desk.save('normal', 'patient Zebra Quill');
    desk.save('urgent', 'patient Zebra Quill');
    take('normal', 3);
    const answer = await handlers().rescue({}, context());
    const bytes = readFileSync(path);
    expect(answer).toEqual({
      ok: true,
      value: { file: { name: 'r.jsonl', items: 88, bytes: bytes.length } },
    });
    expect(bytes.includes('Zebra')).toBe(false);
    const end = bytes.indexOf(10);
    const header = rescueHeader.parse(JSON.parse(bytes.subarray(0, end).toString('utf8')));
    const rest = bytes.subarray(end + 1);
    expect(createHash('sha256').update(rest).digest('hex')).toBe(header.sha256);
    const publicKey = createPublicKey({
      key: Buffer.concat([Buffer.from(spkiHead.ed25519, 'hex'), desk.vault.devicePublicKey]),
      format: 'der',
      type: 'spki',
    });
    const signature = Buffer.from(header.signature, 'base64');
    expect(verify(null, Buffer.from(rescueText(header)), publicKey, signature)).toBe(true);
    const lines = rest
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => rescueLine.parse(JSON.parse(line)));
    expect(lines.map((l) => `${l.lane} ${l.item.seq}`)).toEqual([
      'urgent 1',
      ...Array.from({ length: 87 }, (_, i) => `normal ${i + 4}`),
    ]);
    let head = laneStart('urgent');
    for (const { lane, item } of lines) {
      if (lane === 'normal' && item.seq === 4) {
        head = String(
          desk.vault.core.prepare("SELECT hash FROM outbox WHERE lane = 'normal' AND seq = 3").pluck().get(),
        );
      }
      head = createHash('sha256').update(chainText(head, item)).digest('hex');
      expect(item.hash).toBe(head);
    }
    expect(steps.at(-1)).toEqual([88, 88]);
    expect(steps.length).toBeGreaterThan(2);
    // Nothing was marked: it still waits for the backend.
    expect(desk.states().filter((s) => s === 'waiting')).toHaveLength(88);
    expect(readdirSync(folder)).toEqual(['r.jsonl']);
  });
  it('rescue: what was set aside is in it too, before what waits', async () => {
    for (let i = 0; i < 6; i++) desk.save('normal');
    take('normal', 4, [1, 3, 4]);
    expect(await handlers().rescue({}, context())).toMatchObject({ ok: true, value: { file: { items: 5 } } });
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
    expect(lines.map((line) => rescueLine.parse(JSON.parse(line)).item.seq)).toEqual([1, 3, 4, 5, 6]);
    expect(steps.at(-1)).toEqual([5, 5]);
  });
  it('rescue: a person cancels the dialog, or the writing, and nothing is left', async () => {
    for (let i = 0; i < 90; i++) desk.save('normal');
    picked = { handle: null, name: null };
    expect(await handlers().rescue({}, context())).toEqual({ ok: true, value: { file: null } });
    picked = { handle: 'h', name: 'r.jsonl' };
    const stopped = context();
    stopped.progress = () => abort.abort();
    expect(await handlers().rescue({}, stopped)).toMatchObject({ ok: false, code: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });
  it('rescue: a place that cannot be written says so; one at a time', async () => {
    desk.save('normal');
    path = join(folder, 'no', 'such', 'r.jsonl');
    const both = handlers();
    const [first, second] = await Promise.all([both.rescue({}, context()), both.rescue({}, context())]);
    expect(first).toMatchObject({ ok: false, code: 'disk-error' });
    expect(second).toMatchObject({ ok: false, code: 'busy' });
    path = join(folder, 'r.jsonl');
    expect(await both.rescue({}, context())).toMatchObject({ ok: true });
  });
  it('rescue: what was never wrapped for the backend needs the reader’s key', async () => {
    desk.save('normal');
    desk.vault.core.exec('UPDATE outbox SET key_for_backend = NULL, key_id = NULL');
    desk.vault.lock();
    expect(await handlers().rescue({}, context())).toMatchObject({ ok: false, code: 'locked' });
    expect(existsSync(path)).toBe(false);
  });
  it('rescue: without an enrolment there is nobody to seal it for', async () => {
    desk.vault.core.exec("DELETE FROM device WHERE key = 'enrolment'");
    expect(await handlers().rescue({}, context())).toMatchObject({ ok: false, code: 'not-enrolled' });
  });
});
