// The two files of data/kb: articles and queries with judgments, one JSON object a line, plain or gzip. A stranger's files:
// what does not fit is refused with file and line, and nothing of it is repeated but its place.
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Judgments } from './metrics.ts';

/** What ends a run with one sentence for the person who typed it. */
export class Unusable extends Error {}

const mostBytes = 512 * 2 ** 20;
const longestLine = 2 ** 20;
const mostLines = 1_000_000;

/** Ids stand in a run file between white space, and name properties. */
const id = z
  .string()
  .regex(/^[^\s\p{Cc}\p{Cs}]{1,160}$/u)
  .refine((value) => value !== '__proto__');
// oxlint-disable-next-line no-control-regex
const withoutNul = /^[^\u0000]*$/;
const words = (most: number) => z.string().max(most).regex(withoutNul);

const articleLine = z.object({
  id,
  source: words(80),
  kind: words(40),
  title: words(2000),
  topic: words(2000),
  synonyms: z.array(words(1000)).max(500),
  section: words(1000),
  body: words(longestLine),
  url: words(4000),
  licence: words(120),
});
export type KbArticle = z.infer<typeof articleLine>;

const queryLine = z.object({
  id,
  set: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/),
  text: words(20_000),
  long: words(200_000).optional(),
  typo: words(20_000).optional(),
});
const grade = z.int().min(0).max(3);
export type KbQuery = z.infer<typeof queryLine> & { judgments: Judgments };

function contentOf(path: string): string {
  const name = basename(path);
  let bytes: Uint8Array;
  try {
    if (!statSync(path).isFile()) throw new Error('no file');
    if (statSync(path).size > mostBytes) throw new Unusable(`${name} is larger than 512 MB.`);
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`The file ${name} could not be read.`);
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: mostBytes });
    } catch {
      throw new Unusable(`${name} is a damaged gzip file, or one that unpacks to more than 512 MB.`);
    }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unusable(`${name} is not UTF-8 text.`);
  }
}

function* objectsOf(path: string): Generator<{ at: string; value: Record<string, unknown> }> {
  const name = basename(path);
  const lines = contentOf(path).split('\n');
  if (lines.length > mostLines) throw new Unusable(`${name} has more than ${mostLines} lines.`);
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const at = `${name}:${i + 1}`;
    if (line.length > longestLine) throw new Unusable(`${at}: longer than ${longestLine} characters.`);
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new Unusable(`${at}: not JSON.`);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Unusable(`${at}: not a JSON object.`);
    yield { at, value: { ...value } };
  }
}

function read<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Unusable(`${at}: ${issue?.path.join('.') || 'the line'}: ${issue?.code ?? 'refused'}.`);
}

function once(seen: Set<string>, value: string, at: string): void {
  if (seen.has(value)) throw new Unusable(`${at}: an id that stands in an earlier line.`);
  seen.add(value);
}

/** Throws Unusable. */
export function readArticles(path: string): KbArticle[] {
  const seen = new Set<string>();
  const all: KbArticle[] = [];
  for (const { at, value } of objectsOf(path)) {
    const article = read(articleLine, value, at);
    once(seen, article.id, at);
    if (article.title.trim() === '') throw new Unusable(`${at}: title: empty.`);
    all.push(article);
  }
  if (all.length === 0) throw new Unusable(`${basename(path)} has no article.`);
  return all;
}

/** Throws Unusable. Judged articles need not be among the articles at hand. */
export function readQueries(path: string): KbQuery[] {
  const seen = new Set<string>();
  const all: KbQuery[] = [];
  for (const { at, value } of objectsOf(path)) {
    const query = read(queryLine, value, at);
    once(seen, query.id, at);
    if (query.text.trim() === '') throw new Unusable(`${at}: text: empty.`);
    const told = value.judgments;
    if (typeof told !== 'object' || told === null || Array.isArray(told))
      throw new Unusable(`${at}: judgments: not an object of grades.`);
    const judgments = new Map<string, number>();
    for (const [article, value] of Object.entries(told)) {
      read(id, article, `${at}: judgments`);
      judgments.set(article, read(grade, value, `${at}: judgments`));
    }
    all.push({ ...query, judgments });
  }
  if (all.length === 0) throw new Unusable(`${basename(path)} has no query.`);
  return all;
}
