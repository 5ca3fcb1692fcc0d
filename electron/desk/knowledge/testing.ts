// A vault file with the knowledge room's tables, and invented articles, for tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Article, articleDefaults } from '#shared/domain/knowledge/article.ts';
import { type Db, openWriter } from '../vault/open.ts';
import { knowledgeTrustSchema } from './schema-trust.ts';
import { knowledgeSchema } from './schema.ts';

export function knowledgeFile(): { db: Db; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'careline-articles-'));
  const db = openWriter(join(folder, 'core.db'), Buffer.alloc(32, 7), { fresh: true });
  db.exec(knowledgeSchema + knowledgeTrustSchema);
  // Of the vault's own tables the room looks at this one.
  db.exec('create table calls (id text primary key, json text not null) strict');
  return {
    db,
    close() {
      db.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** An own article, verified until 2027, of every practice. */
export const ownArticle = (id: string, change: Partial<Article> = {}): Article => ({
  ...articleDefaults,
  id,
  version: 1,
  title: `Title of ${id}`,
  practice: 'all',
  callTypes: [14],
  topic: 'Test',
  keywords: [],
  body: `Words of ${id}.`,
  owner: 'Dana Invented',
  reviewedOn: '2026-06-01',
  reviewBy: '2027-06-01',
  clinicalDraft: false,
  sample: false,
  source: { name: 'Invented for tests', url: null, licence: 'CC0-1.0', date: '2026' },
  ...change,
});
