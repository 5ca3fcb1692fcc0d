// Articles that say the same in another language or for one site are found by their own words, by both ways of searching.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import type { ArticleSearch } from '#shared/domain/knowledge/article.ts';
import { importArticles } from './import.ts';
import { buildAndStore } from './index-build.ts';
import { articleSearch, type ArticleSearcher } from './search.ts';
import { importStarter } from './starter.ts';
import { knowledgeFile, ownArticle } from './testing.ts';

const now = '2026-11-22T03:00:00.000Z';
const today = '2026-11-22';
const file = knowledgeFile();
const shipped = knowledgeFile();
const folder = fileURLToPath(new URL('../../../data/knowledge', import.meta.url));
beforeAll(async () => {
  await importArticles(
    file.db,
    [
      ownArticle('copay', {
        title: 'Copay at check-in',
        body: 'Pay the copay at the desk. Cards of every bank.',
      }),
      ownArticle('copay-es', {
        title: 'Copago al llegar',
        lang: 'es',
        translationOf: { id: 'copay', version: 1 },
        body: 'Pague el copago (copay) en recepción, con su tarjeta.',
      }),
      ownArticle('parking', { title: 'Parking', body: 'Park in the street.' }),
      ownArticle('parking-east', {
        title: 'Parking',
        practice: 'riverside',
        site: 'east',
        variantOf: 'parking',
        body: 'Park in the east garage.',
      }),
      ownArticle('records', { title: 'Records', body: 'Never release records by phone.' }),
      ownArticle('records-r', {
        practice: 'riverside',
        variantOf: 'records',
        body: 'Release records by fax.',
      }),
      ownArticle('records-r-es', {
        lang: 'es',
        practice: 'riverside',
        translationOf: { id: 'records-r', version: 1 },
        body: 'Envíe los expedientes por fax.',
      }),
    ],
    { now },
  );
  await importStarter(shipped.db, folder, { now });
  buildAndStore(file.db);
  buildAndStore(shipped.db);
}, 60_000);
afterAll(() => {
  file.close();
  shipped.close();
});

describe.each(['full-text', 'index'])('%s', (way) => {
  let by: Record<'few' | 'all', ArticleSearcher>;
  beforeAll(() => {
    by = { few: articleSearch(file.db), all: articleSearch(shipped.db) };
    if (way === 'index') for (const each of Object.values(by)) each.loadNow();
  });
  afterAll(() => Object.values(by).forEach((each) => each.wipe()));
  const ask = (text: string, more: Partial<ArticleSearch> = {}, among: 'few' | 'all' = 'few') => {
    const { hits, engine, corrected = [] } = by[among].search({ text, limit: 9, ...more }, 'agent', today);
    expect(engine).toBe(way);
    return { ids: hits.map(({ id }) => id), corrected, hits };
  };
  it.each([
    ['copago ', ['copay-es']],
    ['recepcion tarjeta ', ['copay-es']],
    ['Copago', ['copay-es']],
    // Both hold the word: English, as nobody asked for another language.
    ['copay ', ['copay']],
    ['bank ', ['copay']],
  ])('%s finds what is written with it, one of each family', (text, ids) =>
    expect(ask(text)).toMatchObject({ ids, corrected: [] }),
  );
  it('prefers the language that was asked for where several answer', () => {
    expect(ask('copay ', { lang: 'es' }).ids).toEqual(['copay-es']);
    expect(ask('bank ', { lang: 'es' }).ids).toEqual(['copay']);
  });
  it.each([['queja '], ['tarjeta '], ['seguro palabras '], ['pago con tarjeta ']])(
    'of what ships, %s finds Spanish first and is not taken for another word',
    (text) => {
      const { hits, corrected } = ask(text, {}, 'all');
      expect(hits[0]?.lang).toBe('es');
      expect(corrected).toEqual([]);
    },
  );
  it('finds what one site of the account says, with its site on the row', () => {
    const account = { practice: 'riverside' };
    expect(ask('garage ', account).hits).toMatchObject([{ id: 'parking-east', site: 'east' }]);
    expect(ask('east garage ', account).ids[0]).toBe('parking-east');
    expect(ask('street ', account).ids).toEqual(['parking']);
    expect(ask('park ', { ...account, site: 'east' }).ids).toEqual(['parking-east']);
    expect(ask('park ', { ...account, site: 'west' }).ids).toEqual(['parking']);
    expect(ask('garage ').ids).toEqual([]);
  });
  it('finds no translation of one account’s rule without that account', () => {
    expect(ask('expedientes ').ids).toEqual([]);
    expect(ask('expedientes ', { practice: 'harbor' }).ids).toEqual([]);
    expect(ask('expedientes ', { practice: 'riverside' }).ids).toEqual(['records-r-es']);
  });
});
