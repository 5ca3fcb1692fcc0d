// Articles for emergencies before whatever was found, of what this person may find.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emergencyFirst } from './emergency.ts';
import { facetsOf } from './facets.ts';
import { importArticles } from './import.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

let file: ReturnType<typeof knowledgeFile>;
beforeAll(async () => {
  file = knowledgeFile();
  const done = await importArticles(
    file.db,
    [
      ownArticle('card'),
      ownArticle('crisis'),
      ownArticle('closed', { roles: ['supervisor'] }),
      ownArticle('card-here', { practice: 'ivy-lane', variantOf: 'card' }),
      ownArticle('steps-here', { practice: 'ivy-lane', callTypes: [17] }),
      ownArticle('hours-here', { practice: 'ivy-lane', callTypes: [14] }),
      ownArticle('general', { callTypes: [17] }),
    ],
    { now: '2026-11-22T03:00:00.000Z' },
  );
  if (!done.ok || done.value.refused.length > 0) throw new Error(JSON.stringify(done));
});
afterAll(() => file.close());

function ordered(ids: string[], first: string[], practice: string | null): string[] {
  const numberOf = file.db.prepare<[string], number>('select n from article_heads where id = ?').pluck();
  const idOf = file.db.prepare<[number], string>('select id from articles where n = ?').pluck();
  const visible = facetsOf(file.db).visible({ role: 'agent', practice, site: null, lang: null });
  const ns = ids.map((id) => numberOf.get(id) ?? -1);
  return emergencyFirst(file.db)(ns, first, visible, practice ?? undefined).map((n) => idOf.get(n) ?? '');
}

it.each<[string, string[], string[], string | null, string[]]>([
  ['nothing to put first', ['general', 'card'], [], null, ['general', 'card']],
  ['found or not', ['general', 'card'], ['crisis', 'card'], null, ['crisis', 'card', 'general']],
  ['nothing was found', [], ['card'], null, ['card']],
  ['one that may not be found, one that there is not', ['general'], ['closed', 'none'], null, ['general']],
  ['a variant takes the place', ['general'], ['card'], 'ivy-lane', ['card-here', 'general']],
  ['own steps for such calls stay', ['steps-here'], ['crisis'], 'ivy-lane', ['steps-here', 'crisis']],
  ['whose account is not known', ['steps-here'], ['crisis'], null, ['crisis', 'steps-here']],
  ['other own articles do not', ['hours-here'], ['crisis'], 'ivy-lane', ['crisis', 'hours-here']],
])('%s', (_, found, first, practice, expected) => {
  expect(ordered(found, first, practice)).toEqual(expected);
});
