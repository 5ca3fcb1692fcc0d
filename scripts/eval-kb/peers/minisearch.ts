// MiniSearch with its defaults and a boost of 4 on all but the body; the last typed word as a prefix.
import MiniSearch from 'minisearch';
import type { KbArticle } from '../files.ts';
import type { System } from '../systems.ts';
import { peerTyped, peerWords } from '../words.ts';

const fields = ['title', 'topic', 'synonyms', 'body'];
const boost = { title: 4, topic: 4, synonyms: 4 };

export function miniSearch(articles: readonly KbArticle[]): System & { bytes(): number } {
  const index = new MiniSearch({ fields, storeFields: [] });
  index.addAll(articles.map((a, id) => ({ ...a, id, synonyms: a.synonyms.join('; ') })));
  const ids = articles.map((a) => a.id);
  const named = (hits: readonly { id: number }[], most: number) =>
    hits.slice(0, most).map((h) => ids[h.id] ?? '');
  return {
    search: (text, most) => named(index.search(peerWords(text).join(' '), { boost }), most),
    typed(text, most) {
      const { words, half } = peerTyped(text);
      const asked = half === null ? words : [...words, half];
      const prefix = (_: string, i: number, terms: string[]): boolean =>
        half !== null && i === terms.length - 1;
      return named(index.search(asked.join(' '), { boost, prefix }), most);
    },
    bytes: () => Buffer.byteLength(JSON.stringify(index)),
    close: () => undefined,
  };
}
