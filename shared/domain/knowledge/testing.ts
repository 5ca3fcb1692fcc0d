// For tests: an invented article of every account that is in force, on every floor the same.
import { type Article, articleDefaults } from './article.ts';

export const articleFor = (id: string, version: number, change: Partial<Article> = {}): Article => ({
  ...articleDefaults,
  id,
  version,
  title: `Title of ${id}`,
  practice: 'all',
  callTypes: [14],
  topic: 'Test',
  keywords: ['opening hours'],
  body: `Version ${version} of ${id}.`,
  owner: 'Front desk',
  reviewedOn: '2026-11-01',
  reviewBy: '2027-05-01',
  clinicalDraft: false,
  sample: false,
  source: { name: 'Invented for tests', url: null, licence: 'CC0-1.0', date: '2026' },
  ...change,
});
