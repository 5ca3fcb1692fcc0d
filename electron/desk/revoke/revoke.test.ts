// A revoked device by real processes that are killed at every point: what the backend lacked arrives once and sealed, keys
// go before files, the receipt comes last, and nothing that was marked is found on the disk afterwards (C16, C36).
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditRow } from '#shared/domain/audit/row.ts';
import { receiptText } from '#shared/domain/audit/signed.ts';
import { wipedRequest } from '#shared/protocol/admin.ts';
import { auditRequest } from '#shared/protocol/audit.ts';
import { rescueHeader, rescueLine } from '#shared/protocol/lanes.ts';
import { signedByOrganisation } from '../audit/testing.ts';
import { migrations } from '../migrations.ts';
import { copyFolder, openTestVault, removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import { json, refusal, startBackend, startDesk, type Handler } from '../sync/testing.ts';
import { readWipe } from './marker.ts';
import { createRevoke, wipePoints, type WipePoint } from './revoke.ts';

const child = fileURLToPath(new URL('testing-child.ts', import.meta.url));
const canary = 'QuillonCanary';
const folders: string[] = [];
let prepared: string;
let saved: { urgent: string[]; normal: string[] };

/** A profile with five messages that the backend lacks, a backup and an exported file, as they may lie there. */
beforeAll(async () => {
  const desk = await startDesk('http://127.0.0.1:9');
  saved = {
    urgent: [1, 2, 3].map(() => desk.save('urgent', canary)),
    normal: [1, 2].map(() => desk.save('normal', canary)),
  };
  const profile = dirname(dirname(desk.vault.keyringPath));
  desk.vault.core.pragma('wal_checkpoint(truncate)');
  prepared = tempFolder();
  copyFolder(profile, prepared);
  for (const [folder, file] of [
    ['backups/2026', 'core.db'],
    ['saved-files', 'messages.csv'],
    ['vault/copies', 'core-1.db'],
    ['logs', 'desk.log'],
  ] as const) {
    mkdirSync(join(prepared, folder), { recursive: true });
    writeFileSync(join(prepared, folder, file), file === 'desk.log' ? 'a line' : canary);
  }
  desk.close();
});
afterAll(() => [prepared, ...folders].forEach(removeFolder));

async function run(profile: string, url: string, killAt: WipePoint | 'none'): Promise<string[]> {
  const it = spawn(process.execPath, [child, profile, url, killAt], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  it.stdout.on('data', (bytes: Buffer) => void (out += bytes.toString()));
  await new Promise((resolve) => it.on('close', resolve));
  return out.split('\n').filter((line) => line !== '');
}
/** Everything that is left of a profile, as bytes. */
function left(profile: string): { names: string[]; text: string } {
  const names = readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return {
    names: names.map((name) => name.slice(profile.length + 1)).toSorted(),
    text: names.map((name) => readFileSync(name, 'latin1')).join('\n'),
  };
}

async function wiping(): Promise<{
  profile: string;
  receipts: unknown[];
  backend: Awaited<ReturnType<typeof startBackend>>;
  /** Of the audit log, as the backend has them. */
  rows: AuditRow[];
  usual: Handler;
}> {
  const backend = await startBackend();
  const receipts: unknown[] = [];
  const rows: AuditRow[] = [];
  const serverTime = '2026-11-22T03:00:00.000Z';
  const usual: Handler = (path, response, body) => {
    if (path === '/v2/audit') {
      rows.push(...auditRequest.parse(JSON.parse(body)).rows);
      const last = rows.at(-1);
      const at = serverTime;
      const stand = { organisation: 'o', device: 'd', seq: last?.seq ?? 0, hash: last?.hash ?? '', at };
      const signature = signedByOrganisation(receiptText(stand));
      const receipt = last === undefined ? null : { seq: stand.seq, hash: stand.hash, at, signature };
      return json(response, 200, { v: 2, receipt, serverTime });
    }
    if (path !== '/v2/wiped') return false;
    receipts.push(JSON.parse(body));
    return json(response, 200, { v: 2, serverTime });
  };
  backend.misbehave(usual);
  const profile = tempFolder();
  folders.push(profile);
  copyFolder(prepared, profile);
  return { profile, receipts, backend, rows, usual };
}

test.each(wipePoints)('killed at “%s”, it goes on at the next start to the same end', async (point) => {
  const { profile, receipts, backend, rows } = await wiping();
  const first = await run(profile, backend.url, point);
  expect(first.at(-1)).toMatch(new RegExp(`^${point}:`));
  // Before anything was handed over nothing is readable, and stays so for whoever opens it next.
  expect(first.filter((line) => line.endsWith('reads'))).toEqual(['noted:reads']);
  if (wipePoints.indexOf(point) >= wipePoints.indexOf('keys'))
    expect(left(profile).names.filter((name) => name.includes('keyring'))).toEqual([]);
  else expect(existsSync(join(profile, 'vault', 'keyring.json'))).toBe(true);

  await run(profile, backend.url, 'none');
  expect(backend.ids('urgent')).toEqual(saved.urgent);
  expect(backend.ids('normal')).toEqual(saved.normal);
  expect(wipedRequest.parse(receipts[0])).toMatchObject({ keysDestroyed: true, unsent: 0 });
  expect(receipts.length).toBeLessThanOrEqual(point === 'receipt' ? 1 : 2);
  // What happened at this desk is at the backend before its keys went, the wipe's own row last.
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_, n) => n + 1));
  expect(rows.at(-1)).toMatchObject({ event: 'device.revoked' });
  expect(readWipe(profile)?.step).toBe('done');
  const rest = left(profile);
  expect(rest.names).toEqual(['logs/desk.log', 'revoked.json']);
  expect(rest.text).not.toContain(canary);
  await backend.close();
});

test('with the backend away reading is gone at once, nothing is destroyed before the messages are over there', async () => {
  const { profile, receipts, backend, usual } = await wiping();
  let tries = 0;
  backend.misbehave((path, response, body) => {
    if (path === '/v2/wiped') {
      receipts.push(backend.ids('urgent').length + backend.ids('normal').length);
      return json(response, 200, { v: 2, serverTime: '2026-11-22T03:00:00.000Z' });
    }
    if (path !== '/v2/push' || ++tries > 3) return usual(path, response, body);
    response.destroy();
    return true;
  });
  const points = await run(profile, backend.url, 'none');
  expect(points.map((line) => line.split(':')[0])).toEqual([...wipePoints]);
  expect(points[1]).toBe('readers:shut');
  expect(tries).toBeGreaterThan(3);
  // All five were there when the receipt came.
  expect(receipts).toEqual([5]);
  await backend.close();
});

/** What lies in the folder that stays. */
function restOf(profile: string) {
  const folder = join(profile, 'handed-over');
  const names = readdirSync(folder);
  const [head = '', ...lines] = readFileSync(join(folder, names[0]!), 'utf8').trimEnd().split('\n');
  return {
    names,
    header: rescueHeader.parse(JSON.parse(head)),
    items: lines
      .map((line) => rescueLine.parse(JSON.parse(line)))
      .map(({ lane, item }) => `${lane} ${item.id}`),
  };
}
const refusing =
  (usual: Handler): Handler =>
  (path, response, body) =>
    path === '/v2/push' ? json(response, 409, refusal('fork')) : usual(path, response, body);

test.each(['none', 'handed', 'rest', 'keys'] as const)(
  'a backend that refuses what waits loses nothing, killed at “%s”: it lies sealed in a file that stays',
  async (point) => {
    const { profile, receipts, backend, usual } = await wiping();
    backend.misbehave(refusing(usual));
    if (point !== 'none') await run(profile, backend.url, point);
    const told = await run(profile, backend.url, 'none');
    expect(told).toContain('page:rest');
    const { names, header, items } = restOf(profile);
    expect(items).toEqual([
      ...saved.urgent.map((id) => `urgent ${id}`),
      ...saved.normal.map((id) => `normal ${id}`),
    ]);
    expect(wipedRequest.parse(receipts.at(-1))).toMatchObject({
      unsent: 5,
      rescue: { items: 5, lost: 0, sha256: header.sha256 },
    });
    const rest = left(profile);
    expect(rest.names).toEqual([`handed-over/${names[0]}`, 'logs/desk.log', 'revoked.json']);
    expect(rest.text).not.toContain(canary);
    await backend.close();
  },
);

test('started without the backend’s address it reads nothing, destroys nothing, and goes on once it has one', async () => {
  const { profile, receipts, backend } = await wiping();
  expect(await run(profile, '', 'none')).toEqual(['noted:reads', 'readers:shut', 'page:waits']);
  for (const name of ['keyring.json', 'core.db'])
    expect(existsSync(join(profile, 'vault', name)), name).toBe(true);
  expect(existsSync(join(profile, 'revoked.json'))).toBe(false);
  expect(restOf(profile).items).toHaveLength(5);
  await run(profile, backend.url, 'none');
  expect([...backend.ids('urgent'), ...backend.ids('normal')]).toEqual([...saved.urgent, ...saved.normal]);
  expect(wipedRequest.parse(receipts[0])).toMatchObject({ keysDestroyed: true, unsent: 0 });
  expect(left(profile).names).toEqual(['logs/desk.log', 'revoked.json']);
  await backend.close();
});

test('a receipt that no address is known for is kept for a start with one', async () => {
  const { profile, receipts, backend } = await wiping();
  await run(profile, backend.url, 'keys');
  await run(profile, '', 'none');
  expect(left(profile).names).toEqual(['logs/desk.log', 'revoked.json']);
  expect(readWipe(profile)?.step).toBe('destroy');
  await run(profile, backend.url, 'none');
  expect(receipts).toHaveLength(1);
  expect(readWipe(profile)?.step).toBe('done');
  await backend.close();
});

test('a file beside a whole vault destroys nothing: empty, cut, somebody else’s or this very device’s', async () => {
  const { profile, backend } = await wiping();
  await run(profile, backend.url, 'marked');
  const own = readFileSync(join(profile, 'revoked.json'), 'utf8');
  const whole = tempFolder();
  folders.push(whole);
  copyFolder(prepared, whole);
  const names = left(whole).names;
  for (const text of ['', own.slice(0, 40), '{"v":1}', own, own.replace('destroy', 'done')]) {
    writeFileSync(join(whole, 'revoked.json'), text);
    const pages: string[] = [];
    const nothing = (): void => undefined;
    createRevoke({
      profile: whole,
      baseUrl: null,
      client: null,
      vault: () => null,
      wrap: () => null,
      bar: (page) => void pages.push(page),
      bringAudit: () => Promise.resolve('none'),
      leaveAll: nothing,
      letGo: nothing,
      audit: nothing,
      now: () => '2026-11-22T03:00:00.000Z',
      uuid: () => '',
      random: () => 0,
      after: () => nothing,
      told: nothing,
    });
    expect(pages, text).toEqual([]);
    expect(left(whole).names, text).toEqual([...names, 'revoked.json'].toSorted());
  }
  await backend.close();
});

test('what the backend took after all is in no file; what nobody can open is counted, and takes nothing with it', async () => {
  const { profile, receipts, backend, usual } = await wiping();
  const opened = await openTestVault(profile, testPassphrase, migrations);
  if (!opened.ok) throw new Error(opened.code);
  // The second of the urgent lane was saved before the enrolment, and its key is gone.
  const shut = saved.urgent[1]!;
  opened.value.core
    .prepare('UPDATE outbox SET key_for_backend = NULL, key_id = NULL WHERE item_id = ?')
    .run(shut);
  opened.value.core.prepare('DELETE FROM message_keys WHERE item_id = ?').run(shut);
  opened.value.close();
  backend.misbehave(refusing(usual));
  await run(profile, backend.url, 'rest');
  expect(restOf(profile).items).toHaveLength(4);
  backend.misbehave(usual);
  await run(profile, backend.url, 'none');
  expect(backend.ids('urgent')).toEqual(saved.urgent.slice(0, 1));
  expect(backend.ids('normal')).toEqual(saved.normal);
  expect(restOf(profile).items).toEqual([`urgent ${saved.urgent[2]}`]);
  expect(wipedRequest.parse(receipts.at(-1))).toMatchObject({
    unsent: 2,
    rescue: { items: 1, lost: 1 },
  });
  await backend.close();
});
