// Bringing files in, with the real thread: what becomes of good, big, endless and cancelled ones, and undoing it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleDraftRow, ArticleDraftView, ImportReport } from '#shared/contract/authoring.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { must, type Bench, type TestPage } from '../router/testing.ts';
import { createImporter } from './importer.ts';
import { authoringBench, joel } from './testing.ts';

let bench: Bench;
let page: TestPage;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'careline-import-'));
  ({ bench } = await authoringBench());
  page = bench.page();
});
afterAll(() => {
  bench.end();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => bench.sit(joel));

const ask = <T>(name: string, input: unknown = {}) => page.ask<T>(`authoring.${name}`, input);
const bring = (text: object | null, id = crypto.randomUUID(), more: object = {}) =>
  ask<ImportReport | null>('import', { id, text, ...more });
function picks(name: string, content: string | Buffer): void {
  const path = join(folder, name);
  writeFileSync(path, content);
  bench.files = {
    fileDialog: async () => ok({ handle: 'h', name }),
    redeemHandle: async () => ok({ path }),
  };
}
const csv = 'title,body,owner\nOne,first,\nTwo,second,Somebody Else\n,third,\n';

describe('bringing in', () => {
  it('makes drafts of text from the page, with what the page says of it, once', async () => {
    const id = crypto.randomUUID();
    const text = { name: 'faq.csv', format: 'csv', text: csv };
    const report = must(await bring(text, id, { practice: 'harbor', lang: 'es', kind: 'glossary' }));
    expect(report?.drafts.map((d) => [d.title, d.practice, d.lang, d.kind, d.begun, d.state])).toEqual([
      ['One', 'harbor', 'es', 'glossary', 'import', 'open'],
      ['Two', 'harbor', 'es', 'glossary', 'import', 'open'],
    ]);
    expect(report?.refused).toEqual([
      { file: 'faq.csv', line: 4, why: 'no-title', outcome: 'refused', what: '' },
    ]);
    const [one, two] = report?.drafts ?? [];
    const fields = async (row: ArticleDraftRow | undefined) =>
      must(await ask<ArticleDraftView>('draft', { id: row?.id })).fields;
    expect(await fields(one)).toMatchObject({ owner: 'Joel Invented', ownerId: 'joel', body: 'first' });
    expect(await fields(two)).toMatchObject({ owner: 'Somebody Else', ownerId: null });
    expect(must(await bring(text, id))?.drafts).toHaveLength(2);
    expect(must(await ask<ImportReport[]>('imports')).filter((i) => i.id === id)).toHaveLength(1);
    expect(bench.audit().at(-1)).toBeDefined();
  });
  it('reads the file that a person picks, and nothing when none was', async () => {
    picks('hours.html', '<h1>Hours</h1><p>We open at eight.<script>alert(1)</script>');
    const report = must(await bring(null));
    expect(report).toMatchObject({
      file: 'hours.html',
      drafts: [{ title: 'Hours' }],
      refused: [{ why: 'script' }],
    });
    bench.files = { ...bench.files, fileDialog: async () => ok({ handle: null, name: null }) };
    expect(must(await bring(null))).toBeNull();
    bench.files = { ...bench.files, fileDialog: async () => fail('host-cannot', 'x') };
    expect(await bring(null)).toMatchObject({ code: 'host-cannot' });
  });
  it('refuses ten megabytes by name without reading them, and what was moved away meanwhile', async () => {
    picks('all.md', Buffer.alloc(10_000_000, 120));
    expect(must(await bring(null))).toMatchObject({
      drafts: [],
      refused: [{ file: 'all.md', line: null, why: 'too-large', outcome: 'refused', what: '10 MB > 5 MB' }],
    });
    bench.files = { ...bench.files, redeemHandle: async () => ok({ path: join(folder, 'gone.md') }) };
    expect(await bring(null)).toMatchObject({ code: 'disk-error' });
  });
  it('is undone as a whole, but for what somebody wrote in since', async () => {
    const id = crypto.randomUUID();
    const report = must(await bring({ name: 'faq.csv', format: 'csv', text: csv }, id));
    const [one, two] = report?.drafts ?? [];
    const { fields } = must(await ask<ArticleDraftView>('draft', { id: one?.id }));
    must(await ask('write', { id: one?.id, revision: 1, fields: { ...fields, title: 'Mine' } }));
    expect(must(await ask('importUndo', { id }))).toEqual({ left: 1, kept: 1 });
    expect(must(await ask<ArticleDraftView>('draft', { id: two?.id })).row.state).toBe('left');
    expect(must(await ask('importUndo', { id }))).toEqual({ left: 0, kept: 1 });
    expect(must(await ask<ImportReport[]>('imports')).find((i) => i.id === id)?.undone).toBe(true);
    expect(await ask('importUndo', { id: crypto.randomUUID() })).toMatchObject({ code: 'not-found' });
  });
  it('leaves nothing of what was cancelled half-way', async () => {
    const rows = Array.from({ length: 400 }, (_x, i) => `t${i},b`).join('\n');
    const id = crypto.randomUUID();
    const requestId = crypto.randomUUID();
    page.raw({
      t: 'call',
      id: requestId,
      name: 'authoring.import',
      input: { id, text: { name: 'a.csv', format: 'csv', text: `title,body\n${rows}` } },
      requestId,
    });
    const progress = () => page.frames.some((f) => f.t === 'progress' && f.id === requestId);
    while (!progress()) await new Promise(setImmediate);
    page.raw({ t: 'cancel', id: requestId });
    expect(await page.reply(requestId)).toMatchObject({ ok: false, code: 'cancelled' });
    const open = must(await ask<{ rows: ArticleDraftRow[] }>('drafts', { state: null })).rows;
    expect(open.some((d) => d.importId === id)).toBe(false);
  });
});

describe('the thread', () => {
  const never = new AbortController().signal;
  const job = { name: 'a.html', format: null, content: '<p>x' };
  const nobody = (): void => undefined;
  /** Threads that do what a hostile file would make them do. */
  const threadOf = (code: string): URL => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  const hears = (what: string) =>
    threadOf(
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', ({ n, content }) => { ${what} })`,
    );
  const refusedFor = (why: string) => ({
    ok: true,
    value: { articles: [], refused: [{ file: 'a.html', why }] },
  });

  it('is ended when a file makes it hang', async () => {
    const importer = createImporter({ worker: hears('for (;;);'), limitMs: 200 });
    expect(await importer.convert(job, never, nobody)).toMatchObject(refusedFor('too-slow'));
  });
  it('may run out of memory, or end, alone; the next file gets another', async () => {
    const grow = 'const all = []; for (;;) all.push(new Array(10000).fill({ a: 1 }).map((x) => ({ ...x })));';
    const worker =
      hears(`if (content === 'grow') { ${grow} } if (content === 'end') process.exit(3); if (content === 'throw') throw new Error(content);
      parentPort.postMessage({ n, kind: 'done', value: { articles: [], refused: [], refusedTotal: 7 } });`);
    const importer = createImporter({ worker, mostMb: 8 });
    for (const content of ['grow', 'end', 'throw'])
      expect(await importer.convert({ ...job, content }, never, nobody)).toMatchObject(refusedFor('damaged'));
    expect(await importer.convert(job, never, nobody)).toMatchObject({
      ok: true,
      value: { refusedTotal: 7 },
    });
  });
  it('reads one file at a time, and ends with the question', async () => {
    const importer = createImporter({ worker: hears('') });
    const asked = new AbortController();
    const waits = importer.convert(job, asked.signal, nobody);
    expect(await importer.convert(job, never, nobody)).toMatchObject({ code: 'busy' });
    asked.abort();
    expect(await waits).toMatchObject({ code: 'cancelled' });
    expect(await importer.convert(job, asked.signal, nobody)).toMatchObject({ code: 'cancelled' });
  });
});
