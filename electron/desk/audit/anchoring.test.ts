// C7 and C17 on a real vault: rows reach the backend signed, only its organisation's receipts are believed, nothing goes from the desk
// that was not confirmed, and what stays is a chain that verifies from its checkpoint, in the vault and in the file.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import { verifyIndependently } from '#tests/unit/audit/verify.ts';
import { migrations } from '../migrations.ts';
import type { Context } from '../router/context.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { auditHead } from './append.ts';
import { checkpointOf, newestReceipt } from './anchors.ts';
import { createAnchoring } from './anchoring.ts';
import { auditPage } from './list.ts';
import { pruneAudit } from './prune.ts';
import { createAuditRoom } from './room.ts';
import { addRows, enrolTestDesk, organisationKey, stand, testAuditBackend } from './testing.ts';
import { verifyAudit, verifyAuditInWorker } from './verify.ts';

const profile = tempFolder();
const vault: Vault = await makeTestVault(profile, migrations);
const out = mkdtempSync(join(tmpdir(), 'careline-audit-'));
afterAll(() => {
  vault.close();
  removeFolder(profile);
  removeFolder(out);
});
const deviceKey = vault.devicePublicKey.toString('base64');
const sign = (text: string): string => vault.sign(Buffer.from(text)).toString('base64');
const of = { ...stand, publicKey: organisationKey };
let backend: ReturnType<typeof testAuditBackend>;
let told: string[];

beforeEach(() => {
  // Everything of the log goes, by whoever may do what no one may: the triggers are looked at below.
  const triggers = vault.core
    .prepare("select name, sql from sqlite_master where type = 'trigger' and name like 'audit%'")
    .all() as { name: string; sql: string }[];
  for (const { name } of triggers) vault.core.exec(`drop trigger ${name}`);
  for (const table of ['audit', 'audit_head', 'audit_receipts', 'audit_checkpoints'])
    vault.core.exec(`delete from ${table}`);
  for (const { sql } of triggers) vault.core.exec(sql);
  enrolTestDesk(vault);
  backend = testAuditBackend(() => vault);
  told = [];
});
const anchoring = () =>
  createAnchoring({
    vault: () => vault,
    client: backend,
    anchorage: () => of,
    now: () => '2026-11-23T04:00:01.000Z',
    after: () => () => undefined,
    changed: () => undefined,
    anchored: () => told.push('whole'),
    failed: (error) => told.push(`failed ${String(error)}`),
    told: (event, { count, code }) => told.push(`${event} ${code ?? count}`),
  });
const seq = (): number => auditHead(vault.core).seq;
const count = (sql: string): number => Number(vault.core.prepare(sql).pluck().get());

describe('to the backend', () => {
  it('all rows in batches; the receipt is kept; what comes later follows; nothing new, nothing asked', async () => {
    addRows(vault, 2100, '2026-11-22T00:00:00.000Z');
    const one = anchoring();
    await one.contact();
    expect(backend.rows).toHaveLength(2100);
    expect(backend.requests).toBe(4); // where it stands, and three batches
    expect(newestReceipt(vault.core, of)).toMatchObject({ seq: 2100, key: organisationKey });
    await one.contact();
    expect(backend.requests).toBe(4);
    addRows(vault, 3, '2026-11-23T00:00:00.000Z');
    await one.contact();
    expect(backend.rows.at(-1)?.seq).toBe(2103);
    expect(told).toEqual(['anchored 2100', 'whole', 'whole', 'anchored 3', 'whole']);
    // Of one day the newest receipt is enough.
    expect(count('select count(*) from audit_receipts')).toBe(1);
  });
  it('away: nothing changes, and the next contact brings it', async () => {
    addRows(vault, 5, '2026-11-22T00:00:00.000Z');
    const one = anchoring();
    backend.online = false;
    await one.contact();
    expect(newestReceipt(vault.core, of)).toBeNull();
    backend.online = true;
    await one.contact();
    expect(newestReceipt(vault.core, of)?.seq).toBe(5);
    expect(one.problem()).toBeNull();
  });
  it('what breaks on the way is told and takes nothing with it; the next contact goes on', async () => {
    addRows(vault, 5, '2026-11-22T00:00:00.000Z');
    const one = anchoring();
    vault.core.exec(
      "create trigger full before insert on audit_receipts begin select raise(abort, 'full'); end",
    );
    await one.contact();
    expect(told).toEqual(['failed SqliteError: full']);
    vault.core.exec('drop trigger full');
    await one.contact();
    expect(newestReceipt(vault.core, of)?.seq).toBe(5);
  });
  it.each(['key', 'less'] as const)(
    'a receipt that is wrong (%s) is not believed, and said once',
    async (lies) => {
      addRows(vault, 5, '2026-11-22T00:00:00.000Z');
      backend.lies = lies;
      const one = anchoring();
      await one.contact();
      await one.contact();
      expect(one.problem()).toBe('audit-receipt');
      expect(told.filter((line) => line !== 'whole')).toEqual(['refused audit-receipt']);
      expect(newestReceipt(vault.core, of)?.seq ?? 0).toBeLessThan(seq());
      expect(count("select count(*) from audit where outcome = 'audit-receipt'")).toBe(1);
      backend.lies = null;
      await one.contact();
      expect(one.problem()).toBeNull();
      expect(newestReceipt(vault.core, of)?.seq).toBe(6);
    },
  );
  it('an older copy of the vault, or another log under this name, is a fork: told, nothing overwritten', async () => {
    addRows(vault, 5, '2026-11-22T00:00:00.000Z');
    await anchoring().contact();
    const kept = backend.rows.length;
    backend.rows[2] = { ...backend.rows[2]!, hash: 'a'.repeat(64) };
    backend.rows.push({ ...backend.rows[4]!, seq: 6, hash: 'b'.repeat(64) });
    addRows(vault, 1, '2026-11-23T00:00:00.000Z');
    const one = anchoring();
    await one.contact();
    expect(one.problem()).toBe('audit-fork');
    expect(backend.rows).toHaveLength(kept + 1);
    expect(told.at(-1)).toBe('refused audit-fork');
  });
});

describe('pruning', () => {
  const parts = (now = '2026-11-23T04:00:00.000Z') => ({
    db: vault.core,
    receipt: newestReceipt(vault.core, of)!,
    keepDays: 30,
    now,
    deviceKey,
    sign,
  });
  it('old confirmed rows go; the chain verifies from the checkpoint, also in the worker, and a forged checkpoint does not', async () => {
    addRows(vault, 40, '2026-10-01T00:00:00.000Z');
    addRows(vault, 10, '2026-11-20T00:00:00.000Z');
    await anchoring().contact();
    expect(pruneAudit(parts())).toBe(40);
    expect(pruneAudit(parts())).toBe(0);
    expect(checkpointOf(vault.core)?.seq).toBe(40);
    const whole = { rows: 11, linked: 11, firstBroken: null };
    expect(verifyAudit(vault.core, deviceKey)).toEqual(whole);
    expect(await verifyAuditInWorker(vault)).toEqual(whole);
    expect(verifyAudit(vault.core, organisationKey).firstBroken).toBe(40);
    // What was pruned is said in the log, and the next receipt covers it.
    await anchoring().contact();
    expect(backend.rows.at(-1)).toMatchObject({ seq: 51, event: 'audit.prune', subjects: '{"count":40}' });
  });
  it('nothing that is not confirmed goes, whoever asks and however', async () => {
    addRows(vault, 20, '2026-10-01T00:00:00.000Z');
    await anchoring().contact();
    addRows(vault, 20, '2026-10-02T00:00:00.000Z');
    expect(pruneAudit(parts())).toBe(20);
    expect(pruneAudit(parts())).toBe(0);
    const checkpoint = 'insert into audit_checkpoints values (?, ?, ?, ?)';
    const row = vault.core.prepare('select hash from audit where seq = 25').get() as { hash: string };
    const put = vault.core.prepare(checkpoint);
    expect(() => put.run(25, row.hash, 'now', sign('x'))).toThrow('unanchored');
    await anchoring().contact();
    expect(() => put.run(25, 'a'.repeat(64), 'now', sign('x'))).toThrow('unanchored');
    for (const sql of [
      'delete from audit where seq = 21',
      'delete from audit',
      'delete from audit_checkpoints',
      'update audit_checkpoints set seq = 30',
      'delete from audit_receipts',
      'update audit_receipts set seq = 90',
    ])
      expect(() => vault.core.exec(sql), sql).toThrow('append-only');
    expect(verifyAudit(vault.core, deviceKey)).toMatchObject({ linked: 21, firstBroken: null });
  });
  it('a desk clock set ahead prunes nothing early, and a young row keeps what stands after it', async () => {
    addRows(vault, 5, '2026-11-01T00:00:00.000Z');
    addRows(vault, 5, '2026-10-01T00:00:00.000Z');
    await anchoring().contact();
    expect(pruneAudit(parts('2027-06-01T00:00:00.000Z'))).toBe(0);
    backend.now = '2026-12-24T00:00:00.000Z';
    addRows(vault, 1, '2026-12-24T00:00:00.000Z');
    await anchoring().contact();
    expect(pruneAudit(parts('2026-12-24T00:00:00.000Z'))).toBe(10);
  });
});

describe('the auditor’s room', () => {
  const path = join(out, 'log.jsonl');
  const room = () =>
    createAuditRoom({
      session: { vault: () => vault },
      openCore: () => vault.core,
      clock: { now: () => '2026-11-23T04:00:00.000Z' },
      after: () => () => undefined,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      changed: () => undefined,
      client: backend,
      organisationKey: () => organisationKey,
      keepDays: () => 30,
      files: {
        fileDialog: () => Promise.resolve(ok({ handle: 'h', name: 'log.jsonl' })),
        redeemHandle: () => Promise.resolve(ok({ path, mode: 'save' })),
      } as never,
    });
  const context = (): Context => ({
    now: '2026-11-23T04:00:00.000Z',
    surface: 'main',
    person: { id: 'aud', name: 'Daria Voss', initials: 'DV', role: 'auditor' },
    signal: new AbortController().signal,
    progress: () => undefined,
    about: () => undefined,
    changed: () => undefined,
  });
  it('exports a file that both verifiers find whole, after pruning too', async () => {
    addRows(vault, 40, '2026-10-01T00:00:00.000Z');
    addRows(vault, 900, '2026-11-20T00:00:00.000Z');
    const { handlers, room: guard } = room();
    await anchoring().contact();
    pruneAudit({
      db: vault.core,
      receipt: newestReceipt(vault.core, of)!,
      keepDays: 30,
      now: '2026-11-23T04:00:00.000Z',
      deviceKey,
      sign,
    });
    guard.stop?.();
    const done = await handlers.export({}, context());
    expect(done).toMatchObject({ ok: true, value: { file: { name: 'log.jsonl', rows: seq() - 40 } } });
    const keys = { device: deviceKey, organisation: organisationKey };
    const bytes = readFileSync(path);
    expect(verifyIndependently(bytes, keys)).toBeNull();
    expect(bytes.toString()).toContain('{"checkpoint":{"seq":40,');
    bytes[bytes.length >> 1]! ^= 1;
    expect(verifyIndependently(bytes, keys)).toMatchObject({ why: 'changed' });
    expect(await handlers.state({}, context())).toMatchObject({
      ok: true,
      value: {
        rows: seq() - 40,
        checkpoint: { seq: 40 },
        anchored: { seq: 940 },
        backend: 'on',
        problem: null,
      },
    });
    expect(await handlers.verify({}, context())).toMatchObject({ ok: true, value: { firstBroken: null } });
  });
  it('a check that was ended says so', async () => {
    addRows(vault, 10, '2026-11-20T00:00:00.000Z');
    const ended = new AbortController();
    const asked = room().handlers.verify({}, { ...context(), signal: ended.signal });
    ended.abort();
    expect(await asked).toMatchObject({ ok: false, code: 'cancelled' });
  });
  it('pages newest first, by person, kind, outcome, time and id; a page looks only so far and goes on', () => {
    const day = '2026-11-20T00:00:00.000Z';
    addRows(vault, 30, day);
    addRows(vault, 1, day, {
      event: 'session.unlock',
      outcome: 'vault-wrong-key',
      person: null,
      subject: {},
    });
    addRows(vault, 30, '2026-11-21T00:00:00.000Z', { subject: { messageId: 'm-1' } });
    addRows(vault, 1, '2026-11-22T00:00:00.000Z', { subject: { messageId: 'm-12' } });
    const all = {
      person: null,
      role: null,
      group: null,
      outcome: 'all',
      from: null,
      to: null,
      subject: null,
    } as const;
    const seqs = (filter: object, limit = 200, looks?: number): number[] => {
      const read: number[] = [];
      for (let after: string | null = null, pages = 0; ; pages++) {
        const page = auditPage(vault.core, { ...all, ...filter }, after, limit, looks);
        read.push(...page.rows.map((row) => row.seq));
        if (page.next === null) return read;
        expect(pages).toBeLessThan(100);
        after = page.next;
      }
    };
    const downFrom = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, n) => from - n);
    expect(seqs({})).toEqual(downFrom(62, 1));
    expect(seqs({}, 7)).toEqual(downFrom(62, 1));
    expect(seqs({ outcome: 'refused' }, 200, 5)).toEqual([31]);
    expect(seqs({ group: 'seat' })).toEqual([31]);
    expect(seqs({ subject: 'm-1' })).toEqual(downFrom(61, 32));
    expect(seqs({ from: '2026-11-22T00:00:00.000Z' })).toEqual([62]);
    expect(seqs({ to: '2026-11-20T00:02:00.000Z', role: 'agent' })).toEqual([2, 1]);
    expect(seqs({ person: 'p2', to: '2026-11-20T00:05:00.000Z' })).toEqual([3]);
    for (const odd of ['x', '-1', '1e99', ''])
      expect(auditPage(vault.core, all, odd, 10)).toEqual({ rows: [], next: null });
  });
  it('a look-up of a record with the looker’s own name is marked, by the code alone', () => {
    const { append } = room();
    const names = [{ given: ['Daria'], family: 'Voss', text: '', former: false }];
    const put = vault.patients!.prepare("insert into cache values (?, 'person', ?, 'now', 1)");
    put.run('pat-own', JSON.stringify({ facts: { names } }));
    put.run('pat-kin', JSON.stringify({ facts: { names: [{ ...names[0], given: ['Ole'] }] } }));
    put.run('pat-listed', JSON.stringify({ facts: null }));
    put.run('pat-broken', '{');
    const entry = { event: 'patient.card', outcome: 'ok', surface: 'main', at: 'now' } as const;
    const { person } = context();
    for (const patientId of ['pat-own', 'pat-kin', 'pat-listed', 'pat-broken', 'pat-none'])
      vault.tx(() => append(vault.core, { ...entry, person, subject: { patientId } }));
    vault.tx(() => append(vault.core, { ...entry, person: null, subject: { patientId: 'pat-own' } }));
    const rows = vault.core.prepare('select subjects from audit order by seq').pluck().all() as string[];
    expect(rows.map((row) => (JSON.parse(row) as { match?: string }).match ?? '-')).toEqual([
      'own-name',
      'family-name',
      ...Array.from({ length: 4 }, () => '-'),
    ]);
    expect(rows.join('')).not.toMatch(/Voss|Daria/);
  });
});
