// Writing articles through the real router over a real vault: revisions, what comes back, who may approve, what a desk without its
// backend does. Invented people.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  ArticleDraftRow,
  ArticleDraftView,
  ArticleLint,
  InboxRow,
  KeptArticleRow,
  ProposalRow,
} from '#shared/contract/authoring.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { writeClockOffset } from '../sync/device.ts';
import { must, type Bench, type TestPage } from '../router/testing.ts';
import { until } from '#tests/support/until.ts';
import { articleNamed, authoringBench, joel, put, tess, type Told, vera } from './testing.ts';

let bench: Bench;
let told: Told;
let page: TestPage;
beforeAll(async () => {
  ({ bench, told } = await authoringBench());
  await put(
    bench,
    articleNamed('refills'),
    articleNamed('lost'),
    articleNamed('hours', { reviewBy: '2026-11-01', ownerId: 'vera' }),
    articleNamed('horas', { lang: 'es', translationOf: { id: 'fees', version: 1 } }),
    articleNamed('fees', { version: 1 }),
    articleNamed('fees', { version: 2, body: 'New fees.' }),
    articleNamed('secret', { roles: ['supervisor'] }),
    articleNamed('policy', { kind: 'policy' }),
  );
  page = bench.page();
});
afterAll(() => bench.end());
beforeEach(() => {
  bench.now = '2026-11-22T15:00:00.000Z';
  bench.sit(joel);
  told.online = true;
});

const ask = <T>(name: string, input: unknown = {}) => page.ask<T>(`authoring.${name}`, input);
const begin = (input: object) =>
  ask<ArticleDraftView>('begin', { id: crypto.randomUUID(), as: 'new', from: null, ...input });
const good = (fields: DraftFields, more: Partial<DraftFields> = {}): DraftFields => ({
  ...fields,
  title: fields.title || `Parking ${crypto.randomUUID()}`,
  keywords: ['parking'],
  body: fields.body || 'Park behind the house.\n\n## Say to the caller\n\nYou can park behind the house.',
  reviewBy: '2027-03-01',
  ...more,
});
async function begun(input: object, more: Partial<DraftFields> = {}): Promise<ArticleDraftRow> {
  const { row, fields } = must(await begin(input));
  return must(await ask<ArticleDraftRow>('write', { id: row.id, revision: 1, fields: good(fields, more) }));
}
const submit = ({ id, revision }: ArticleDraftRow) =>
  ask<ArticleDraftRow>('submit', { id, revision, note: 'n' });

describe('a draft', () => {
  it('counts revisions, refuses a write on an older one, and remembers earlier states', async () => {
    const { row, fields } = must(await begin({}));
    expect(row).toMatchObject({ state: 'open', revision: 1, basedOn: null, begun: 'new' });
    const write = (revision: number, title: string) =>
      ask<ArticleDraftRow>('write', { id: row.id, revision, fields: { ...fields, title } });
    expect(must(await write(1, 'one')).revision).toBe(2);
    expect(await write(1, 'other')).toMatchObject({ ok: false, code: 'conflict' });
    // Soon after: no state of its own.
    bench.now = '2026-11-22T15:00:10.000Z';
    must(await write(2, 'two'));
    bench.now = '2026-11-22T15:05:00.000Z';
    must(await write(3, 'three'));
    // Somebody else: always.
    bench.sit(vera);
    must(await write(4, 'four'));
    const { history, row: now } = must(await ask<ArticleDraftView>('draft', { id: row.id }));
    expect(history.map((h) => [h.revision, h.by.id])).toEqual([
      [4, 'joel'],
      [3, 'joel'],
      [1, 'joel'],
    ]);
    expect(now.writers.map((w) => w.id)).toEqual(['joel', 'vera']);
    const past = must(await ask<DraftFields>('past', { id: row.id, revision: 3 }));
    expect(past.title).toBe('two');
  });
  it('that was discarded is in no list and comes back', async () => {
    const row = await begun({});
    const left = must(await ask<ArticleDraftRow>('discard', { id: row.id, revision: row.revision }));
    expect(left.state).toBe('left');
    const listed = async (state: string | null) =>
      must(await ask<{ rows: ArticleDraftRow[] }>('drafts', { state })).rows.some((d) => d.id === row.id);
    expect([await listed(null), await listed('left')]).toEqual([false, true]);
    const write = { id: row.id, revision: left.revision, fields: good((await view(row.id)).fields) };
    expect(await ask('write', write)).toMatchObject({ code: 'draft-closed' });
    expect(must(await ask<ArticleDraftRow>('undo', { id: row.id })).state).toBe('open');
    expect(await listed(null)).toBe(true);
  });
  const view = async (id: string) => must(await ask<ArticleDraftView>('draft', { id }));
  it('begins with an article, as it is, in another language, or for one account', async () => {
    const edit = must(await begin({ as: 'edit', from: { id: 'refills', version: null } }));
    expect(edit).toMatchObject({
      row: { articleId: 'refills', basedOn: 1, behind: false },
      fields: { title: 'Title of refills', reviewBy: null },
      before: { id: 'refills', version: 1 },
      original: null,
    });
    const es = must(await begin({ as: 'translation', from: { id: 'fees', version: 1 }, lang: 'es' }));
    expect(es).toMatchObject({
      fields: { lang: 'es', translationOf: { id: 'fees', version: 1 }, ownerId: 'joel' },
      original: { now: { version: 2 }, begunFrom: { version: 1 } },
      before: null,
    });
    expect(es.row.articleId).not.toBe('fees');
    const own = must(await begin({ as: 'variant', from: { id: 'fees', version: null }, practice: 'harbor' }));
    expect(own.fields).toMatchObject({ practice: 'harbor', variantOf: 'fees', translationOf: null });
    expect(await begin({ as: 'variant', from: { id: 'fees', version: null } })).toMatchObject({
      code: 'invalid-input',
    });
    expect(await begin({ as: 'edit' })).toMatchObject({ code: 'invalid-input' });
    expect(await begin({ as: 'edit', from: { id: 'gone', version: null } })).toMatchObject({
      code: 'not-found',
    });
  });
  it('of what a person may not see is not there for them', async () => {
    const row = await begun({ as: 'edit', from: { id: 'secret', version: null } });
    bench.sit(tess);
    expect(await ask('draft', { id: row.id })).toMatchObject({ code: 'not-found' });
    expect(await begin({ as: 'edit', from: { id: 'secret', version: null } })).toMatchObject({
      code: 'not-found',
    });
    const { rows } = must(await ask<{ rows: ArticleDraftRow[] }>('drafts', { state: null }));
    expect(rows.some((d) => d.id === row.id)).toBe(false);
    bench.sit('agent');
    expect(await ask('drafts', { state: null })).toMatchObject({ code: 'wrong-role' });
  });
});

describe('handing in', () => {
  it('publishes a supervisor’s article at once, with the next version', async () => {
    const row = await begun({ as: 'edit', from: { id: 'fees', version: null } });
    expect(must(await submit(row)).state).toBe('published');
    expect(told.proposed.at(-1)).toMatchObject({
      person: 'joel',
      article: { id: 'fees', version: 3, reviewedOn: '2026-11-22', sample: false, verifiedBy: null },
      writers: ['joel'],
    });
    expect(bench.audit().some((a) => a.event === 'article.submit' && a.subjects.includes('fees'))).toBe(true);
  });
  it('stops at the lint, and the lint says who approves', async () => {
    const row = await begun({}, { body: 'Facts.\n\n## Say to the caller\n\nIt is probably nothing.' });
    expect(await submit(row)).toMatchObject({ code: 'article-not-clean' });
    const fields = must(await ask<ArticleDraftView>('draft', { id: row.id })).fields;
    const lint = async (more: Partial<DraftFields>, articleId: string | null = null) =>
      must(await ask<ArticleLint>('lint', { articleId, fields: { ...fields, ...more } }));
    expect(await lint({})).toMatchObject({
      stops: 1,
      approval: 'nobody',
      findings: [{ code: 'false-comfort', line: 5 }],
    });
    expect((await lint({ kind: 'policy' })).approval).toBe('other-supervisor');
    expect((await lint({ clinicalDraft: true })).approval).toBe('other-supervisor');
    expect((await lint({}, 'policy')).approval).toBe('other-supervisor');
    expect((await lint({ variantOf: 'policy' })).approval).toBe('other-supervisor');
    expect((await lint({ translationOf: { id: 'policy', version: 1 } })).approval).toBe('other-supervisor');
    expect((await lint({ variantOf: 'fees' })).approval).toBe('nobody');
    bench.sit(tess);
    expect((await lint({})).approval).toBe('other-supervisor');
  });
  it('without the backend keeps the draft and says what to do; the same words go once', async () => {
    const row = await begun({});
    told.online = false;
    expect(await submit(row)).toMatchObject({ code: 'authoring-offline', retryable: true });
    expect(must(await ask<ArticleDraftView>('draft', { id: row.id })).row).toMatchObject({
      state: 'open',
      revision: row.revision,
    });
    told.online = true;
    must(await submit(row));
    const id = told.proposed.at(-1)?.id;
    const other = await begun({});
    must(await submit(other));
    expect(told.proposed.at(-1)?.id).not.toBe(id);
  });
  it('waits for another supervisor, comes back with a note, and goes on', async () => {
    bench.sit(tess);
    const row = await begun({});
    expect(must(await submit(row)).state).toBe('handed-in');
    const id = told.proposed.at(-1)?.id ?? '';
    expect(await ask('decide', { id, decision: 'approve', note: '' })).toMatchObject({ code: 'wrong-role' });
    expect(
      await ask('write', {
        id: row.id,
        revision: row.revision + 1,
        fields: good(must(await ask<ArticleDraftView>('draft', { id: row.id })).fields),
      }),
    ).toMatchObject({ code: 'draft-closed' });
    const mine = must(await ask<{ rows: ProposalRow[] }>('proposals', { open: true })).rows;
    expect(mine.find((p) => p.id === id)).toMatchObject({ own: true, mayApprove: false });
    bench.sit(joel);
    const rows = must(await ask<{ rows: ProposalRow[] }>('proposals', { open: true })).rows;
    expect(rows.find((p) => p.id === id)).toMatchObject({ own: false, mayApprove: true });
    expect(must(await ask<{ findings: unknown[]; before: unknown }>('proposal', { id }))).toMatchObject({
      findings: [],
      before: null,
    });
    expect(await ask('decide', { id, decision: 'send-back', note: '' })).toMatchObject({
      code: 'invalid-input',
    });
    must(await ask('decide', { id, decision: 'send-back', note: 'Shorter, please.' }));
    bench.sit(tess);
    const back = must(await ask<ArticleDraftView>('draft', { id: row.id }));
    expect(back.row).toMatchObject({
      state: 'came-back',
      note: 'Shorter, please.',
      decided: { by: joel.name, at: bench.now },
    });
    const again = must(
      await ask<ArticleDraftRow>('write', { id: row.id, revision: back.row.revision, fields: back.fields }),
    );
    must(await submit(again));
    const second = told.proposed.at(-1)?.id ?? '';
    expect(second).not.toBe(id);
    // Who looks at it again sees what was asked for, and the words that it was asked of.
    bench.sit(joel);
    const round = must(await ask<{ earlier: unknown }>('proposal', { id: second }));
    expect(round.earlier).toMatchObject({
      row: { id, state: 'sent-back', decided: { note: 'Shorter, please.' } },
      article: { id: row.articleId, title: row.title },
    });
    bench.sit(tess);
    expect(must(await ask<ArticleDraftView>('draft', { id: row.id })).row).toMatchObject({
      note: null,
      decided: null,
    });
    // Decided elsewhere: looking at the list brings it.
    told.proposals = told.proposals.map((p) => (p.id === second ? { ...p, state: 'published' } : p));
    told.changed = [];
    bench.now = '2026-11-22T16:00:00.000Z';
    must(await ask('drafts', { state: null }));
    await until('the draft to be followed', 1000, () => told.changed.length > 0);
    expect(told.changed).toEqual(['authoring.changed']);
    expect(must(await ask<ArticleDraftView>('draft', { id: row.id })).row.state).toBe('published');
  });
  it('tells a trainer nothing of what is for supervisors alone, by no other way either', async () => {
    const row = await begun({ as: 'edit', from: { id: 'secret', version: null } }, { kind: 'policy' });
    must(await submit(row));
    const id = told.proposed.at(-1)?.id ?? '';
    const listed = async () =>
      must(await ask<{ rows: ProposalRow[]; open: number }>('proposals', { open: true }));
    const seen = await listed();
    expect(seen.rows.some((p) => p.id === id)).toBe(true);
    const text = {
      name: 'a.csv',
      format: 'csv',
      text: 'title,body,roles\nDismissals,Gus goes.,supervisor\n',
    };
    const brought = { id: crypto.randomUUID(), kind: 'article', lang: 'en', practice: 'all', text };
    expect(must(await ask<{ drafts: unknown[] }>('import', brought)).drafts).toHaveLength(1);
    const taken = async () => {
      const { row: mine, fields } = must(await begin({}));
      const asked = { articleId: mine.articleId, fields: good(fields, { title: 'Title of secret' }) };
      return must(await ask<ArticleLint>('lint', asked)).findings.some((f) => f.code === 'title-taken');
    };
    expect(await taken()).toBe(true);
    bench.sit(tess);
    const left = await listed();
    expect([left.rows.some((p) => p.id === id), left.open]).toEqual([false, seen.open - 1]);
    expect(await ask('proposal', { id })).toMatchObject({ code: 'not-found' });
    expect(await taken()).toBe(false);
    expect(must(await ask<{ drafts: unknown[] }>('import', brought)).drafts).toEqual([]);
    expect(must(await ask('importUndo', { id: brought.id }))).toEqual({ left: 0, kept: 0 });
  });
  it('tells the backend’s times by this computer’s clock, and what was decided elsewhere by whom', async () => {
    bench.sit(tess);
    const row = await begun({});
    must(await submit(row));
    const id = told.proposed.at(-1)?.id ?? '';
    const decided = { by: { id: 'vera', name: vera.name }, at: '2026-11-22T08:30:00.000Z', note: 'No.' };
    told.proposals = told.proposals.map((p) => (p.id === id ? { ...p, state: 'sent-back', decided } : p));
    writeClockOffset(bench.vault.core, 7 * 3_600_000);
    try {
      const rows = must(await ask<{ rows: ProposalRow[] }>('proposals', { open: false })).rows;
      expect(rows.find((p) => p.id === id)).toMatchObject({
        at: '2026-11-22T10:00:00.000Z',
        decided: { at: '2026-11-22T15:30:00.000Z' },
      });
      expect(must(await ask<ArticleDraftView>('draft', { id: row.id })).row).toMatchObject({
        state: 'came-back',
        note: 'No.',
        decided: { by: vera.name, at: '2026-11-22T15:30:00.000Z' },
      });
    } finally {
      writeClockOffset(bench.vault.core, 0);
    }
  });
  it('knows its own words where they came back before the lost reply', async () => {
    const row = await begun({ as: 'edit', from: { id: 'lost', version: null } });
    told.lost = true;
    expect(await submit(row)).toMatchObject({ code: 'authoring-offline' });
    told.lost = false;
    const made = told.proposed.at(-1)?.article;
    if (made === undefined) throw new Error('nothing was handed in');
    await put(bench, made);
    expect(must(await ask<ArticleDraftView>('draft', { id: row.id })).row.behind).toBe(true);
    expect(must(await submit(row)).state).toBe('published');
  });
  it('is refused behind a newer version until somebody has compared', async () => {
    const row = await begun({ as: 'edit', from: { id: 'refills', version: null } });
    await put(bench, articleNamed('refills', { version: 2, body: 'Three days.' }));
    expect(await submit(row)).toMatchObject({ code: 'knowledge-behind' });
    const now = must(await ask<ArticleDraftView>('draft', { id: row.id }));
    expect(now.row.behind).toBe(true);
    expect(now.before).toMatchObject({ version: 2 });
    const write = { id: row.id, revision: row.revision, fields: now.fields };
    expect(await ask('write', { ...write, basedOn: 9 })).toMatchObject({ code: 'invalid-input' });
    const compared = must(await ask<ArticleDraftRow>('write', { ...write, basedOn: 2 }));
    must(await submit(compared));
    expect(told.proposed.at(-1)?.article.version).toBe(3);
  });
});

describe('looking after what is published', () => {
  it('lists what is due, behind, mine, by a bounded look', async () => {
    const list = async (filter: string, text = '') =>
      must(await ask<{ rows: KeptArticleRow[] }>('articles', { filter, text })).rows.map((a) => a.id);
    expect(await list('behind')).toEqual(['horas']);
    expect(await list('overdue')).toEqual(['hours']);
    expect(await list('all', 'POLICY')).toEqual(['policy']);
    expect(await list('mine')).not.toContain('hours');
    const due = must(await ask<KeptArticleRow[]>('due', { days: 30 }));
    expect(due.map((a) => [a.id, a.state, a.mine])).toEqual([['hours', 'overdue', false]]);
    bench.sit(tess);
    expect(await list('all')).not.toContain('secret');
  });
  it('checks, retires, announces and writes terms through the backend, the same act once', async () => {
    const verify = { id: 'hours', version: 1, until: '2027-01-01' };
    // Set by mistake, and set back: three acts.
    for (const until of ['2027-01-01', '2026-12-01', '2027-01-01'])
      must(await ask('verify', { ...verify, until }));
    expect(new Set(told.acts.map((a) => a.id)).size).toBe(3);
    for (const until of ['2026-01-01', '2029-01-01', '9999-12-31'])
      expect(await ask('verify', { ...verify, until })).toMatchObject({ code: 'invalid-input' });
    for (const note of ['', '']) must(await ask('retire', { id: 'hours', version: 1, note }));
    expect(new Set(told.acts.map((a) => a.id)).size).toBe(4);
    expect(told.acts.at(-1)?.act).toEqual({ kind: 'retire', articleId: 'hours', version: 1, note: null });
    const terms = must(await ask<{ version: number; entries: unknown[] }>('terms'));
    must(
      await ask('writeTerms', { id: crypto.randomUUID(), terms: { ...terms, version: terms.version + 1 } }),
    );
    const twice = ['PCP', 'pcp '].map((term) => ({ term, means: ['doctor'], kind: 'abbreviation' }));
    for (const entries of [twice, [{ term: 'PCP', means: ['p.c.p.', 'pcp'], kind: 'synonym' }]])
      expect(
        await ask('writeTerms', { id: crypto.randomUUID(), terms: { version: 9, entries } }),
      ).toMatchObject({
        code: 'terms-twice',
      });
    bench.sit(tess);
    expect(await ask('verify', verify)).toMatchObject({ code: 'wrong-role' });
    expect(must(await ask<unknown[]>('announcements'))).toEqual([]);
  });
  it('shows what was flagged with its passage, and hides whose article may not be seen', async () => {
    const flag = (id: string, version: number, range: [number, number] | null): Told['inbox'][number] => ({
      kind: 'flag',
      id: crypto.randomUUID(),
      at: '2026-11-20T10:00:00.000Z',
      receivedAt: '2026-11-20T10:00:01.000Z',
      author: { id: 'gus', name: 'Gus Invented' },
      authorRole: 'agent',
      authorUnbound: false,
      dueAt: '2026-11-21T10:00:00.000Z',
      facts: { articleId: id, version, range, why: 'outdated' },
      words: 'Not true any more.',
      answer: null,
    });
    told.inbox = [flag('fees', 1, [0, 7]), flag('secret', 1, [0, 7])];
    const rows = async () => must(await ask<{ rows: InboxRow[] }>('inbox', { open: true })).rows;
    expect((await rows())[0]).toMatchObject({
      title: 'Title of fees',
      newest: 2,
      version: 1,
      passage: 'Refills',
      words: 'Not true any more.',
    });
    expect((await rows())[1]).toMatchObject({ title: 'Title of secret' });
    bench.sit(tess);
    const mine = must(
      await ask<{ rows: InboxRow[]; open: number; overdue: number }>('inbox', { open: true }),
    );
    expect([mine.rows.map((r) => r.articleId), mine.open, mine.overdue]).toEqual([['fees'], 1, 1]);
    must(await ask('answer', { id: told.inbox[0]?.id, words: 'Mended, thank you.' }));
    expect(told.answered).toEqual([{ id: told.inbox[0]?.id, words: 'Mended, thank you.' }]);
  });
});
