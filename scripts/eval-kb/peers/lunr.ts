// lunr with its English pipeline and a boost of 4 on all but the body; the last typed word also as a beginning.
import lunr from 'lunr';
import type { KbArticle } from '../files.ts';
import type { System } from '../systems.ts';
import { peerTyped, peerWords } from '../words.ts';

export function lunrSearch(articles: readonly KbArticle[]): System & { bytes(): number } {
  const index = lunr(function () {
    this.ref('n');
    this.field('title', { boost: 4 });
    this.field('topic', { boost: 4 });
    this.field('synonyms', { boost: 4 });
    this.field('body');
    for (const [n, a] of articles.entries())
      this.add({ n, title: a.title, topic: a.topic, synonyms: a.synonyms.join('; '), body: a.body });
  });
  const ids = articles.map((a) => a.id);
  const ask = (words: readonly string[], half: string | null, most: number) =>
    index
      .query((q) => {
        for (const word of half === null ? words : [...words, half]) q.term(lunr.tokenizer(word), {});
        if (half !== null) q.term(half, { usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      })
      .slice(0, most)
      .map((h) => ids[Number(h.ref)] ?? '');
  return {
    search: (text, most) => ask(peerWords(text), null, most),
    typed(text, most) {
      const { words, half } = peerTyped(text);
      return words.length === 0 && half === null ? [] : ask(words, half, most);
    },
    bytes: () => Buffer.byteLength(JSON.stringify(index)),
    close: () => undefined,
  };
}
