// 50,000 articles for a bench: those that ship, taken apart and put together anew. Their words and lengths are real, their sense
// is not, so nothing about quality can be measured with them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from '#tests/support/app.ts';
import { seeded } from '../../scripts/eval-kb/bootstrap.ts';
import { type KbArticle, readArticles } from '../../scripts/eval-kb/files.ts';

export interface Corpus {
  articles: string;
  queries: string;
  /** How it came about, for the line that is printed. */
  made: string;
  n: number;
}
interface Shipped {
  title: string;
  topic: string;
  keywords: string[];
  body: string;
}
const queries = 400;

const lines = (values: readonly unknown[]): string => values.map((v) => `${JSON.stringify(v)}\n`).join('');

function recombined(count: number): KbArticle[] {
  const packed = readFileSync(join(root, 'data', 'knowledge', 'imported.jsonl.gz'));
  const shipped = gunzipSync(packed)
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Shipped);
  const random = seeded(50_000);
  const any = (): Shipped =>
    shipped[Math.floor(random() * shipped.length)] ?? { title: '', topic: '', keywords: [], body: '' };
  return Array.from({ length: count }, (_, i) => {
    const [a, b] = [any(), any()];
    const words = b.body.split(' ');
    const rest = words.slice(Math.floor(random() * words.length)).join(' ');
    return {
      id: `synthetic-${i}`,
      source: 'recombined',
      kind: 'education',
      title: `${a.title.split(' ').slice(0, 4).join(' ')} ${b.topic}`.slice(0, 300),
      topic: `${b.topic} ${a.topic}`.slice(0, 200),
      synonyms: b.keywords,
      section: '',
      // Three of five articles in the study's data have no body.
      body: i % 5 < 3 ? '' : `${rest} ${a.body.slice(0, 400)}`,
      url: 'https://example.org/',
      licence: 'CC0-1.0',
    };
  });
}

/** Writes two files in the formats of data/kb into `folder`. `from` = articles to take instead of the recombined ones. */
export function writeCorpus(folder: string, count: number, from?: string): Corpus {
  const articles = from === undefined ? recombined(count) : readArticles(from);
  const corpus: Corpus = {
    articles: from ?? join(folder, 'articles.jsonl'),
    queries: join(folder, 'queries.jsonl'),
    made:
      from === undefined
        ? 'recombined from those that ship (seeded): no figure of quality is in it'
        : 'from the file that was named',
    n: articles.length,
  };
  if (from === undefined) writeFileSync(corpus.articles, lines(articles));
  const step = articles.length / Math.min(queries, articles.length);
  const texts = Array.from(
    { length: Math.min(queries, articles.length) },
    (_, i) => articles[Math.floor(i * step)]?.title.toLowerCase() ?? '',
  );
  writeFileSync(
    corpus.queries,
    lines(texts.map((text, i) => ({ id: `q${i}`, set: 'titles', text, judgments: {} }))),
  );
  return corpus;
}
