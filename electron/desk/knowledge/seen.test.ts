// What a role may not see is not there: in every request that reads, in the same words as what does not exist, counts included.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles, staff } from '#shared/contract/kinds.ts';
import { knowledge } from '#shared/contract/knowledge.ts';
import { articleRoles } from '#shared/domain/knowledge/article.ts';
import { ok } from '#shared/domain/result.ts';
import type { Context } from '../router/context.ts';
import { articleTarget } from './delivered.ts';
import { knowledgeHandlers } from './handlers.ts';
import { importArticles } from './import.ts';
import { knowledgeState } from './read.ts';
import { articleSearch } from './search.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const now = '2026-11-22T03:00:00.000Z';
const callId = '00000000-0000-7000-8000-000000000001';
const noticeId = '00000000-0000-4000-8000-000000000002';
const id = 'hidden';
const file = knowledgeFile();
let uuids = 0;
const handlers = knowledgeHandlers({
  core: () => file.db,
  search: (request, today, _signal, { role }) =>
    Promise.resolve(ok(articleSearch(file.db).search(request, role, today))),
  uuid: () => `00000000-0000-4000-8000-${String(100 + ++uuids).padStart(12, '0')}`,
  oncall: { accountOf: () => null },
});
const as = (role: string): Context => ({
  now,
  surface: 'main',
  person: { id: `p-${role}`, name: `${role} Invented`, initials: 'I', role: role as 'agent' },
  signal: new AbortController().signal,
  progress: () => undefined,
  about: () => undefined,
  changed: () => undefined,
});

beforeAll(async () => {
  const roles = ['supervisor' as const];
  await importArticles(
    file.db,
    [
      ownArticle(id, { title: 'Quokka rule', body: 'Quokka words.', roles, callTypes: [20], mustRead: true }),
      ownArticle('hidden-term', { kind: 'glossary', title: 'Quokka', body: 'A quokka is small.', roles }),
      ownArticle('hidden-es', {
        lang: 'es',
        body: 'Quokka.',
        roles,
        translationOf: { id: 'open', version: 1 },
      }),
      ownArticle('hidden-variant', { practice: 'riverside', variantOf: 'open', roles }),
      ownArticle('hidden-handout', { kind: 'handout', roles }),
      ownArticle('open', { body: 'Wombat words.' }),
      // Seen by all at first, then by supervisors alone: what was there before goes too.
      ownArticle('closed', { body: 'Old wombat.' }),
      ownArticle('closed', { version: 2, body: 'New wombat.', roles }),
    ],
    { now },
  );
  file.db.prepare('insert into calls (id, json) values (?, ?)').run(callId, '{"reasonCode":"complaint"}');
  const announcement = {
    id: noticeId,
    version: 1,
    title: 'Quokka',
    body: '',
    from: '2026-11-01T00:00:00.000Z',
    until: '2026-12-01T00:00:00.000Z',
    accounts: null,
    roles,
    mustRead: true,
    articleId: id,
    by: { id: 'p', name: 'Sue Invented' },
  };
  const item = { at: now, by: 'Sue Invented', note: null };
  const linked = {
    ...announcement,
    id: '00000000-0000-4000-8000-000000000003',
    roles: null,
    mustRead: false,
  };
  articleTarget.prepare(file.db, { ...item, seq: 1, body: { kind: 'announcement', announcement } }, now);
  articleTarget.prepare(
    file.db,
    { ...item, seq: 2, body: { kind: 'announcement', announcement: linked } },
    now,
  );
  const mark = { articleId: id, version: 1, by: 'Sue Invented', on: '2026-11-20', until: '2027-06-01' };
  articleTarget.prepare(file.db, { ...item, seq: 3, body: { kind: 'verified', mark } }, now);
  articleTarget.flip(file.db, now);
  const boss = as('supervisor');
  for (const articleId of [id, 'hidden-handout'])
    handlers.pin({ callId, articleId, version: 1, on: true }, boss);
  handlers.handout({ callId, articleId: 'hidden-handout', version: 1, channel: 'sms' }, boss);
});
afterAll(() => file.close());

const value = async (of: unknown): Promise<unknown> => ((await of) as { value?: unknown }).value;
const asked = { version: 1, accountId: null, site: null };
/** Tried below: what lists, what names an article; and what names none (`mine`: said.test.ts). */
const lists = 'search suggest pins toRead announcements changes glossary handouts'.split(' ');
const naming = 'read quote versions pin rate flag acknowledge handout'.split(' ');
const others = 'ask mine missed changed'.split(' ');
/** What each reading request answers about the hidden things, as text. */
async function everything(role: string): Promise<Record<string, unknown>> {
  const who = as(role);
  const suggest = {
    step: { id: 's', words: 'quokka' },
    notes: 'quokka',
    accountId: 'riverside',
    callId: null,
  };
  return {
    search: ((await value(handlers.search({ text: 'quokka ', limit: 10 }, who))) as { hits: unknown[] }).hits,
    suggest: await value(handlers.suggest({ ...suggest, reason: 'complaint', limit: 10 }, who)),
    pins: await value(handlers.pins({ callId }, who)),
    toRead: await value(handlers.toRead({}, who)),
    announcements: (
      (await value(handlers.announcements({ accountId: null }, who))) as { articleId: string | null }[]
    )
      .map((a) => a.articleId)
      .filter(Boolean),
    changes: (
      (await value(handlers.changes({ accountId: null }, { after: null, limit: 50 }, who))) as {
        rows: { id: string }[];
      }
    ).rows.filter((r) => r.id !== 'open'),
    glossary: await value(handlers.glossary({ lang: 'en' }, who)),
    handouts: await value(handlers.handouts({ callId }, who)),
    siblings: await value(handlers.read({ ...asked, id: 'open' }, who)).then((v) => {
      const { translations, variants } = v as { translations: unknown[]; variants: unknown[] };
      return [...translations, ...variants];
    }),
  };
}

it('tries every request of the room', () => {
  expect([...lists, ...naming, ...others].toSorted()).toEqual(Object.keys(knowledge).toSorted());
});

it('names the roles of the bridge', () => {
  expect([...articleRoles].toSorted()).toEqual([...staff].toSorted());
});

it('counts for everybody what everybody may find, and nothing that is out of use', () => {
  expect(knowledgeState(file.db)).toMatchObject({ articles: 1, samples: 0 });
  const retire = file.db.prepare(
    `insert into article_standing (id, version, retired_by, retired_at) values ('open', 1, 'S', '${now}')`,
  );
  const undo = file.db.prepare(`delete from article_standing where id = 'open'`);
  retire.run();
  expect(knowledgeState(file.db).articles).toBe(0);
  undo.run();
});

describe.each(roles)('%s', (role) => {
  const sees = role === 'supervisor';
  it('finds, counts and is offered only what the role may see', async () => {
    for (const [name, found] of Object.entries(await everything(role)))
      expect((found as unknown[]).length > 0, name).toBe(sees);
  });
  it('is told of what is hidden exactly what it is told of what is not there', async () => {
    const who = as(role);
    const flagged = { range: null, why: 'wrong', words: '' } as const;
    const on = (articleId: string) => ({ articleId, version: 1 });
    const each = {
      read: (of: string) => handlers.read({ ...asked, id: of }, who),
      quote: (of: string) => handlers.quote({ id: of, version: 1, range: [0, 3] }, who),
      versions: (of: string) => handlers.versions({ id: of }, who),
      pin: (of: string) => handlers.pin({ callId, ...on(of), on: true }, who),
      rate: (of: string) => handlers.rate({ ...on(of), helpful: true }, who),
      flag: (of: string) => handlers.flag({ ...on(of), ...flagged }, who),
      acknowledge: (of: string) => handlers.acknowledge({ about: 'article', id: of, version: 1 }, who),
      handout: (of: string) => handlers.handout({ callId, ...on(of), channel: 'sms' }, who),
    };
    for (const [name, ask] of Object.entries(each)) {
      const hidden = name === 'handout' ? 'hidden-handout' : id;
      const nowhere = await ask('nowhere');
      expect(nowhere).toMatchObject({ ok: false, code: 'not-found' });
      if (sees) expect(await ask(hidden), name).toMatchObject({ ok: true });
      else expect(await ask(hidden), name).toEqual(nowhere);
    }
    const notice = handlers.acknowledge({ about: 'announcement', id: noticeId, version: 1 }, who);
    expect(notice).toMatchObject(sees ? { ok: true } : { ok: false, code: 'not-found' });
  });
  it('sees no earlier version of what was closed to it', async () => {
    const who = as(role);
    expect(await handlers.read({ ...asked, id: 'closed' }, who)).toMatchObject({ ok: sees });
    expect(await handlers.quote({ id: 'closed', version: 1, range: [0, 3] }, who)).toMatchObject({
      ok: sees,
    });
    expect(await handlers.versions({ id: 'closed' }, who)).toMatchObject({ ok: sees });
  });
});
