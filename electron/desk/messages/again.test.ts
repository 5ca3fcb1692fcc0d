// An account that comes late, or anew: open messages follow it in short turns, also after a crash or a lock in between. All
// people are made up.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Account } from '#shared/domain/accounts/account.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { projectAgain, turnMs } from './again.ts';
import { project } from './project.ts';
import { nightOf } from './testing.ts';

let bench: Bench;
let page: TestPage;
let night: ReturnType<typeof nightOf>;
beforeEach(async () => {
  bench = await makeBench();
  page = bench.page();
  night = nightOf(bench, page);
});
afterEach(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});

/** Dispatched by its account's rules alone: without them it waits. */
const routine = (): Promise<string> => night.taken({ urgency: 'routine-clinical' });
const row = (id: string): { dispatch: string | null; due_at: string | null } =>
  bench.vault.core.prepare('SELECT dispatch, due_at FROM messages WHERE id = ?').get(id) as never;
/** As it was saved by a desk that had never got the account. */
function asWithoutAccount(ids: readonly string[]): void {
  bench.vault.tx(() => {
    for (const id of ids) project(bench.vault.core, bench.sealer, () => null, id);
  });
}
/** `msEach`: how long the clock says that each look at it takes. */
function desk(msEach = 0) {
  const timers: { ms: number; run: () => void }[] = [];
  const told: string[][] = [];
  const failures: unknown[] = [];
  let clock = 0;
  let locked = false;
  const again = projectAgain({
    core: () => bench.vault.core,
    sealer: { ...bench.sealer, readable: () => !locked },
    accounts: bench.oncall.accounts,
    accountOf: bench.oncall.accountOf,
    now: () => bench.now,
    monotonic: () => (clock += msEach),
    after(ms, run) {
      timers.push({ ms, run });
      return () => void timers.splice(0);
    },
    changed: (ids) => void told.push(ids),
    failed: (error) => void failures.push(error),
  });
  return {
    ...again,
    told,
    timers,
    failures,
    lock: (to: boolean): void => void (locked = to),
    /** One turn; false = it rests. */
    step(): boolean {
      for (const t of timers.splice(0)) t.run();
      return timers.length > 0;
    },
    run(): void {
      again.look();
      for (let n = 0; n < 1000 && timers.length > 0; n++) for (const t of timers.splice(0)) t.run();
    },
  };
}
function deliver(change: Partial<Account>): void {
  const account = bench.oncall.accountOf('harbor');
  const version = (account?.version ?? 0) + 1;
  const json = JSON.stringify({ ...account, ...change, version });
  must(bench.oncall.put({ kind: 'account', id: 'harbor', version, publishedAt: bench.now, json }));
}

it('gives open messages the ladder of the account that came, once, and tells who looks', async () => {
  const id = await routine();
  const known = row(id);
  asWithoutAccount([id]);
  expect(row(id)).not.toEqual(known);
  const d = desk();
  d.run();
  expect(row(id)).toEqual(known);
  expect(d.told).toEqual([[id]]);
  d.run();
  desk().run();
  expect(d.told).toHaveLength(1);
  deliver({});
  d.run();
  expect(d.told).toEqual([[id], [id]]);
});

it('takes turns: no message is begun after its time, others come between', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 7; n++) ids.push(await routine());
  asWithoutAccount(ids);
  const d = desk(turnMs);
  d.look();
  d.look();
  expect(d.timers).toHaveLength(1);
  while (d.step()) expect(d.timers[0]?.ms).toBeGreaterThan(10);
  expect(d.told.every((turn) => turn.length === 1)).toBe(true);
  expect(d.told.flat().toSorted()).toEqual(ids.toSorted());
  for (const id of ids) expect(row(id).due_at).not.toBeNull();
});

it('goes on after the desk ended or was locked in the middle', async () => {
  const ids = [await routine(), await routine(), await routine()];
  const known = ids.map(row);
  asWithoutAccount(ids);
  const first = desk(turnMs);
  first.look();
  while (first.told.length === 0) first.step();
  const second = desk(turnMs);
  second.look();
  while (second.told.length === 0) second.step();
  second.lock(true);
  while (second.step());
  second.run();
  expect([...first.told, ...second.told, ...second.failures]).toHaveLength(2);
  expect(ids.map(row)).not.toEqual(known);
  second.lock(false);
  second.run();
  expect(ids.map(row)).toEqual(known);
});

it('what may wait follows a new rule in its own night, not after its batch or its morning', async () => {
  const quiet = { reasonCode: 'billing', urgency: 'non-clinical' } as const;
  const old = await night.taken(quiet);
  bench.now = new Date(Date.parse(bench.now) + 13 * 3_600_000).toISOString();
  const young = await night.taken(quiet);
  const sent = await night.taken(quiet);
  const body = { kind: 'batch', batchId: randomUUID(), forDate: '2026-11-23' } as const;
  night.apply(night.change(1, night.foreign(sent, body)));
  const account = bench.oncall.accountOf('harbor');
  deliver({ reasons: (account?.reasons ?? []).map((r) => ({ ...r, mayWaitUntilMorning: false })) });
  desk().run();
  expect([old, young, sent].map((id) => row(id).dispatch)).toEqual([null, 'open', null]);
});

it('one that cannot be read keeps no other from its ladder; a full disk is tried again', async () => {
  const ids = [await routine(), await routine()];
  asWithoutAccount(ids);
  bench.vault.core.prepare('DELETE FROM message_keys WHERE item_id = ?').run(ids[1]);
  const before = row(ids[0] ?? '');
  bench.vault.core.exec(
    "create temp trigger full before update on messages begin select raise(abort, 'full'); end",
  );
  const d = desk();
  d.run();
  expect(d.failures).toHaveLength(1);
  bench.vault.core.exec('drop trigger full');
  d.run();
  expect(row(ids[0] ?? '')).not.toEqual(before);
  expect(d.told).toEqual([[ids[0]]]);
});
