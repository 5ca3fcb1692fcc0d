// Every state of a line: passed, failed in each of its ways, could not be checked, and numbers that are missing.
import { expect, it } from 'vitest';
import { proofChecks, type ProofResult } from '#shared/contract/demo.ts';
import '../text/late/proof.ts';
import { figureOf, meaningOf, notRun, sizeOf, spokenOf, standInText, verdictOf } from './proof-text.ts';

const result = (
  check: ProofResult['check'],
  passed: boolean | null,
  numbers: Record<string, number>,
  note: string | null = null,
): ProofResult => ({ check, passed, numbers, note, tookMs: 12 });
const of = (r: ProofResult) => ({ ...notRun, result: r });

it('writes the figures as the look has them', () => {
  expect(figureOf(result('name-in-vault-bytes', true, { found: 0 }))).toBe('0 found');
  expect(figureOf(result('messages-once', true, { saved: 12, inPostgres: 12, doubled: 0 }))).toBe(
    '12 · 12 · 0',
  );
  expect(figureOf(result('audit-linked', true, { rows: 1418, linked: 1418 }))).toBe('1,418 of 1,418');
  expect(figureOf(result('connections', true, { offLoopback: 0, total: 31 }))).toBe('0');
});

it('shows a number that is missing as missing, never as 0', () => {
  for (const check of proofChecks) expect(figureOf(result(check, true, {}))).toContain('–');
});

it('takes a verdict only from an answer', () => {
  expect(verdictOf(notRun)).toBe('not-run');
  expect(verdictOf({ ...notRun, running: true })).toBe('running');
  expect(verdictOf({ ...notRun, failure: 'vault-closed' })).toBe('unchecked');
  expect(verdictOf(of(result('connections', null, {})))).toBe('unchecked');
  expect(verdictOf(of(result('connections', true, {})))).toBe('passed');
  expect(verdictOf(of(result('connections', false, {})))).toBe('failed');
  // A failure after an earlier pass is not a pass.
  expect(verdictOf({ ...of(result('connections', true, {})), failure: 'desk-unavailable' })).toBe(
    'unchecked',
  );
});

it('says what each result means and never leaves one without a sentence', () => {
  expect(meaningOf(notRun)).toBeNull();
  for (const check of proofChecks)
    for (const passed of [true, false, null]) {
      const said = meaningOf(of(result(check, passed, {}, passed === null ? 'something-new' : null)));
      expect(said, `${check} ${passed}`).toMatch(/[.)]$/);
    }
});

it('tells a doubled message from a missing one, and a waiting one from both', () => {
  const numbers = { saved: 12, inPostgres: 13, doubled: 1 };
  expect(meaningOf(of(result('messages-once', false, numbers)))).toContain('1 message is in PostgreSQL more');
  expect(meaningOf(of(result('messages-once', false, { ...numbers, doubled: 0 })))).toContain(
    'another count',
  );
  const waiting = { saved: 12, inPostgres: 11, doubled: 0, waiting: 1 };
  expect(meaningOf(of(result('messages-once', true, waiting)))).toContain('1 is saved here and still waits');
});

it('says why it could not be checked and what to do', () => {
  const stopped = result('messages-once', null, { saved: 3, waiting: 2 }, 'postgres-unreachable');
  expect(meaningOf(of(stopped))).toContain('PostgreSQL does not answer');
  expect(meaningOf(of(stopped))).toContain('3 messages are safe on this computer, 2 wait.');
  expect(meaningOf(of(result('name-in-vault-bytes', null, { names: 0 }, 'no-names')))).toContain(
    'Take a message',
  );
  expect(meaningOf({ ...notRun, failure: 'vault-closed' })).toContain('vault');
});

it('speaks the figure when there is one, and never calls an unchecked line passed', () => {
  expect(spokenOf('connections', of(result('connections', true, { offLoopback: 0 })))).toMatch(
    /0\. Passed\.$/,
  );
  expect(spokenOf('connections', of(result('connections', false, { offLoopback: 2 })))).toMatch(
    /2\. Failed\.$/,
  );
  expect(spokenOf('connections', { ...notRun, failure: 'locked' })).toMatch(/could not be checked\.$/);
});

it('writes sizes for people, and a sentence for every stand-in', () => {
  expect(sizeOf(0)).toBe('0 kB');
  expect(sizeOf(839_500)).toBe('840 kB');
  expect(sizeOf(1_240_000)).toBe('1.2 MB');
  const codes = [
    'shell-preview',
    'shell-electron',
    'line-practice',
    'line-carrier',
    'ehr-sample',
    'backend-local',
    'wording-draft',
  ];
  for (const code of codes) expect(standInText(code)).not.toContain(code);
  expect(standInText('__proto__')).toContain('__proto__');
});
