import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLog } from '../log.ts';
import { makeBench, type Bench } from '../router/testing.ts';
import { createShellRefusals } from './shell-refusals.ts';

let bench: Bench;
let logged = '';
beforeEach(async () => {
  bench = await makeBench();
  logged = '';
});
afterEach(() => bench.end());

const made = (core: () => Bench['vault']['core'] | null = () => bench.vault.core) =>
  createShellRefusals({
    core,
    now: () => bench.now,
    person: () => null,
    log: createLog({ sink: (text) => void (logged += text), clock: () => bench.now }),
  });

it('audits what was refused and on which page, and logs it', () => {
  const refusals = made();
  refusals.refused('navigation', 'main');
  refusals.refused('link', null);
  expect(bench.audit()).toEqual([
    { event: 'shell.refused', outcome: 'shell-refused', subjects: '{"what":"navigation"}' },
    { event: 'shell.refused', outcome: 'shell-refused', subjects: '{"what":"link"}' },
  ]);
  expect(logged).toContain('navigation');
  expect(logged).not.toContain('[refused]');
});

it('has a budget for each kind, and counts the rest on the next row', () => {
  const refusals = made();
  for (let i = 0; i < 500; i++) refusals.refused('request', 'main');
  refusals.refused('permission', 'panel');
  expect(bench.audit()).toHaveLength(11);
  expect(bench.audit().at(-1)?.subjects).toBe('{"what":"permission"}');
  bench.now = '2026-11-22T03:01:00.000Z';
  refusals.refused('request', 'main');
  expect(bench.audit().at(-1)?.subjects).toBe('{"suppressed":490,"what":"request"}');
});

it('keeps what came before the vault was open, a bounded number, with the time it happened', () => {
  let core: Bench['vault']['core'] | null = null;
  const refusals = made(() => core);
  for (let i = 0; i < 100; i++) refusals.refused(i === 0 ? 'link' : 'download', null);
  expect(bench.audit()).toEqual([]);
  core = bench.vault.core;
  refusals.opened(core);
  refusals.opened(core);
  expect(bench.audit().filter((row) => row.subjects.includes('link'))).toHaveLength(1);
  expect(bench.audit().length).toBeLessThanOrEqual(20);
});

it('refuses all the same when nothing can be written', () => {
  const refusals = made();
  bench.vault.core.exec('DROP TABLE audit_head');
  expect(() => refusals.refused('sender', 'main')).not.toThrow();
  expect(logged).toContain('not-audited');
});
