// Hand-over through the real router onto a real vault: named acceptance, the morning's batches by each account's own
// clock, the file. All people are made up.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import Papa from 'papaparse';
import type { BatchRow } from '#shared/contract/handover.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { nightOf } from '../messages/testing.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { batchPage } from './batch.ts';
import { batchCsv } from './csv.ts';
import { batchWindow } from './window.ts';

let bench: Bench;
let page: TestPage;
let folder = '';
beforeEach(async () => {
  bench = await makeBench();
  // A file of messages wants a fresh proof of who asks.
  bench.guarded.steppedUp = true;
  page = bench.page();
  folder = mkdtempSync(join(tmpdir(), 'careline-handover-'));
});
afterEach(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
  rmSync(folder, { recursive: true, force: true });
});

async function taken(at: string, change: Partial<DraftFields> = {}): Promise<string> {
  bench.now = at;
  return nightOf(bench, page).taken({
    callback: { number: '+1 617 555 0164', extension: '9', second: '', readBack: true },
    reasonCode: 'billing',
    verbatim: 'The bill came twice.',
    urgency: 'non-clinical',
    ...change,
  });
}
const urgent: Partial<DraftFields> = { reasonCode: 'clinical_message', urgency: 'urgent-clinical' };
const sent = (id: string): void =>
  void bench.vault.core.prepare("UPDATE outbox SET state = 'acked' WHERE item_id = ?").run(id);
interface Batches {
  forDate: string;
  accounts: { accountId: string; total: number; unsent: number; open: number; deliveredAt: string | null }[];
}
const batches = async (forDate: string | null = '2026-11-22'): Promise<Batches> =>
  must(await page.ask<Batches>('handover.batches', { forDate }));
const rows = async (forDate = '2026-11-22'): Promise<BatchRow[]> =>
  must(await page.ask<{ rows: BatchRow[] }>('handover.batch', { accountId: 'harbor', forDate })).rows;

test('an open urgent message passes only to a named person of this desk, and stays theirs', async () => {
  const id = await taken('2026-11-22T04:00:00.000Z', urgent);
  await taken('2026-11-22T04:10:00.000Z');
  const open = () =>
    page.ask<{ items: { messageId: string; owner: string }[]; drafts: number; people: { id: string }[] }>(
      'handover.open',
    );
  const before = must(await open());
  expect(before.items).toMatchObject([{ messageId: id, owner: 'Imogen Invented', dispatch: 'manual' }]);
  expect(before.people.map((p) => p.id)).toEqual(['p-after-hours']);
  const accept = (toPersonId: string, entryId: string, messageId = id) =>
    page.ask('handover.accept', { ids: [{ entryId, messageId }], toPersonId, note: 'phones at 5' });
  expect(await accept('p-stranger', randomUUID())).toMatchObject({ code: 'not-found' });
  expect(await accept('p-after-hours', randomUUID(), randomUUID())).toMatchObject({ code: 'not-found' });
  const entryId = randomUUID();
  expect(must(await accept('p-after-hours', entryId))).toMatchObject({ accepted: 1 });
  must(await accept('p-after-hours', entryId));
  expect(bench.count('entries')).toBe(1);
  expect(must(await open()).items).toMatchObject([{ messageId: id, owner: 'Quill Invented' }]);
});

test('a batch holds the night that ends at the account’s hand-over time, what nobody has on top, then what is unsent', async () => {
  const { to } = batchWindow(must(ok(bench.oncall.accountOf('harbor') as Account)), '2026-11-22');
  const before = new Date(Date.parse(to) - 1).toISOString();
  const first = await taken('2026-11-22T02:00:00.000Z');
  const second = await taken('2026-11-22T03:00:00.000Z', urgent);
  const third = await taken(before);
  await taken(to);
  for (const id of [first, second]) sent(id);
  expect((await rows()).map((r) => r.messageId)).toEqual([second, third, first]);
  expect(await rows('2026-11-23')).toHaveLength(1);
  expect((await batches()).accounts.find((a) => a.accountId === 'harbor')).toMatchObject({
    total: 3,
    unsent: 1,
    open: 1,
    deliveredAt: null,
  });
  expect((await rows())[0]).toMatchObject({
    patientName: 'Zephyrine Quackenbush',
    callback: '+1 617 555 0164 ext. 9',
    sync: 'synced',
    urgency: 'urgent-clinical',
    accepted: '',
    takenBy: 'Imogen Invented',
  });
});

test('what was handed over is marked once; what came too late for its morning comes with the next', async () => {
  const [first, second] = [await taken('2026-11-22T02:00:00.000Z'), await taken('2026-11-22T03:00:00.000Z')];
  bench.now = '2026-11-22T12:30:00.000Z';
  const batchId = randomUUID();
  const give = (messageIds: string[], accountId = 'harbor') =>
    page.ask('handover.delivered', { batchId, accountId, forDate: '2026-11-22', messageIds });
  expect(await give([first], 'riverside')).toMatchObject({ code: 'not-found' });
  expect(bench.count('entries')).toBe(0);
  must(await give([first]));
  must(await give([first, first]));
  expect(bench.count('entries')).toBe(1);
  expect((await batches()).accounts.find((a) => a.accountId === 'harbor')?.deliveredAt).toBeNull();
  expect((await rows('2026-11-23')).map((r) => r.messageId)).toEqual([second]);
  must(await give([second]));
  expect((await batches()).accounts.find((a) => a.accountId === 'harbor')?.deliveredAt).toBe(bench.now);
  expect(await rows('2026-11-23')).toEqual([]);
});

test('more than a page holds, days late, or by a clock ahead: everything is in some batch, and only then is it handed over', async () => {
  const first = await taken('2026-11-15T02:00:00.000Z');
  const count = 505;
  bench.vault.core.exec(`
    WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < ${count - 1})
    INSERT INTO messages (id, account_id, urgency, taken_at, saved_at, author, reason, seq, has_emergency, body_sealed,
      lane, elsewhere, urgency_now)
    SELECT printf('0193a000-0000-7000-8000-%012d', k.i), m.account_id, m.urgency, m.taken_at, '2026-11-15T03:00:00.000Z',
      m.author, m.reason, NULL, 0, m.body_sealed, m.lane, 1, m.urgency_now FROM k, messages m WHERE m.id = '${first}'`);
  const harbor = async (day: string) => (await batches(day)).accounts.find((a) => a.accountId === 'harbor');
  // The copies' bodies are sealed for another id: asked for as a batch picks them, marked as an entry does.
  const inBatch = (day: string): string[] =>
    batchPage(bench.vault.core, bench.oncall.accountOf('harbor') as Account, day, bench.now).map((r) => r.id);
  const give = (day: string): void => {
    for (const id of inBatch(day))
      bench.vault.core
        .prepare(
          `INSERT INTO entries (id, message_id, kind, at, author, elsewhere, arrived, body_sealed)
           VALUES (?, ?, 'batch', ?, 'p', 1, (SELECT coalesce(max(arrived), 0) + 1 FROM entries), x'00')`,
        )
        .run(randomUUID(), id, bench.now);
  };
  bench.now = '2026-11-15T13:00:00.000Z';
  expect((await harbor('2026-11-15'))?.total).toBe(count);
  expect(inBatch('2026-11-15')).toHaveLength(500);
  give('2026-11-15');
  expect((await harbor('2026-11-15'))?.deliveredAt).toBeNull();
  expect(inBatch('2026-11-15')).toHaveLength(5);
  give('2026-11-15');
  expect((await harbor('2026-11-15'))?.deliveredAt).not.toBeNull();
  const late = await taken('2026-11-16T02:00:00.000Z');
  const fast = await taken('2026-11-24T02:00:00.000Z');
  bench.now = '2026-11-22T12:30:00.000Z';
  expect(inBatch('2026-11-22').toSorted()).toEqual([late, fast].toSorted());
});

test('the file goes where the host’s dialog says, readable by its owner only; a host that can’t says so', async () => {
  await taken('2026-11-22T02:00:00.000Z', { verbatim: '=HYPERLINK("http://example.invalid")\nand more' });
  const ask = () => page.ask('handover.exportCsv', { accountId: 'harbor', forDate: '2026-11-22' });
  expect(await ask()).toMatchObject({ code: 'host-cannot' });
  const path = join(folder, 'batch.csv');
  bench.files = {
    fileDialog: async ({ suggested }) => ok({ handle: 'h', name: suggested }),
    redeemHandle: async () => ok({ path }),
  };
  expect(must(await ask())).toEqual({ file: { name: 'careline-harbor-2026-11-22.csv', rows: 1 } });
  expect(statSync(path).mode & 0o077).toBe(0);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(`"'=HYPERLINK(""http://example.invalid"")\nand more"`);
  bench.files.fileDialog = async () => ok({ handle: null, name: null });
  expect(must(await ask())).toEqual({ file: null });
  bench.files = {
    fileDialog: async () => ok({ handle: 'h', name: 'x.csv' }),
    redeemHandle: async () => ok({ path: join(folder, 'no', 'such') }),
  };
  expect(await ask()).toMatchObject({ code: 'disk-error' });
  bench.files.redeemHandle = async () => fail('handle-spent');
  expect(await ask()).toMatchObject({ code: 'handle-spent' });
  const events = bench.audit().filter((a) => a.event === 'handover.export');
  expect(events.map((e) => e.outcome)).toContain('asked');
});

test('what is read to be printed leaves a row that says so', async () => {
  for (const forPaper of [true, false])
    must(await page.ask('handover.batch', { accountId: 'harbor', forDate: '2026-11-22', forPaper }));
  const read = bench.audit().filter((row) => row.event === 'handover.batch');
  expect(read.slice(-2).map((row) => JSON.parse(row.subjects) as unknown)).toEqual([
    { accountId: 'harbor', what: 'paper' },
    { accountId: 'harbor' },
  ]);
});

test('no date in, no date that doesn’t exist', async () => {
  for (const forDate of ['2026-02-30', '22.11.2026', '', 'tomorrow'])
    expect(await page.ask('handover.batch', { accountId: 'harbor', forDate })).toMatchObject({
      code: 'invalid-input',
    });
  expect(await page.ask('handover.batch', { accountId: 'nobody', forDate: '2026-11-22' })).toMatchObject({
    code: 'not-found',
  });
  bench.now = '2026-11-22T12:00:00.000Z';
  expect((await batches(null)).forDate).toBe('2026-11-22');
  bench.now = '2026-11-22T17:00:00.000Z';
  expect((await batches(null)).forDate).toBe('2026-11-23');
});

describe('hours of a batch', () => {
  const account = {
    zone: 'America/New_York',
    afterHours: { instructions: [], morningHandOver: '07:00' },
  } as unknown as Account;
  it.each([
    ['2026-11-22', 24],
    // The clock goes back, and forward.
    ['2026-11-01', 25],
    ['2026-03-08', 23],
  ])('%s: %i h, and it begins where the last one ended', (day, hours) => {
    const { from, to } = batchWindow(account, day);
    expect((Date.parse(to) - Date.parse(from)) / 3_600_000).toBe(hours);
    const yesterday = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
    expect(batchWindow(account, yesterday).to).toBe(from);
  });
});

describe('cells', () => {
  const row: BatchRow = {
    messageId: '00000000-0000-4000-8000-000000000001',
    takenAt: '2026-11-22T02:00:00.000Z',
    patientName: '',
    birthDate: '',
    callerName: '',
    callback: '',
    reason: '',
    urgency: 'non-clinical',
    verbatim: '',
    incomplete: false,
    sync: 'waiting',
    accepted: '',
    outcome: '',
    takenBy: '',
    localTime: '2026-11-21 22:00 EST',
    nobodyAccepted: false,
    refusedName: false,
    relation: '',
    location: '',
    refill: '',
    redFlags: '',
    attempts: '',
  };
  const read = (verbatim: string): string =>
    Papa.parse<Record<string, string>>(batchCsv([{ ...row, verbatim }]).slice(1), { header: true }).data[0]?.[
      'verbatim'
    ] ?? '';
  it.each([
    '=1+1',
    '+1 617',
    '-2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '=cmd\nsecond line',
    '\u200b=1',
    '＝1',
    '\n\n=1',
    '\u0000=1',
    '\u3164=1',
    '\u2800=1',
    '\u034f=1',
    '\u2212=1',
    '\u22122',
    '\ufe62=1',
    '\ufe661',
  ])('%j never runs', (text) => {
    expect(read(text)).toBe(`'${text}`);
  });
  it.each(['He said "stop", twice', 'a\r\nb', 'a,b;c', '王小明 ☎', ''])('%j stays as it is', (text) => {
    expect(read(text)).toBe(text);
  });
});
