// The audit chain: any change to any row is noticed and named, by our verifier and by one that shares no code with it.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditRow } from '#shared/domain/audit/row.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { isAgain } from './again.ts';
import { appendAudit, auditHead, createRefusalAudit, type AuditEntry } from './append.ts';
import { auditPage } from './list.ts';
import { verifyAudit, verifyAuditInWorker } from './verify.ts';

const profile = tempFolder();
let vault: Vault;
beforeAll(async () => {
  vault = await makeTestVault(profile);
});
afterAll(() => {
  vault.close();
  removeFolder(profile);
});

const entry = (n: number, more: Partial<AuditEntry> = {}): AuditEntry => ({
  event: 'messages.save',
  outcome: 'ok',
  person: { id: `p${n % 3}`, role: 'agent' },
  surface: 'main',
  subject: { messageId: `m-${n}`, version: n },
  at: new Date(Date.UTC(2026, 10, 22, 3, 0, n)).toISOString(),
  ...more,
});
const total = 12;
beforeEach(() => {
  vault.core.exec('drop trigger if exists audit_no_update; drop trigger if exists audit_no_delete');
  vault.core.exec('delete from audit; delete from audit_head');
  vault.tx(() => {
    for (let n = 1; n <= total; n++) appendAudit(vault.core, entry(n));
  });
});

/** Written from the description alone; imports nothing of the code under test. Returns the first wrong row or null. */
function independent(): number | null {
  const rows = vault.core.prepare('select * from audit order by seq').all() as Record<string, unknown>[];
  let prev = '0'.repeat(64);
  for (const [i, r] of rows.entries()) {
    const fields = ['seq', 'at', 'person', 'role', 'surface', 'event', 'outcome', 'subjects', 'prev'];
    const text = JSON.stringify(fields.map((f) => r[f]));
    const hash = createHash('sha256').update(text, 'utf8').digest('hex');
    if (r['seq'] !== i + 1 || r['prev'] !== prev || r['hash'] !== hash) return i + 1;
    prev = hash;
  }
  const head = vault.core.prepare('select seq, hash from audit_head').get() as { seq: number; hash: string };
  if (head.seq !== rows.length) return Math.min(head.seq, rows.length) + 1;
  return head.hash === prev ? null : rows.length;
}

test('a whole chain', async () => {
  const whole = { rows: total, linked: total, firstBroken: null };
  expect(verifyAudit(vault.core)).toEqual(whole);
  expect(await verifyAuditInWorker(vault)).toEqual(whole);
  expect(independent()).toBeNull();
  expect(auditHead(vault.core).seq).toBe(total);
});

describe('mutations', () => {
  const columns = [
    'at',
    'person',
    'role',
    'surface',
    'event',
    'outcome',
    'subjects',
    'prev',
    'hash',
  ] as const;
  test('any character of any column of any row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: total }),
        fc.constantFrom(...columns),
        fc.nat(),
        (seq, column, pick) => {
          const old = vault.core
            .prepare(`select ${column} from audit where seq = ?`)
            .pluck()
            .get(seq) as string;
          const at = pick % old.length;
          const changed = old.slice(0, at) + (old[at] === '0' ? '1' : '0') + old.slice(at + 1);
          const set = vault.core.prepare(`update audit set ${column} = ? where seq = ?`);
          set.run(changed, seq);
          expect(verifyAudit(vault.core)).toEqual({ rows: total, linked: seq - 1, firstBroken: seq });
          expect(independent()).toBe(seq);
          set.run(old, seq);
          expect(verifyAudit(vault.core).firstBroken).toBeNull();
        },
      ),
      { numRuns: 40 },
    );
  });
  test.each(Array.from({ length: total }, (_, i) => i + 1))('row %i removed', (seq) => {
    vault.core.prepare('delete from audit where seq = ?').run(seq);
    expect(verifyAudit(vault.core).firstBroken).toBe(seq);
    expect(independent()).toBe(seq);
  });
  test('two rows swapped', () => {
    vault.core.exec('update audit set seq = -seq where seq in (4, 9)');
    vault.core.exec('update audit set seq = 9 where seq = -4; update audit set seq = 4 where seq = -9');
    expect(verifyAudit(vault.core).firstBroken).toBe(4);
    expect(independent()).toBe(4);
  });
  test('the end cut off together with the head’s number, or a row forged onto the end', () => {
    vault.core.exec('delete from audit where seq = 12; update audit_head set seq = 11');
    expect(verifyAudit(vault.core).firstBroken).toBe(11);
    const last = vault.core.prepare('select * from audit where seq = 11').get() as AuditRow;
    vault.core
      .prepare(
        'insert into audit values (12, @at, @person, @role, @surface, @event, @outcome, @subjects, @hash, @hash)',
      )
      .run(last);
    expect(verifyAudit(vault.core).firstBroken).toBe(12);
    expect(independent()).toBe(12);
  });
  test('found by the worker too', async () => {
    vault.core.exec("update audit set person = 'x' where seq = 7");
    expect(await verifyAuditInWorker(vault)).toEqual({ rows: total, linked: 6, firstBroken: 7 });
  });
});

test('only inside a transaction, and gone with it', () => {
  expect(() => appendAudit(vault.core, entry(1))).toThrow();
  expect(() =>
    vault.tx(() => {
      appendAudit(vault.core, entry(1));
      throw new Error('undo');
    }),
  ).toThrow('undo');
  expect(verifyAudit(vault.core)).toEqual({ rows: total, linked: total, firstBroken: null });
});

test('subjects keep ids only: names, texts and unknown keys do not get in', () => {
  const hostile = {
    patientId: 'Maria González',
    messageId: 'call back 555 0100',
    callId: '<script>',
    name: 'Zephyrine Quackenbush',
    count: 1.5,
    articleId: 'a'.repeat(200),
    accountId: 'riverside',
  };
  vault.tx(() => appendAudit(vault.core, entry(13, { subject: hostile })));
  const text = vault.core.prepare('select subjects from audit where seq = 13').pluck().get() as string;
  expect(JSON.parse(text)).toEqual({
    accountId: 'riverside',
    articleId: '[refused]',
    callId: '[refused]',
    count: '[refused]',
    messageId: '[refused]',
    patientId: '[refused]',
  });
});

test('refusals: each code has its share of a minute, the rest are counted on the next row', () => {
  const audit = createRefusalAudit(3);
  const at = (s: number) => new Date(Date.UTC(2026, 10, 22, 4, 0, s)).toISOString();
  vault.tx(() => {
    for (let s = 0; s < 50; s++) audit.refuse(vault.core, entry(s, { outcome: 'locked', at: at(s) }));
    audit.refuse(vault.core, entry(1, { outcome: 'wrong-role', at: at(50) }));
    audit.refuse(vault.core, entry(1, { outcome: 'locked', at: at(61), subject: {} }));
  });
  const rows = vault.core
    .prepare('select outcome, subjects from audit where seq > ?')
    .all(total) as AuditRow[];
  expect(rows.map((r) => r.outcome)).toEqual(['locked', 'locked', 'locked', 'wrong-role', 'locked']);
  expect(JSON.parse(rows[4]!.subjects)).toEqual({ suppressed: 47 });
  expect(verifyAudit(vault.core).firstBroken).toBeNull();
});

test('a shipped vault refuses to change or delete rows', async () => {
  const fresh = tempFolder();
  const other = await makeTestVault(fresh);
  other.tx(() => appendAudit(other.core, entry(1)));
  expect(() => other.core.exec("update audit set person = 'x'")).toThrow('append-only');
  expect(() => other.core.exec('delete from audit')).toThrow('append-only');
  other.close();
  removeFolder(fresh);
});

test("a poll's same answer within minutes has no new row; anything new, anybody else, another seat and another window have", () => {
  const list = (second: number, more: Partial<AuditEntry> = {}) =>
    entry(second, {
      event: 'dispatch.list',
      person: { id: 'p1', role: 'agent' },
      subject: { count: 2, what: 'aa' },
      ...more,
    });
  expect(isAgain(vault.core, list(20))).toBe(false);
  vault.tx(() => appendAudit(vault.core, list(20)));
  expect(isAgain(vault.core, list(50))).toBe(true);
  for (const more of [
    { subject: { count: 2, what: 'bb' } },
    { person: { id: 'p2', role: 'agent' } },
    { person: { id: 'p1', role: 'nurse' } },
    { surface: 'compact' },
    { outcome: 'offline' as const },
    { event: 'message.list' },
    { subject: { count: 2 } },
    { at: '2026-11-22T03:11:00.000Z' },
    { at: '2026-11-22T03:00:10.000Z' },
  ])
    expect(isAgain(vault.core, list(50, more)), JSON.stringify(more)).toBe(false);
  vault.tx(() => appendAudit(vault.core, entry(51, { event: 'session.lock' })));
  expect(isAgain(vault.core, list(52))).toBe(false);
});

test('a row is found by the six letters that people say to each other, and by nothing inside an id', () => {
  const [callId, patientId] = ['0193f3a0-0000-7000-8000-0000000abcde', 'elena-12.3'];
  vault.tx(() => appendAudit(vault.core, entry(30, { subject: { callId, patientId } })));
  const filter = { person: null, role: null, group: null, outcome: 'all' as const, from: null, to: null };
  const found = (subject: string) => auditPage(vault.core, { ...filter, subject }, null, 50).rows.length;
  expect(['0ABCDE', '0abcde', 'ena123', callId, patientId, 'm-1'].map(found)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(['0193F3', 'abcde', 'BCDE', '80000000'].map(found)).toEqual([0, 0, 0, 0]);
});
