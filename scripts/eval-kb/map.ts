// An article of data/kb as an article of the product: what the desk's own import then checks and takes.
import { type Article, articleDefaults } from '#shared/domain/knowledge/article.ts';
import type { KbArticle } from './files.ts';

// oxlint-disable-next-line no-control-regex
const spaces = /[\s\u0000-\u001f\u007f]+/g;
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const oneLine = (text: string, most: number): string =>
  text.replace(spaces, ' ').trim().slice(0, most).trim();
const plain = (text: string): string => text.replace(controls, ' ');

/** Addresses without a scheme get one; one that is too long for the product keeps its site alone. */
function addressOf(url: string): string | null {
  if (url.trim() === '') return null;
  const whole = /^https?:\/\//.test(url) ? url : `https://www.${url}`;
  if (!URL.canParse(whole)) return null;
  return whole.length <= 400 ? whole : `${new URL(whole).origin}/`;
}

const kindOf = (a: KbArticle): Article['kind'] =>
  a.body.trim() === '' ? 'link' : a.kind === 'policy' ? 'policy' : 'article';

/** Everything is a sample of no practice: nobody here stands behind it. What the product refuses is left to its import. */
export function toProduct(a: KbArticle): Record<keyof Article, unknown> {
  return {
    ...articleDefaults,
    id: a.id,
    version: 1,
    title: oneLine(a.title, 300),
    practice: 'all',
    callTypes: [],
    topic: oneLine(a.topic, 200) || oneLine(a.title, 200),
    keywords: [...new Set(a.synonyms.map((s) => oneLine(s, 200)))].filter(Boolean).slice(0, 60),
    body: plain(a.body),
    owner: null,
    reviewedOn: null,
    reviewBy: null,
    clinicalDraft: false,
    sample: true,
    source: {
      name: oneLine(a.source, 160) || 'unknown',
      url: addressOf(a.url),
      licence: oneLine(a.licence, 60) || 'unknown',
      date: '2019',
    },
    kind: kindOf(a),
    section: oneLine(a.section, 80) || null,
  };
}
