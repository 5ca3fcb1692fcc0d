// Files that a stranger wrote: plain and packed, and each way of being wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readArgs } from './args.ts';
import { readArticles, readQueries, Unusable } from './files.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'careline-kb-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const article = {
  id: 'a1',
  source: 'S',
  kind: 'policy',
  title: 'Copays',
  topic: 'Copays',
  synonyms: ['co-payment'],
  section: 'cost',
  body: 'Each visit.',
  url: 'example.org/a',
  licence: 'CC0-1.0',
};
const query = { id: 'q1', set: 'ops', text: 'copay', judgments: { a1: 3 } };
const write = (content: string | Uint8Array): string => {
  const path = join(folder, 'f.jsonl');
  writeFileSync(path, content);
  return path;
};
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

describe('articles', () => {
  it('plain and gzip, with blank lines and fields that nobody asked for', () => {
    const text = `${line(article)}\n${line({ ...article, id: 'a2', more: 1 })}`;
    for (const content of [text, gzipSync(text)])
      expect(readArticles(write(content)).map((a) => a.id)).toEqual(['a1', 'a2']);
  });
  it.each([
    ['not JSON', `${line(article)}{"id":`, 'f.jsonl:2: not JSON.'],
    ['a list', '[]\n', 'f.jsonl:1: not a JSON object.'],
    ['the same id twice', line(article) + line(article), 'f.jsonl:2: an id that stands in an earlier line.'],
    ['an id with a tab', line({ ...article, id: 'a\tb' }), 'f.jsonl:1: id: '],
    ['a NUL', line({ ...article, body: 'a\u0000b' }), 'f.jsonl:1: body: '],
    ['an empty title', line({ ...article, title: ' ' }), 'f.jsonl:1: title: empty.'],
    ['synonyms that are no list', line({ ...article, synonyms: 'x' }), 'f.jsonl:1: synonyms: '],
    ['a line of two megabytes', line({ ...article, body: 'x'.repeat(2 ** 21) }), 'f.jsonl:1: longer than'],
    ['nothing', '\n', 'f.jsonl has no article.'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), 'f.jsonl is not UTF-8 text.'],
    ['a gzip cut off', gzipSync(line(article)).subarray(0, 30), 'f.jsonl is a damaged gzip file'],
  ])('%s is refused with its place', (_, content, sentence) => {
    const path = write(content);
    expect(() => readArticles(path)).toThrow(Unusable);
    expect(() => readArticles(path)).toThrow(sentence);
  });
  it('a missing file and a folder are refused', () => {
    expect(() => readArticles(join(folder, 'none'))).toThrow('The file none could not be read.');
    expect(() => readArticles(folder)).toThrow('could not be read.');
  });
  it('nothing of a refused line is repeated', () => {
    const path = write(line({ ...article, title: 5, body: 'secret words' }));
    expect(() => readArticles(path)).toThrow(/^f\.jsonl:1: title: invalid_type\.$/);
  });
});

describe('queries', () => {
  it('a misspelt form and a long one may stand beside the text', () => {
    const [q] = readQueries(write(line({ ...query, typo: 'coapy', long: 'hello' })));
    expect(q).toMatchObject({ id: 'q1', typo: 'coapy' });
    expect(q?.judgments.get('a1')).toBe(3);
  });
  it.each([
    ['a grade of 4', { ...query, judgments: { a1: 4 } }, 'judgments'],
    ['a grade in words', { ...query, judgments: { a1: 'good' } }, 'judgments'],
    ['judgments as a list', { ...query, judgments: [1] }, 'judgments: not an object'],
    ['no judgments', { id: 'q', set: 'ops', text: 'x' }, 'judgments: not an object'],
    ['an empty text', { ...query, text: ' ' }, 'text: empty.'],
    ['a set with a slash', { ...query, set: '../ops' }, 'set: '],
  ])('%s is refused with its place', (_, value, sentence) => {
    expect(() => readQueries(write(line(value)))).toThrow(`f.jsonl:1: ${sentence}`);
  });
  it('an id that would change what every object is made of is refused', () => {
    const path = write('{"id":"q1","set":"ops","text":"x","judgments":{"__proto__":2}}\n');
    expect(() => readQueries(path)).toThrow('f.jsonl:1: judgments');
  });
});

describe('the command line', () => {
  const both = ['--articles', 'a', '--queries', 'q'];
  it('has defaults, and takes what it says', () => {
    expect(readArgs(both)).toEqual({
      articles: 'a',
      queries: 'q',
      k: 10,
      run: null,
      peers: true,
      ablate: false,
      limit: null,
    });
    expect(
      readArgs([...both, '--k', '5', '--peers', 'none', '--ablate', '--limit', '3', '--run', 'r']),
    ).toEqual({
      articles: 'a',
      queries: 'q',
      k: 5,
      run: 'r',
      peers: false,
      ablate: true,
      limit: 3,
    });
    expect(readArgs(['--help'])).toBeNull();
  });
  it.each([
    [[]],
    [['--articles', 'a']],
    [[...both, '--k', '0']],
    [[...both, '--k', '51']],
    [[...both, '--k', '1e1']],
    [[...both, '--k', '-3']],
    [[...both, '--limit', '0']],
    [[...both, '--peers', 'some']],
    [[...both, '--run', '']],
    [[...both, '--other']],
    [[...both, 'extra']],
  ])('%j is refused', (argv) => {
    expect(() => readArgs(argv)).toThrow(Unusable);
  });
});
