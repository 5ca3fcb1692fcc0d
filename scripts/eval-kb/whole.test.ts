// The whole run over some of the articles that ship: processes, vault, import, index, search thread, peers, and what is left of
// them afterwards.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Article } from '#shared/domain/knowledge/article.ts';
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

it('measures Careline and its peers, writes the run, and leaves nothing behind', async () => {
  const out = join(folder, 'run.tsv');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...files, '--run', out], { env });
  const told = JSON.parse(stdout) as Record<string, Record<string, unknown>>;
  expect(told).toMatchObject({
    articles: { n: 120 },
    queries: { n: 6, missingSets: [], judgedArticlesMissing: 6 },
    careline: { kb5Typo: null, answeredBy: { index: expect.any(Number) }, vault: { refused: { n: 0 } } },
    peers: { fts5: {}, minisearch: {}, lunr: {} },
    ablations: null,
  });
  // The title itself was asked for: whoever does not find that does not work at all.
  for (const system of [told.careline, ...Object.values(told.peers ?? {})])
    expect((system as { kb6: number }).kb6).toBeGreaterThan(0.7);
  expect(told.besides?.lunr).toMatchObject({ kb6: { difference: expect.any(Number) }, kb5Typo: null });
  const rows = readFileSync(out, 'utf8').trimEnd().split('\n');
  expect(new Set(rows.map((r) => r.split('\t')[0]))).toEqual(new Set(headline));
  expect(rows[0]).toMatch(/^ops\t\S+\t1\t1$/);
  expect(left()).toEqual([]);
});

it('interrupted, it takes the vault away', async () => {
  const run = spawn(process.execPath, [script, ...files, '--peers', 'none'], { env });
  await new Promise((resolve) => run.stderr.once('data', resolve));
  expect(left()).toHaveLength(1);
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
