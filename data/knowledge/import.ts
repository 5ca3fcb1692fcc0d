// How data/knowledge/imported.jsonl.gz was made: `node data/knowledge/import.ts FOLDER`, where FOLDER holds
// articles.jsonl.gz (one JSON object a line: id, source, title, topic, synonyms, section, body, url, licence).
// Run by hand when the samples change; the product reads only the result. NOTICE.md says what is taken and under what terms.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { type Article, article } from '#shared/domain/knowledge/article.ts';

const row = z.object({
  id: z.string(),
  source: z.string(),
  title: z.string(),
  topic: z.string(),
  synonyms: z.array(z.string()),
  section: z.string(),
  body: z.string(),
  url: z.string(),
  licence: z.string(),
});
type Row = z.infer<typeof row>;

/** Which sources, under which name and date, and how long a body may be. */
const taken = {
  VA: { name: 'US Department of Veterans Affairs, vagov-content', licence: 'CC0-1.0', date: '2019-04', longest: 60_000 },
  MPlusHealthTopics: { name: 'MedlinePlus health topics, from MedQuAD', licence: 'CC-BY-4.0', date: '2019', longest: 1500 },
} as const;
const isTaken = (source: string): source is keyof typeof taken => Object.hasOwn(taken, source);

/** The source lost its line breaks: " - " before a capital was a list item there. */
const withLists = (body: string) =>
  body
    .replace(/\s*-{4,}\s*/g, '\n\n')
    .replace(/^Summary\s*:\s*/, '')
    .replace(/(^|\s)- (?=["“(]?[A-Z0-9])/g, '\n- ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** "Do you have information about A1C" → "A1C": the collection made a question of each heading. */
const plainTitle = (r: Row) =>
  r.source === 'MPlusHealthTopics' && /^(What (is|are)|Do you have information about)/.test(r.title)
    ? r.topic
    : r.title;

function toArticle(r: Row): Article | null {
  if (!isTaken(r.source)) return null;
  const { longest, ...source } = taken[r.source];
  const body = withLists(r.body);
  if (body === '' || r.body.length > longest || r.licence !== source.licence) return null;
  return article.parse({
    id: r.id,
    version: 1,
    title: plainTitle(r).replace(/\s+/g, ' ').slice(0, 300),
    practice: 'all',
    callTypes: [],
    topic: r.topic.slice(0, 200),
    keywords: r.synonyms.map((s) => s.trim().slice(0, 200)).filter(Boolean).slice(0, 60),
    body,
    owner: null,
    reviewedOn: null,
    reviewBy: null,
    clinicalDraft: r.source !== 'VA',
    sample: true,
    source: { ...source, url: r.url.startsWith('http') ? r.url : `https://www.${r.url}` },
  });
}

const folder = process.argv[2];
if (!folder) throw new Error('usage: node data/knowledge/import.ts FOLDER');
const lines = gunzipSync(readFileSync(join(folder, 'articles.jsonl.gz'))).toString('utf8').split('\n').filter(Boolean);
const articles = lines
  .map((line) => toArticle(row.parse(JSON.parse(line))))
  .filter((a) => a !== null)
  .sort((a, b) => (a.id < b.id ? -1 : 1));
const packed = gzipSync(`${articles.map((a) => JSON.stringify(a)).join('\n')}\n`, { level: 9 });
writeFileSync(join(import.meta.dirname, 'imported.jsonl.gz'), packed);
process.stdout.write(`${articles.length} articles, ${(packed.length / 1e6).toFixed(2)} MB\n`);
