// Invented articles and a vault file with them, for this room's tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Article, articleDefaults } from '#shared/domain/knowledge/article.ts';
import { type Db, openWriter } from '../vault/open.ts';
import { importArticles } from './import.ts';
import { engineSchema } from './schema-engine.ts';
import { knowledgeTrustSchema } from './schema-trust.ts';
import { knowledgeSchema } from './schema.ts';

export const testNow = '2026-11-22T03:00:00.000Z';
export const testToday = '2026-11-22';
export const testKey = Buffer.alloc(32, 7);

/** An own article of every account, in force. */
export const testArticle = (id: string, change: Partial<Article> = {}): Article => ({
  ...articleDefaults,
  id,
  version: 1,
  title: `Title of ${id}`,
  practice: 'all',
  callTypes: [],
  topic: 'Test',
  keywords: [],
  body: `Words of ${id}.`,
  owner: 'D. W.',
  reviewedOn: '2026-01-01',
  reviewBy: '2027-01-01',
  clinicalDraft: false,
  sample: false,
  source: { name: 'Invented for tests', url: null, licence: 'CC0-1.0', date: '2026' },
  ...change,
});

export interface TestVault {
  db: Db;
  file: string;
  add(...articles: Article[]): Promise<void>;
  remove(): void;
}
export function testVault(): TestVault {
  const folder = mkdtempSync(join(tmpdir(), 'careline-knowledge-'));
  const file = join(folder, 'core.db');
  const db = openWriter(file, testKey, { fresh: true });
  db.exec(knowledgeSchema + knowledgeTrustSchema + engineSchema);
  return {
    db,
    file,
    async add(...articles) {
      const result = await importArticles(db, articles, { now: testNow });
      if (!result.ok || result.value.refused.length > 0) throw new Error(JSON.stringify(result));
    },
    remove() {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}
