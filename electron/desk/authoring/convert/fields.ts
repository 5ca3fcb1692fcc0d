// `key: value` of a file's head and the columns of a table → fields of a draft. A value that cannot be is left out and noted; whose
// words they are, and for whom, is looked at by the writer and by the lint.
import { articleKinds, articleRoles } from '#shared/domain/knowledge/article.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { langs } from '#shared/domain/script/languages.ts';
import type { Notes } from './notes.ts';

export type Imported = Partial<DraftFields> & { title: string; body: string };
/** A column or key that means a field; `say` and `internal` become parts of the body. */
export type Column =
  | 'title'
  | 'body'
  | 'say'
  | 'internal'
  | 'keywords'
  | 'topic'
  | 'section'
  | 'practice'
  | 'site'
  | 'lang'
  | 'kind'
  | 'roles'
  | 'owner'
  | 'reviewBy'
  | 'callTypes'
  | 'url'
  | 'source'
  | 'licence'
  | 'date'
  | 'clinical'
  | 'mustRead'
  | 'passed over';

const called: Readonly<Record<Column, string>> = {
  title: 'title|question|heading|name|subject|titulo|pregunta',
  body: 'body|answer|text|content|article|details|respuesta|contenido',
  say: 'say|say to the caller|caller|script|what to say',
  internal: 'internal|for you only|internal note|internal notes|staff only|notes',
  keywords: 'keywords|tags|synonyms|keyword|labels',
  topic: 'topic|category|collection|folder',
  section: 'section',
  practice: 'practice|account|client|account id',
  site: 'site|department|location',
  lang: 'lang|language|locale',
  kind: 'kind|type',
  roles: 'roles|role|audience|visible to',
  owner: 'owner|verifier|author|responsible',
  reviewBy: 'reviewby|review by|review date|verify by|expires|valid until|next review',
  callTypes: 'calltypes|call types',
  url: 'url|link|source url|address',
  source: 'source',
  licence: 'licence|license',
  date: 'date|source date|last updated|updated',
  clinical: 'clinical',
  mustRead: 'mustread|must read|required reading',
  // Ours, of a file that was written for another use: the article gets its own here.
  'passed over': 'id|version|reviewedon|reviewed on|status|created|views|votes',
};
const columns = new Map<string, Column>(
  (Object.entries(called) as [Column, string][]).flatMap(([column, names]) =>
    names.split('|').map((name): [string, Column] => [name, column]),
  ),
);
/** Null = nobody knows that name. */
export const columnOf = (name: string): Column | null =>
  columns.get(
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ')
      .trim(),
  ) ?? null;

const list = (value: string): string[] =>
  value
    .split(/[,;|\n]/)
    .map((v) => v.trim())
    .filter((v) => v !== '');
/** 2026-11-23, 11/23/2026 as in the United States, 2026/11/23; null = none of these. */
export function dayOf(value: string): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(value);
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value);
  const [y, m, d] = iso !== null ? iso.slice(1) : us !== null ? [us[3], us[1], us[2]] : [];
  if (y === undefined || m === undefined || d === undefined) return null;
  const day = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  const real = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day ? null : day;
}

/** Sets one field; false = the value cannot be, and nothing was set. */
export function setField(out: Partial<DraftFields>, column: Column, value: string): boolean {
  const source = { name: '', url: null, licence: '', date: '', ...out.source };
  const one = <T extends string>(of: readonly T[]): T | undefined =>
    of.find((o) => o === value.toLowerCase());
  if (column === 'keywords')
    out.keywords = list(value)
      .slice(0, 60)
      .map((k) => k.slice(0, 200));
  else if (column === 'topic') out.topic = value.slice(0, 200);
  else if (column === 'section') out.section = value.slice(0, 80);
  else if (column === 'owner') out.owner = value.slice(0, 120);
  else if (column === 'source') out.source = { ...source, name: value.slice(0, 160) };
  else if (column === 'licence') out.source = { ...source, licence: value.slice(0, 60) };
  else if (column === 'practice' || column === 'site') {
    if (!/^[a-z0-9][a-z0-9-]{1,40}$/.test(value)) return false;
    out[column] = value;
  } else if (column === 'lang') {
    const lang = langs.find((l) => value.toLowerCase().split(/[-_]/)[0] === l);
    if (lang === undefined) return false;
    out.lang = lang;
  } else if (column === 'kind') {
    const kind = one(articleKinds);
    if (kind === undefined) return false;
    out.kind = kind;
  } else if (column === 'roles') {
    const names = list(value.toLowerCase());
    const roles = articleRoles.filter((r) => names.includes(r));
    // Half of a list would show it to others than were meant.
    if (roles.length === 0 || roles.length !== new Set(names).size) return false;
    out.roles = roles;
  } else if (column === 'reviewBy' || column === 'date') {
    const day = dayOf(value);
    if (day === null) return false;
    if (column === 'reviewBy') out.reviewBy = day;
    else out.source = { ...source, date: day };
  } else if (column === 'callTypes') {
    const types = list(value).map(Number);
    if (!types.every((n) => Number.isInteger(n) && n >= 1 && n <= 24)) return false;
    out.callTypes = [...new Set(types)];
  } else if (column === 'url') {
    if (value.length > 400 || !/^https?:\/\/[^\s/?#]+/i.test(value) || !URL.canParse(value)) return false;
    out.source = { ...source, url: value };
  } else if (column === 'clinical') out.clinicalDraft = !/^(none|no|false|0)$/i.test(value);
  else if (column === 'mustRead') out.mustRead = /^(yes|true|1)$/i.test(value);
  return true;
}
/** As `setField`, with a note of what could not be. */
export function setNoted(
  out: Partial<DraftFields>,
  column: Column,
  value: string,
  notes: Notes,
  line: number,
): void {
  if (value.trim() !== '' && !setField(out, column, value.trim())) notes.add('bad-value', line, column);
}
