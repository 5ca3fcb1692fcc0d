// For tests only: the knowledge room's tables in memory (what the encrypted file adds has tests of its own), and invented articles.
import Database from 'better-sqlite3';
import { type Article, articleDefaults } from '#shared/domain/knowledge/article.ts';
import { engineSchema } from './schema-engine.ts';
import { knowledgeTrustSchema } from './schema-trust.ts';
import { knowledgeSchema } from './schema.ts';

export function knowledgeFile(): { db: Database.Database; close(): void } {
  const db = new Database(':memory:');
  db.exec(knowledgeSchema + knowledgeTrustSchema + engineSchema);
  // Of the vault's own tables the room looks at this one.
  db.exec('create table calls (id text primary key, json text not null) strict');
  return { db, close: () => void db.close() };
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
