// How a cue is meant, and where words begin and end. The tables' words themselves are measured on the caller lines.
import { describe, expect, it } from 'vitest';
import { cuesIn, type CueUse } from './cues.ts';
import { clausesOf, wordsOf } from './cues-words.ts';
import { lexiconEn } from './lexicon-en.ts';
import { lexiconEs } from './lexicon-es.ts';
import { lexiconId } from './lexicon-id.ts';
import type { Lang } from '../script/languages.ts';

const usesOf = (lang: Lang, text: string, target: string): CueUse[] =>
  cuesIn(lang, wordsOf(text).words)
    .filter((cue) => cue.target === target)
    .map((cue) => cue.use);

describe('how a cue is meant', () => {
  it.each([
    ['en', "I'm angry", 'angry', ['plain']],
    ['en', "I'm not angry", 'angry', ['denied']],
    ['en', "I'm not in pain any more", 'in_pain', ['over']],
    ['en', 'No, I am scared of it', 'afraid', ['plain']],
    ['en', "I'm not only angry", 'angry', ['plain']],
    ['en', 'My husband was angry', 'angry', ['other']],
    ['en', 'It scares me', 'afraid', ['plain']],
    ['en', 'If I get angry', 'angry', ['thought']],
    ['en', "I was scared but I'm fine now", 'afraid', ['over']],
    ['en', "I'm dying to know", 'afraid', []],
    ['en', "I'm afraid he's not in", 'afraid', []],
    ['en', 'my pain medicine', 'in_pain', []],
    ['es', 'No estoy enojado', 'angry', ['denied']],
    ['es', 'Estoy enojado', 'angry', ['plain']],
    ['es', 'Me preocupa mucho', 'afraid', ['plain']],
    ['es', 'Perdí mi tarjeta', 'sad', []],
    ['id', 'saya tidak marah', 'angry', ['denied']],
    ['id', 'gak marah kok', 'angry', ['denied']],
    ['id', 'Suami saya marah', 'angry', ['plain']],
    ['id', 'dia marah', 'angry', ['other']],
  ] as const)('%s: %s', (lang, text, target, uses) => {
    expect(usesOf(lang, text, target)).toEqual(uses);
  });

  it('takes the longest phrase of a state at a place', () => {
    const [cue, ...rest] = cuesIn('en', wordsOf('in so much pain').words);
    expect(rest).toEqual([]);
    expect(cue).toMatchObject({ target: 'in_pain', from: 0, to: 3, strength: 3 });
  });
});

describe('words', () => {
  it('keeps places in the text, whatever stands between', () => {
    const text = "I'M 😡 so   ANGRY!!! ¿Qué? нет";
    const { words, exclaims, asks } = wordsOf(text);
    expect(words.map((word) => text.slice(word.start, word.end))).toEqual(
      ["I'M", 'so', 'ANGRY', 'Qué', 'нет'].toSpliced(1, 0, '😡'),
    );
    expect(words.at(-2)?.w).toBe('que');
    expect(exclaims).toBe(3);
    expect(asks).toBe(false);
  });

  it('opens a clause at marks and at words that begin one', () => {
    const { words } = wordsOf('thank you but im scared because its big');
    expect(clausesOf(words).map((at) => words[at]?.w)).toEqual(['thank', 'but', 'because']);
  });
});

// A phrase written with an accent, a capital or an apostrophe could never be found.
describe('the tables', () => {
  it.each([
    ['en', lexiconEn],
    ['es', lexiconEs],
    ['id', lexiconId],
  ] as const)('%s: every phrase of feeling is found in itself', (lang, table) => {
    const lost = table.rows
      .filter(([target]) => target !== 'trap')
      .flatMap(([target, , , phrases]) =>
        phrases
          .split('|')
          .filter((phrase) => !phrase.includes('~'))
          .filter((phrase) => {
            const hits = cuesIn(lang, wordsOf(phrase.replaceAll('*', '')).words);
            return hits.length === 0 && !isTrap(table.rows, phrase);
          })
          .map((phrase) => `${target}: ${phrase}`),
      );
    expect(lost).toEqual([]);
  });
});
function isTrap(rows: (typeof lexiconEn)['rows'], phrase: string): boolean {
  return rows.some(
    ([target, , , phrases]) => target === 'trap' && phrases.split('|').some((trap) => phrase.includes(trap)),
  );
}
