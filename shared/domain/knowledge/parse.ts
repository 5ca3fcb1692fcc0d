// Starter articles are markdown files with a head of `key: value` lines, so that a practice manager can edit them without
// a tool. This turns one file into an article, or says which line is wrong.
import { z } from 'zod';
import { type Result, fail, ok } from '../result.ts';
import { langs } from '../script/languages.ts';
import { type Article, article, articleKinds, everyPractice } from './article.ts';

const head = z.strictObject({
  id: z.string(),
  version: z.coerce.number(),
  title: z.string(),
  practice: z.string(),
  callTypes: z.string().transform((s) => s.split(',').map(Number)),
  keywords: z.string().transform((s) => s.split(',').map((k) => k.trim())),
  owner: z.string(),
  reviewedOn: z.string(),
  reviewBy: z.string(),
  clinical: z.enum(['none', 'draft']),
  kind: z.enum(articleKinds).optional(),
  section: z.string().optional(),
  lang: z.enum(langs).optional(),
  /** "id version" of the original. */
  translationOf: z
    .string()
    .regex(/^\S+ \d+$/, 'id and version')
    .transform((s) => ({ id: s.split(' ')[0] ?? '', version: Number(s.split(' ')[1]) }))
    .optional(),
  variantOf: z.string().optional(),
  site: z.string().optional(),
  roles: z
    .string()
    .transform((s) => s.split(',').map((r) => r.trim()))
    .optional(),
  verifiedBy: z.string().optional(),
  mustRead: z
    .enum(['yes', 'no'])
    .transform((s) => s === 'yes')
    .optional(),
  topic: z.string().optional(),
});

/** `sourceName` tells the reader who stands behind the text, e.g. "Riverside Family Practice (invented)". */
export function parseArticleFile(text: string, sourceName: string): Result<Article> {
  const parts = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(text);
  if (!parts) return fail('invalid-input', 'no head between --- lines');
  const fields: Record<string, string> = {};
  for (const row of (parts[1] ?? '').split(/\r?\n/)) {
    const colon = row.indexOf(':');
    if (colon < 1) return fail('invalid-input', `not "key: value": ${row}`);
    const key = row.slice(0, colon).trim();
    if (Object.hasOwn(fields, key)) return fail('invalid-input', `twice: ${key}`);
    fields[key] = row.slice(colon + 1).trim();
  }
  const read = head.safeParse(fields);
  if (!read.success) return fail('invalid-input', z.prettifyError(read.error));
  const { clinical, ...rest } = read.data;
  const built = article.safeParse({
    ...rest,
    topic: rest.topic ?? (rest.practice === everyPractice ? 'Every practice' : sourceName),
    body: parts[2],
    clinicalDraft: clinical === 'draft',
    sample: false,
    source: { name: sourceName, url: null, licence: 'Apache-2.0', date: rest.reviewedOn },
  });
  return built.success ? ok(built.data) : fail('invalid-input', z.prettifyError(built.error));
}
