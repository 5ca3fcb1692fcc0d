// What is said of articles and kept with a call, through the room's own handlers.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Announcement } from '#shared/domain/knowledge/announcement.ts';
import { fail } from '#shared/domain/result.ts';
import { type KnowledgeEvent, knowledgeEvent } from '#shared/protocol/knowledge.ts';
import type { OwnEvent } from '../knowledge-sync/events.ts';
import type { Context } from '../router/context.ts';
import { articleTarget } from './delivered.ts';
import { knowledgeHandlers, type MissAsked } from './handlers.ts';
import { importArticles } from './import.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const now = '2026-11-22T12:00:00.000Z';
const callId = '00000000-0000-7000-8000-000000000001';
let file: ReturnType<typeof knowledgeFile>;
let told: { event: KnowledgeEvent; words: string | null }[];
let missed: MissAsked[];
let own: OwnEvent[];
let uuids = 0;
const uuid = (): string => `00000000-0000-4000-8000-${String(100 + ++uuids).padStart(12, '0')}`;
const context = (id = 'p-1', at = now): Context => ({
  now: at,
  surface: 'main',
  person: { id, name: 'Ann Invented', initials: 'AI', role: 'agent' },
  signal: new AbortController().signal,
  progress: () => undefined,
  about: () => undefined,
  changed: () => undefined,
});
const room = (tells = true) =>
  knowledgeHandlers({
    core: () => file.db,
    search: () => Promise.resolve(fail('locked')),
    uuid,
    oncall: { accountOf: () => null },
    own: () => own,
    missed: (asked) => missed.push(asked),
    ...(tells
      ? {
          tell: (event: KnowledgeEvent, words: string | null) =>
            void told.push({ event: knowledgeEvent.parse(event), words }),
        }
      : {}),
  });
beforeEach(async () => {
  file = knowledgeFile();
  [told, missed, own] = [[], [], []];
  file.db.prepare("insert into calls (id, json) values (?, '{}')").run(callId);
  await importArticles(
    file.db,
    [
      ownArticle('a', { body: 'Open at eight.' }),
      ownArticle('must', { mustRead: true }),
      ownArticle('leaflet', { kind: 'handout' }),
      ownArticle('old-leaflet', { kind: 'handout', reviewBy: '2026-01-01' }),
    ],
    { now },
  );
});
afterEach(() => file.close());
const ofA = { articleId: 'a', version: 1 };

describe('what is said of an article', () => {
  it('is told once for each change of mind', () => {
    const { rate, read } = room();
    const said = () => read({ id: 'a', version: null, accountId: null, site: null }, context());
    expect(said()).toMatchObject({ value: { helpful: null } });
    for (const helpful of [true, true, false, null, null]) rate({ ...ofA, helpful }, context());
    expect(told.map(({ event }) => event.kind === 'helpful' && event.facts.helpful)).toEqual([
      true,
      false,
      null,
    ]);
    rate({ ...ofA, helpful: true }, context());
    expect(said()).toMatchObject({ value: { helpful: true } });
    expect(read({ id: 'a', version: null, accountId: null, site: null }, context('p-2'))).toMatchObject({
      value: { helpful: null },
    });
  });

  it('flags a passage of that very version, with words apart from the facts', () => {
    const { flag } = room();
    const flagged = { ...ofA, why: 'wrong', words: 'It is nine now.' } as const;
    expect(flag({ ...flagged, range: [0, 14] }, context())).toMatchObject({ ok: true });
    expect(told).toEqual([
      {
        event: {
          id: expect.any(String) as string,
          kind: 'flag',
          author: 'p-1',
          at: now,
          facts: { ...ofA, range: [0, 14], why: 'wrong' },
        },
        words: 'It is nine now.',
      },
    ]);
    for (const range of [
      [0, 15],
      [3, 3],
      [5, 2],
    ] as [number, number][])
      expect(flag({ ...flagged, range }, context())).toMatchObject({ code: 'invalid-input' });
    expect(flag({ ...flagged, why: 'other', words: '', range: null }, context())).toMatchObject({
      ok: false,
    });
    expect(told).toHaveLength(1);
  });

  it('sends a question that has no answer, and shows what came of it', () => {
    const { ask, mine } = room();
    ask({ words: 'Is there parking?', accountId: 'riverside', reason: null, lang: 'en' }, context());
    expect(told).toMatchObject([{ event: { kind: 'unanswered' }, words: 'Is there parking?' }]);
    const facts = { ...ofA, range: null, why: 'outdated' } as const;
    const flagged = { id: uuid(), author: 'p-1', at: now, kind: 'flag', facts } as const;
    const gone = { ...flagged, facts: { ...facts, articleId: 'gone' } } as const;
    const answer = { by: 'Sue Invented', at: now, words: 'Mended.' };
    own = [
      { id: flagged.id, event: flagged, words: null, state: 'answered', answer },
      { id: gone.id, event: gone, words: 'x', state: 'unsent', answer: null },
    ];
    expect(mine({}, context())).toMatchObject({
      value: [
        {
          kind: 'flag',
          why: 'outdated',
          state: 'answered',
          article: { id: 'a' },
          answer: { words: 'Mended.' },
        },
        { state: 'waiting', article: null, words: 'x' },
      ],
    });
  });

  it('stays at a practice desk', () => {
    const { rate, ask, mine, toRead, acknowledge } = room(false);
    rate({ ...ofA, helpful: true }, context());
    ask({ words: 'x', accountId: null, reason: null, lang: 'en' }, context());
    acknowledge({ about: 'article', id: 'must', version: 1 }, context());
    expect(told).toEqual([]);
    expect(mine({}, context())).toMatchObject({ value: [] });
    expect(toRead({}, context())).toMatchObject({ value: [] });
  });

  it('gives a question without a hit to the report with the day alone', () => {
    room().missed({ text: 'zzz', accountId: null, reason: null }, context());
    expect(missed).toEqual([{ text: 'zzz', accountId: null, reason: null, today: '2026-11-22' }]);
  });
});

describe('announcements and what must be read', () => {
  const notice: Announcement = {
    id: '00000000-0000-4000-8000-00000000000a',
    version: 1,
    title: 'No flu shots',
    body: 'Until Friday.',
    from: '2026-11-22T00:00:00.000Z',
    until: '2026-11-24T00:00:00.000Z',
    accounts: ['riverside'],
    roles: null,
    mustRead: true,
    articleId: 'a',
    by: { id: 'p-9', name: 'Sue Invented' },
  };
  const publish = (announcement: Announcement): void => {
    const body = { kind: 'announcement', announcement } as const;
    articleTarget.prepare(file.db, { seq: 1, at: now, by: null, note: null, body }, now);
    articleTarget.flip(file.db, now);
  };
  const inForce = (accountId: string | null, at = now) => {
    const found = room().announcements({ accountId }, context('p-1', at));
    return 'value' in found && Array.isArray(found.value) ? found.value.map((a) => a.version) : found;
  };
  it('hold for their account from their day on, and end by themselves', () => {
    publish(notice);
    expect(inForce('riverside')).toEqual([1]);
    expect([inForce('harbor'), inForce(null)]).toEqual([[], []]);
    expect(inForce('riverside', '2026-11-21T23:59:59.999Z')).toEqual([]);
    expect(inForce('riverside', notice.until)).toEqual([]);
    publish({ ...notice, version: 3, accounts: null });
    publish({ ...notice, version: 2 });
    expect(inForce(null)).toEqual([3]);
  });
  it('wait until each person has confirmed them, told once by name', () => {
    publish(notice);
    const { toRead, acknowledge } = room();
    const waits = (id: string) => {
      const found = toRead({}, context(id));
      return 'value' in found && Array.isArray(found.value) ? found.value.map((r) => r.id) : found;
    };
    expect(waits('p-1')).toEqual(['must', notice.id].toSorted());
    const confirm = (version: number) =>
      acknowledge({ about: 'announcement', id: notice.id, version }, context());
    expect(confirm(2)).toMatchObject({ code: 'not-found' });
    expect([confirm(1), confirm(1)]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(told).toMatchObject([
      { event: { kind: 'read', author: 'p-1', facts: { about: 'announcement', version: 1 } } },
    ]);
    expect(waits('p-1')).toEqual(['must']);
    expect(waits('p-2')).toHaveLength(2);
    publish({ ...notice, version: 2 });
    expect(waits('p-1')).toHaveLength(2);
  });
});

describe('what belongs to a call', () => {
  it('pins a version, says when a newer one is in force, and takes it off', async () => {
    const { pin, pins } = room();
    const pinned = () => pins({ callId }, context());
    pin({ callId, ...ofA, on: true }, context());
    pin({ callId, ...ofA, on: true }, context());
    expect(pinned()).toMatchObject({ value: [{ id: 'a', version: 1, newer: null }] });
    await importArticles(file.db, [ownArticle('a', { version: 2, body: 'Open at nine.' })], { now });
    expect(pinned()).toMatchObject({ value: [{ version: 1, newer: 2 }] });
    pin({ callId, ...ofA, on: false }, context());
    expect(pinned()).toMatchObject({ value: [] });
    // Those of long ago go when another is pinned.
    pin({ callId, ...ofA, on: true }, context());
    const later = '2027-03-01T00:00:00.000Z';
    pin({ callId, articleId: 'must', version: 1, on: true }, context('p-1', later));
    expect(pinned()).toMatchObject({ value: [{ id: 'must' }] });
    const elsewhere = { callId: '00000000-0000-7000-8000-000000000009', ...ofA, on: true };
    expect(pin(elsewhere, context())).toMatchObject({ code: 'not-found' });
  });
  it('notes a handout that is verified today, and no other', () => {
    const { handout, handouts } = room();
    const give = (articleId: string, version = 1) =>
      handout({ callId, articleId, version, channel: 'sms' }, context());
    expect(give('a')).toMatchObject({ code: 'not-found' });
    expect(give('old-leaflet')).toMatchObject({ code: 'handout-overdue' });
    expect(give('leaflet', 2)).toMatchObject({ code: 'handout-overdue' });
    expect(give('leaflet')).toMatchObject({ ok: true });
    expect(handouts({ callId }, context())).toMatchObject({
      value: [{ articleId: 'leaflet', version: 1, channel: 'sms', at: now, by: 'Ann Invented' }],
    });
    expect(told).toMatchObject([
      { event: { kind: 'handout', facts: { articleId: 'leaflet', channel: 'sms', callId } }, words: null },
    ]);
  });
});
