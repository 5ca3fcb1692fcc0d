// What is reported for review (C2, C21): it works offline, reaches the backend once it is there and counts once, and its
// reviews are opened for who may read them.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import type { AccessState } from '#shared/contract/access.ts';
import type { Role } from '#shared/contract/kinds.ts';
import type { ReviewsValue } from '#shared/contract/reviews.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { ReportItem, ReviewItem } from '#shared/protocol/reports.ts';
import { call, elenaId, makeAccessDesk, reason, takesAll, type AccessDesk } from '../access/testing.ts';
import { must, type TestPage } from '../router/testing.ts';
import { seal } from '../vault/seal.ts';

let t: AccessDesk;
let page: TestPage;
beforeAll(async () => {
  t = await makeAccessDesk();
  page = t.bench.page();
  await page.ask('patient.choose', { contextId: call, patientId: elenaId });
});
afterAll(() => t.end());
const key = () => ({ id: 'k1', publicKey: t.backendKey?.publicKey ?? Buffer.alloc(32) });
beforeEach(async () => {
  t.access.end('hand');
  t.answers = takesAll;
  await t.pass(3_600_000);
  t.bench.sit('nurse');
  t.bench.guarded = { leaseEnded: false, steppedUp: true };
  t.asked.length = 0;
  t.given.length = 0;
});

const open = (): Promise<Result<AccessState>> =>
  page.ask('access.breakGlass', { contextId: call, patientId: elenaId, need: 'danger', reason });
const about = { callId: null, messageId: null, patientId: null, accountId: null };
const incident = (over: object = {}): Promise<Result<{ id: string; goes: boolean }>> =>
  page.ask('incidents.report', {
    what: 'wrong-person',
    discoveredAt: t.bench.now,
    about: { ...about, callId: call, patientId: elenaId, accountId: 'harbor' },
    people: 'one',
    ongoing: false,
    ...over,
  });
const contact = () => t.reporting.room.contact?.({} as never);
const untold = () =>
  Number(t.bench.vault.core.prepare('select count(*) from reports where told_at is null').pluck().get());
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.code);

describe('the review task of an emergency access', () => {
  it('waits while the backend is away, and arrives once it is back, with the reason sealed for it', async () => {
    t.answers = () => fail('offline');
    const { id } = must(await open()).open ?? expect.unreachable();
    await t.pass(60 * 60_000);
    const tries = t.asked.length;
    expect(tries).toBeGreaterThan(3);
    expect(tries).toBeLessThan(20);
    expect(untold()).toBe(1);
    t.answers = takesAll;
    contact();
    await t.pass(1000);
    expect(t.given.map((r) => r.id)).toEqual([id]);
    expect(t.given[0]).toMatchObject({
      kind: 'break-glass',
      author: 'p-nurse',
      facts: { patientId: elenaId, contextId: call, need: 'danger', minutes: 30 },
    });
    expect(JSON.stringify(t.given)).not.toContain('floor');
    expect(t.opened(t.given[0] ?? expect.unreachable())).toBe(reason);
    expect(untold()).toBe(0);
    // The words lie here no longer.
    expect(t.bench.vault.core.prepare('select body from reports where id = ?').pluck().get(id)).toBeNull();
    t.asked.length = 0;
    await t.pass(24 * 3_600_000);
    expect(t.asked).toEqual([]);
  });
  it('is sent again when the answer was lost, under the same id', async () => {
    let lost = 2;
    t.answers = (asked) => {
      const taken = takesAll(asked);
      if (lost-- <= 0) return taken;
      t.given.push(...(asked.body['reports'] as ReportItem[]));
      return fail('interrupted');
    };
    const { id } = must(await open()).open ?? expect.unreachable();
    await t.pass(30 * 60_000);
    expect(t.given.map((r) => r.id)).toEqual([id, id, id]);
    expect(new Set(t.given.map((r) => JSON.stringify(r))).size).toBe(1);
    expect(untold()).toBe(0);
  });
  it('survives the end of the desk', async () => {
    t.answers = () => fail('offline');
    const { id } = must(await open()).open ?? expect.unreachable();
    t.restart();
    t.answers = takesAll;
    await t.pass(1000);
    expect(t.given.map((r) => r.id)).toEqual([id]);
  });
  it('before this device was enrolled it waits for the key that it is sealed for', async () => {
    const kept = t.backendKey;
    t.backendKey = null;
    must(await open());
    await t.pass(1000);
    expect(t.given).toEqual([]);
    t.backendKey = kept;
    contact();
    await t.pass(1000);
    expect(t.opened(t.given[0] ?? expect.unreachable())).toBe(reason);
  });
  it.each<[string, (ids: string[]) => object]>([
    ['names none', () => ({ v: 2, taken: [], serverTime: t.bench.now })],
    ['names others', () => ({ v: 2, taken: [crypto.randomUUID()], serverTime: t.bench.now })],
    ['is another text', () => ({ taken: 'all' })],
  ])('an answer that %s takes nothing, and is not asked in a rush', async (_what, answer) => {
    t.answers = ({ body }) => ok(answer((body['reports'] as ReportItem[]).map((r) => r.id)));
    must(await open());
    await t.pass(60_000);
    expect(untold()).toBe(1);
    expect(t.asked.length).toBeLessThan(6);
  });
  it('more than a request may hold go in several', async () => {
    t.answers = () => fail('offline');
    for (let n = 0; n < 45; n++) must(await incident());
    t.answers = takesAll;
    contact();
    await t.pass(1000);
    expect(t.given).toHaveLength(45);
    expect(new Set(t.given.map((r) => r.id)).size).toBe(45);
    expect(Math.max(...t.asked.map((a) => (a.body['reports'] as unknown[]).length))).toBe(20);
  });
});

describe('a privacy incident', () => {
  it('is ids and codes, with how this desk’s keys stood', async () => {
    t.bench.sit('agent');
    const { goes } = must(await incident());
    expect(goes).toBe(true);
    await t.pass(1000);
    expect(t.given[0]).toMatchObject({
      kind: 'incident',
      author: 'p-agent',
      facts: {
        what: 'wrong-person',
        about: { callId: call, messageId: null, patientId: elenaId, accountId: 'harbor' },
        keys: { lease: 'held', lastContact: '2026-11-22T02:50:00.000Z', locked: false },
      },
    });
    expect(t.rows('incidents.report').at(-1)).toMatchObject({
      outcome: 'ok',
      person: 'p-agent',
      subject: {
        what: 'wrong-person',
        callId: call,
        patientId: elenaId,
        accountId: 'harbor',
        reportId: t.given[0]?.id,
      },
    });
  });
  it('has the backend’s time: a clock that is two days off moves no limit', async () => {
    t.aheadMs = 2 * 86_400_000;
    must(await incident());
    must(await open());
    t.aheadMs = null;
    await t.pass(1000);
    const twoDaysBefore = new Date(Date.parse(t.bench.now) - 2 * 86_400_000).toISOString();
    expect(t.given.map((r) => r.at)).toEqual([twoDaysBefore, twoDaysBefore]);
    expect(t.given.find((r) => r.kind === 'incident')?.facts).toMatchObject({ discoveredAt: twoDaysBefore });
  });
  it.each<Role>(['trainer', 'auditor', 'administrator'])('from everybody: %s', async (role) => {
    t.bench.sit(role);
    expect(code(await incident())).toBe('ok');
  });
  it('from a desk where nobody sits', async () => {
    t.bench.sit(null);
    must(await incident());
    await t.pass(1000);
    expect(t.given[0]?.author).toBe('nobody');
  });
  it.each<[string, object]>([
    ['from the future', { discoveredAt: '2030-01-01T00:00:00.000Z' }],
    ['from years ago', { discoveredAt: '2020-01-01T00:00:00.000Z' }],
    ['with words', { note: 'she said' }],
    ['with a name for an id', { about: { ...about, patientId: 'Maria González' } }],
    ['of a kind that there is not', { what: 'gossip' }],
  ])('%s is refused', async (_what, over) => {
    expect(code(await incident(over))).toBe('invalid-input');
    expect(t.rows('incidents.report').at(-1)?.outcome).toBe('invalid-input');
  });
});

describe('reviews', () => {
  const at = '2026-11-22T02:00:00.000Z';
  const reviewed = (over: Partial<ReviewItem> = {}): ReviewItem => {
    const id = '0193f3a0-0000-7000-8000-00000000000a';
    const sealed = seal(id, Buffer.from(reason), { desk: t.bench.vault.readerPublicKey }, randomBytes);
    return {
      id,
      at,
      receivedAt: at,
      author: 'p-nurse',
      authorName: 'Imogen Invented',
      authorRole: 'nurse',
      deviceId: 'd-1',
      authorUnbound: false,
      ownDevice: false,
      followUp: null,
      dueAt: '2026-11-23T02:00:00.000Z',
      decision: null,
      kind: 'break-glass',
      facts: { patientId: elenaId, contextId: call, need: 'danger', minutes: 30 },
      payload: {
        body: sealed.body.toString('base64'),
        keyForBackend: (sealed.keys['desk'] ?? Buffer.alloc(0)).toString('base64'),
        keyId: 'reader',
      },
      ...over,
    } as ReviewItem;
  };
  const answered = (...reviews: ReviewItem[]) => {
    t.answers = () => ok({ v: 2, reviews, open: 3, overdue: 1, serverTime: '2026-11-23T03:00:00.000Z' });
  };
  const list = (kind = 'break-glass'): Promise<Result<ReviewsValue>> =>
    page.ask('reviews.list', { kind, open: true });

  it('a supervisor reads the reason, who, when, for whom and what is overdue', async () => {
    t.bench.sit('supervisor');
    const followUp = {
      decision: 'follow-up',
      by: 'p-2',
      byName: 'Ida Invented',
      at,
      noteId: null,
      note: null,
    };
    answered(
      reviewed(),
      reviewed({ author: 'p-supervisor', id: crypto.randomUUID() }),
      reviewed({ authorUnbound: true, ownDevice: true, followUp } as Partial<ReviewItem>),
    );
    const { rows, open: left, overdue } = must(await list());
    expect({ left, overdue }).toEqual({ left: 3, overdue: 1 });
    expect(rows[0]).toMatchObject({ reason, patientId: elenaId, own: false, overdue: true });
    // Sealed under another id, it opens for nobody: it is shown without its words.
    expect(rows[1]).toMatchObject({ reason: null, own: true, authorUnbound: false, followUp: null });
    expect(rows[2]).toMatchObject({
      own: false,
      authorUnbound: true,
      ownDevice: true,
      followUp: { decision: 'follow-up', byName: 'Ida Invented' },
    });
    expect(t.asked.at(-1)).toMatchObject({ path: '/v2/reviews/list', body: { person: 'p-supervisor' } });
    expect(must(await page.ask('reviews.count'))).toEqual({ open: 3, overdue: 1, untold: 0 });
  });
  it('incidents come with their clocks, and whom to tell', async () => {
    t.bench.sit('auditor');
    const facts = {
      what: 'lost-device' as const,
      discoveredAt: '2026-11-21T03:00:00.000Z',
      about: { ...about, accountId: 'harbor' },
      people: '500' as const,
      ongoing: true,
      keys: { lease: 'ended' as const, lastContact: at, locked: true },
    };
    const device = { lastSeenAt: at, revokedAt: null, wipedAt: null };
    const of = (id: string, discoveredAt: string) =>
      ({
        ...reviewed(),
        id,
        kind: 'incident',
        facts: { ...facts, discoveredAt },
        device,
        payload: undefined,
      }) as unknown as ReviewItem;
    answered(of(reviewed().id, facts.discoveredAt), of(crypto.randomUUID(), '9999-12-31T23:59:59.999Z'));
    t.answers = ((before) => (asked) => {
      const answer = before(asked) as { ok: true; value: { reviews: Record<string, unknown>[] } };
      for (const one of answer.value.reviews) delete one['payload'];
      return answer;
    })(t.answers);
    const [row, silly] = must(await list('incident')).rows;
    // A discovery that can't have been: its clocks run from when the report came.
    expect(silly).toMatchObject({ discoveredAt: at, clock: { limitAt: '2027-01-21T02:00:00.000Z' } });
    expect(row).toMatchObject({
      kind: 'incident',
      clock: { daysLeft: 58, large: true, noticeOverdue: true, limitOverdue: false },
      keys: { lease: 'ended', locked: true, deviceId: 'd-1', lastSeenAt: at },
    });
    expect(row?.kind === 'incident' && row.notice.account).toBe(t.bench.oncall.accountOf('harbor')?.name);
  });
  test.each<[Role, string, string]>([
    ['supervisor', 'incident', 'wrong-role'],
    ['auditor', 'break-glass', 'wrong-role'],
    ['administrator', 'break-glass', 'wrong-role'],
    ['agent', 'break-glass', 'wrong-role'],
    ['nurse', 'incident', 'wrong-role'],
    ['trainer', 'break-glass', 'wrong-role'],
    ['administrator', 'incident', 'ok'],
  ])('%s asks for %s: %s', async (role, kind, wanted) => {
    t.bench.sit(role);
    answered();
    expect(code(await list(kind))).toBe(wanted);
    expect(t.asked.filter((a) => a.path === '/v2/reviews/list')).toHaveLength(wanted === 'ok' ? 1 : 0);
  });
  it('what came and was not asked for is not shown', async () => {
    t.bench.sit('administrator');
    answered(reviewed());
    expect(must(await list('incident')).rows).toEqual([]);
  });
  it('a decision goes with its note sealed', async () => {
    t.bench.sit('supervisor');
    answered();
    const { id } = reviewed();
    must(
      await page.ask('reviews.decide', {
        id,
        kind: 'break-glass',
        decision: 'follow-up',
        note: 'Talk to her on Monday',
      }),
    );
    const { body } = t.asked.at(-1) ?? expect.unreachable();
    expect(body).toMatchObject({ person: 'p-supervisor', id, decision: 'follow-up' });
    expect(JSON.stringify(body)).not.toContain('Monday');
    expect((body['note'] as { keyId: string }).keyId).toBe(key().id);
    must(await page.ask('reviews.decide', { id, kind: 'break-glass', decision: 'appropriate', note: '' }));
    expect(t.asked.at(-1)?.body).toMatchObject({ note: null, noteId: null });
  });
  test.each([
    'review-own',
    'review-own-device',
    'review-decided',
    'wrong-role',
    'not-found',
    'offline',
  ] as const)('the backend’s word counts: %s', async (word) => {
    t.bench.sit('supervisor');
    t.answers = () => fail(word);
    const { id } = reviewed();
    const ask = { id, kind: 'break-glass', decision: 'appropriate', note: '' };
    expect(code(await page.ask('reviews.decide', ask))).toBe(word);
    expect(t.rows('reviews.decide').at(-1)?.outcome).toBe(word);
  });
  it('when a supervisor sits down, and when the backend is back, only numbers are kept', async () => {
    t.bench.sit('supervisor');
    answered(reviewed());
    const { room } = t.reporting;
    room.seated?.(null);
    await t.pass(0);
    expect(must(await page.ask('reviews.count'))).toEqual({ open: 3, overdue: 1, untold: 0 });
    t.asked.length = 0;
    t.bench.sit('nurse');
    room.seated?.(null);
    contact();
    await t.pass(0);
    expect(t.asked).toEqual([]);
    t.bench.sit('supervisor');
    expect(must(await page.ask('reviews.count'))).toMatchObject({ open: null, overdue: null });
  });
  it('an auditor decides nothing', async () => {
    t.bench.sit('auditor');
    const ask = { id: reviewed().id, kind: 'incident', decision: 'appropriate', note: '' };
    expect(code(await page.ask('reviews.decide', ask))).toBe('wrong-role');
  });
});

describe('while the desk is locked', () => {
  beforeAll(() => t.bench.vault.lock());
  it('an incident is reported without ids, and told at once', async () => {
    must(await incident({ what: 'lost-device', about }));
    await t.pass(1000);
    expect(t.given[0]).toMatchObject({ kind: 'incident', facts: { about, keys: { locked: true } } });
  });
  it('an id is refused: the page that asks holds none', async () =>
    expect(code(await incident())).toBe('locked'));
  it('no record is opened', async () => expect(code(await open())).toBe('locked'));
});
