// The whole run over some of the articles that ship: processes, vault, import, index, search thread, and what is left of them
// afterwards. The peers are asked here, without a process each.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { readArticles } from './files.ts';
import { buildFts5, openFts5 } from './peers/fts5.ts';
import { lunrSearch } from './peers/lunr.ts';
import { miniSearch } from './peers/minisearch.ts';
import { headline } from './report.ts';

const script = join(import.meta.dirname, '../eval-kb.ts');
const shipped = join(import.meta.dirname, '../../data/knowledge/imported.jsonl.gz');
let folder: string;
let files: string[];
let env: NodeJS.ProcessEnv;
const left = (): string[] => readdirSync(join(folder, 'tmp'));
const lines = (values: readonly unknown[]): string => values.map((v) => `${JSON.stringify(v)}\n`).join('');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'careline-eval-whole-'));
  mkdirSync(join(folder, 'tmp'));
  env = { ...process.env, TMPDIR: join(folder, 'tmp') };
  const articles = gunzipSync(readFileSync(shipped))
    .toString('utf8')
    .split('\n')
    .slice(0, 120)
    .map((line) => JSON.parse(line) as Article);
  const paths = { articles: join(folder, 'articles.jsonl'), queries: join(folder, 'queries.jsonl') };
  writeFileSync(
    paths.articles,
    lines(
      articles.map(({ id, title, topic, keywords, body, source }, i) => ({
        id,
        title,
        topic,
        synonyms: keywords,
        section: '',
        source: 'x',
        kind: 'education',
        body: i % 3 === 0 ? '' : body,
        url: source.url,
        licence: source.licence,
      })),
    ),
  );
  writeFileSync(
    paths.queries,
    lines(
      headline.map((set, i) => {
        const { id, title } = articles[i * 7 + 1] ?? { id: '', title: '' };
        return { id: set, set, text: title, judgments: { [id]: 3, unknown: 1 } };
      }),
    ),
  );
  files = ['--articles', paths.articles, '--queries', paths.queries];
});
afterAll(() => rmSync(folder, { recursive: true }));

it('measures Careline, writes the run, and leaves nothing behind', { timeout: 180_000 }, async () => {
  const out = join(folder, 'run.tsv');
  const argv = [script, ...files, '--run', out, '--peers', 'none'];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { env });
  const told = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
  expect(told).toMatchObject({
    articles: { n: 120 },
    queries: { n: 6, missingSets: [], judgedArticlesMissing: 6 },
    careline: { kb5Typo: null, answeredBy: { index: expect.any(Number) }, vault: { refused: { n: 0 } } },
    peers: null,
    besides: null,
    ablations: null,
  });
  // The titles themselves were asked for: whoever does not find those does not work at all.
  expect((told.careline as { kb6: number }).kb6).toBeGreaterThan(0.7);
  const rows = readFileSync(out, 'utf8').trimEnd().split('\n');
  expect(new Set(rows.map((r) => r.split('\t')[0]))).toEqual(new Set(headline));
  expect(rows[0]).toMatch(/^ops\t\S+\t1\t1$/);
  expect(left()).toEqual([]);
});

it('the peers find titles, and what is half typed', () => {
  const articles = readArticles(files[1] ?? '');
  const file = join(folder, 'fts5.db');
  expect(buildFts5(file, Buffer.alloc(32, 5), articles)).toBeGreaterThan(0);
  const wanted = articles[8];
  const title = wanted?.title ?? '';
  for (const peer of [openFts5(file, Buffer.alloc(32, 5)), miniSearch(articles), lunrSearch(articles)]) {
    expect(peer.search(`what is ${title}?`, 3)).toContain(wanted?.id);
    expect(peer.typed(title.slice(0, -1), 10)).toContain(wanted?.id);
    for (const odd of ['', '" OR *', '\u0000', 'a'.repeat(5000)]) {
      expect(peer.search(odd, 3)).toBeInstanceOf(Array);
      expect(peer.typed(odd, 3)).toBeInstanceOf(Array);
    }
    void peer.close();
  }
});

it('interrupted, it takes the vault away', async () => {
  const run = spawn(process.execPath, [script, ...files, '--peers', 'none'], { env });
  await new Promise((resolve) => run.stderr.once('data', resolve));
  expect(left().length).toBeGreaterThan(0);
  run.kill('SIGINT');
  expect(await new Promise((resolve) => run.once('exit', resolve))).toBe(130);
  expect(left()).toEqual([]);
});

it.each([
  [['--help'], 0],
  [['--k', '99'], 2],
  [['--articles', '/nowhere', '--queries', '/nowhere'], 2],
])('%j ends with %i and without a stack', async (argv, code) => {
  const run = spawn(process.execPath, [script, ...argv], { env });
  let said = '';
  run.stdout.on('data', (d) => (said += d));
  run.stderr.on('data', (d) => (said += d));
  expect(await new Promise((resolve) => run.once('close', resolve))).toBe(code);
  expect(said).not.toMatch(/^\s+at /m);
  expect(said.length).toBeGreaterThan(10);
});
