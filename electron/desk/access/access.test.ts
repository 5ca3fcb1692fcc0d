// Emergency access (C2), through the real router: what it opens and what stays closed, also offline; what ends it; who is
// refused; and that each step leaves its row.
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { AccessState } from '#shared/contract/access.ts';
import type { Role } from '#shared/contract/kinds.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import type { Result } from '#shared/domain/result.ts';
import { must, type TestPage } from '../router/testing.ts';
import { call, elenaId, makeAccessDesk, otherCall, reason, type AccessDesk } from './testing.ts';

let t: AccessDesk;
let page: TestPage;
let patient = elenaId;
beforeAll(async () => {
  t = await makeAccessDesk();
  page = t.bench.page();
  // Kept on this computer while the record was there, for a caller who was verified.
  await choose(otherCall);
  for (const [fact, stated] of [
    ['fullName', 'Elena Alcantar'],
    ['birthDate', '5/12/1968'],
  ])
    await page.ask('patient.check', { contextId: otherCall, patientId: elenaId, fact, stated });
  for (const name of ['identity', 'allergies', 'conditions', 'medicines'] as const)
    must(await card(name, otherCall));
  t.bench.now = '2026-11-22T09:00:00.000Z';
});
afterAll(() => t.end());
beforeEach(async () => {
  t.access.end('hand');
  t.bench.sit('nurse');
  t.bench.guarded = { leaseEnded: false, steppedUp: true };
  t.record.client = null;
  t.minutes = 30;
  patient = elenaId;
  t.bench.vault.core.exec('delete from verification; delete from verification_choice');
  await choose(call);
});

const choose = (contextId: string, patientId = elenaId) =>
  page.ask('patient.choose', { contextId, patientId });
const card = (name: string, contextId = call): Promise<Result<CardView>> =>
  page.ask('patient.card', { contextId, patientId: patient, card: name, fresh: false, reason: null });
const open = (over: object = {}): Promise<Result<AccessState>> =>
  page.ask('access.breakGlass', {
    contextId: call,
    patientId: elenaId,
    need: 'medical-emergency',
    reason,
    ...over,
  });
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.code);
const lastRow = (event: string) => t.rows(event).at(-1);

describe('what it opens, with the record away', () => {
  it('cards that verification withholds, from the copy on this computer, each read with its id', async () => {
    expect(code(await card('allergies'))).toBe('not-verified');
    const id = must(await open()).open?.id ?? '';
    const shown = must(await card('allergies'));
    expect(shown).toMatchObject({ card: 'allergies', from: 'cache', stale: true });
    expect(shown.rows).toHaveLength(1);
    const read = lastRow('patient.card');
    expect(read).toMatchObject({ outcome: 'answered', person: 'p-nurse' });
    expect(read?.subject).toMatchObject({ breakGlassId: id, patientId: elenaId, what: 'urgent' });
  });
  it('the whole panel too', async () => {
    must(await open());
    const panel = must(
      await page.ask<{ cards: CardView[]; refused: { card: string }[] }>('patient.cards', {
        contextId: call,
        patientId: elenaId,
        reason: null,
        fresh: false,
      }),
    );
    const withRows = panel.cards.filter((c) => c.rows.length > 0).map((c) => c.card);
    expect(withRows).toEqual(expect.arrayContaining(['identity', 'conditions', 'allergies', 'medicines']));
    expect(panel.refused.map((r) => r.card)).not.toContain('allergies');
    expect(lastRow('patient.cards')?.subject).toHaveProperty('breakGlassId');
  });
  it('a record that three wrong answers closed', async () => {
    t.record.client = t.record.server.client();
    for (let n = 0; n < 3; n++)
      must(
        await page.ask('patient.check', {
          contextId: call,
          patientId: elenaId,
          fact: 'birthDate',
          stated: '1/1/1950',
        }),
      );
    t.record.client = null;
    expect(code(await card('allergies'))).toBe('not-verified');
    must(await open());
    expect(must(await card('allergies')).rows).toHaveLength(1);
    const evidence = must(
      await page.ask<{ level: number; locked: boolean }>('patient.verification', { contextId: call }),
    );
    // Nobody was identified by it: nothing is done at the record, and no fact is compared again.
    expect(evidence).toMatchObject({ level: 0, locked: true });
  });
  it('no more than the role may ever see, and no number that is masked', async () => {
    t.bench.sit('agent');
    must(await open());
    expect(must(await card('allergies')).rows).toHaveLength(1);
    expect(must(await card('conditions'))).toMatchObject({ state: 'not-for-role', rows: [] });
    const reveal = { number: 'ssn', reason: 'records', why: 'records-release' };
    expect(code(await page.ask('patient.reveal', { contextId: call, patientId: elenaId, ...reveal }))).toBe(
      'not-verified',
    );
  });
  it('that patient on that call alone', async () => {
    await choose(otherCall);
    must(await open());
    expect(code(await card('allergies', otherCall))).toBe('not-verified');
    patient = 'somebody-else';
    await choose(call, patient);
    expect(code(await card('allergies'))).toBe('not-verified');
  });
});

test('a record that says it is confidential stays withheld, also in a medical emergency (C26, 42 CFR Part 2)', async () => {
  t.record.client = t.record.server.client();
  const before = t.record.records['Patient'];
  t.record.records['Patient'] = (before ?? []).map((one) => ({
    ...(one as object),
    meta: { security: [{ code: 'R' }] },
  }));
  const kept = t.bench.vault.patients?.prepare('select * from cache').all() as Record<string, unknown>[];
  must(await open({ need: 'medical-emergency' }));
  expect(
    must(
      await page.ask<CardView>('patient.card', {
        contextId: call,
        patientId: elenaId,
        card: 'conditions',
        fresh: true,
      }),
    ),
  ).toMatchObject({ state: 'withheld', rows: [] });
  t.record.records['Patient'] = before ?? [];
  const put = t.bench.vault.patients?.prepare(
    'insert or replace into cache (patient_id, card, json, as_of, version) values (@patient_id, @card, @json, @as_of, @version)',
  );
  for (const row of kept) put?.run(row);
  t.restart();
});

describe('what ends it', () => {
  const ended = (by: string) => {
    expect(lastRow('access.end')).toMatchObject({ outcome: 'ok', person: 'p-nurse', subject: { what: by } });
  };
  const closed = async () => expect(code(await card('allergies'))).toBe('not-verified');

  it('half an hour of the steady clock, whatever the other clock says', async () => {
    const { begunAt, until } = must(await open()).open ?? expect.unreachable();
    expect(Date.parse(until) - Date.parse(begunAt)).toBe(30 * 60_000);
    await t.pass(30 * 60_000 - 1);
    t.bench.now = '2026-11-20T00:00:00.000Z';
    expect(code(await card('allergies'))).toBe('ok');
    t.changed.length = 0;
    await t.pass(1);
    ended('time');
    expect(t.changed).toEqual(expect.arrayContaining(['access.changed', 'patient.changed']));
    await closed();
    t.bench.now = '2026-11-22T09:00:00.000Z';
  });
  it('also when its timer never came', async () => {
    must(await open());
    t.steady += 30 * 60_000;
    await closed();
    await t.pass(0);
    ended('time');
  });
  it('what the policy says, never more than 30 minutes', async () => {
    t.minutes = 10;
    expect(must(await open()).minutes).toBe(10);
    await t.pass(10 * 60_000);
    await closed();
    t.minutes = 480;
    expect(must(await open()).minutes).toBe(30);
  });
  it('a hand', async () => {
    const { id } = must(await open()).open ?? expect.unreachable();
    expect(must(await page.ask<AccessState>('access.end', { id })).open).toBeNull();
    ended('hand');
    await closed();
    expect(t.rows('access.end').filter((r) => r.subject['breakGlassId'] === id)).toHaveLength(1);
  });
  it('a lock', async () => {
    must(await open());
    t.access.room.locked?.();
    ended('lock');
    await closed();
  });
  it('somebody else in the seat; the same person again does not', async () => {
    must(await open());
    t.access.room.seated?.({ id: 'p-nurse', name: '', initials: '', role: 'nurse' });
    expect(code(await card('allergies'))).toBe('ok');
    // Before anybody was told, too: it is for the one who opened it.
    t.bench.sit('after-hours');
    await closed();
    t.access.room.seated?.(null);
    ended('seat');
  });
  it('the end of the lease', async () => {
    must(await open());
    t.access.end('lease');
    ended('lease');
    await closed();
  });
  it('the end of the desk: the next one finds it, and writes so', async () => {
    const { id } = must(await open()).open ?? expect.unreachable();
    t.restart();
    ended('restart');
    expect(lastRow('access.end')?.subject['breakGlassId']).toBe(id);
    await closed();
    expect(must(await page.ask<AccessState>('access.state')).open).toBeNull();
  });
});

describe('who is refused; each leaves its row', () => {
  const short = 'emergency';
  test.each<[string, string, () => Promise<Result<unknown>>]>([
    ['a short reason', 'break-glass-reason', () => open({ reason: short })],
    ['a filler', 'break-glass-reason', () => open({ reason: 'emergency emergency emergency' })],
    ['a patient who is not up for verification', 'conflict', () => open({ patientId: 'somebody-else' })],
    ['a call without a patient', 'conflict', () => open({ contextId: otherCall })],
    ['a need that there is not', 'invalid-input', () => open({ need: 'curiosity' })],
    [
      'no fresh proof of who asks',
      'step-up-needed',
      () => {
        t.bench.guarded = { leaseEnded: false, steppedUp: false };
        return open();
      },
    ],
    [
      'after the lease has ended',
      'lease-ended',
      () => {
        t.bench.guarded = { leaseEnded: true, steppedUp: true };
        return open();
      },
    ],
    [
      'a second patient',
      'break-glass-open',
      async () => {
        must(await open());
        await choose(otherCall, 'somebody-else');
        return open({ contextId: otherCall, patientId: 'somebody-else' });
      },
    ],
  ])('%s: %s', async (_what, wanted, ask) => {
    const before = t.rows('access.breakGlass').length;
    const untold = t.bench.count('reports');
    expect(code(await ask())).toBe(wanted);
    const rows = t.rows('access.breakGlass').slice(before);
    expect(rows.at(-1)?.outcome).toBe(wanted);
    expect(JSON.stringify(rows)).not.toContain('floor');
    const opened = rows.filter((r) => r.outcome === 'ok').length;
    expect(t.bench.count('reports') - untold).toBe(opened);
  });
  test.each<Role>(['trainer', 'auditor', 'administrator'])('%s', async (role) => {
    t.bench.sit(role);
    expect(code(await open())).toBe('wrong-role');
    expect(lastRow('access.breakGlass')).toMatchObject({ outcome: 'wrong-role', person: `p-${role}` });
  });
  it('a page that is no window of the desk', async () => {
    const input = { contextId: call, patientId: elenaId, need: 'other', reason };
    for (const surface of ['phone', 'compact'] as const)
      expect(code(await t.bench.page(surface).ask('access.breakGlass', input))).toBe('wrong-surface');
  });
});

test('the typed reason stands nowhere in clear', async () => {
  must(await open());
  const { core } = t.bench.vault;
  for (const table of ['audit', 'reports', 'break_glass', 'idempotency'])
    expect(
      core.prepare(`select name from sqlite_master where type = 'table' and name = ?`).get(table) ===
        undefined || !JSON.stringify(core.prepare(`select * from ${table}`).all()).includes('floor'),
      table,
    ).toBe(true);
});

it('how it ended is told for the review: what ended it, how long it was open, which cards were read', async () => {
  await t.pass(1000);
  t.asked.length = 0;
  const { id } = must(await open()).open ?? expect.unreachable();
  must(await card('allergies'));
  must(await card('identity'));
  await t.pass(1000);
  t.bench.now = new Date(Date.parse(t.bench.now) + 69_000).toISOString();
  t.access.end('lock');
  await t.pass(1000);
  await t.pass(3_600_000);
  const ends = t.asked.filter(({ path }) => path === '/v2/reports/ends').flatMap(({ body }) => body['ends']);
  expect(ends).toContainEqual({
    id,
    ended: { at: t.bench.now, by: 'lock', seconds: 69, cards: ['allergies', 'identity'] },
  });
  // Once it was taken it is not told again.
  expect(ends.filter((end) => (end as { id: string }).id === id)).toHaveLength(1);
});
