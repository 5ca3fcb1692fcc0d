import { expect, it } from 'vitest';
import { readable } from './readable.ts';
import { counted, folded, wordDiff } from './word-diff.ts';

const joined = (pieces: readonly { text: string }[]): string => pieces.map(({ text }) => text).join('');

it('says which words came and went, and nothing else', () => {
  const pieces = wordDiff(
    'Refills take three days.\nCall the office.',
    'Refills take two days.\nCall the office.',
  );
  expect(pieces).toEqual([
    { kind: 'same', text: 'Refills take ' },
    { kind: 'removed', text: 'three' },
    { kind: 'added', text: 'two' },
    { kind: 'same', text: ' days.\nCall the office.' },
  ]);
  expect(counted(pieces ?? [])).toEqual({ added: 1, removed: 1 });
});

it('gives back both versions from its pieces, whatever they hold', () => {
  for (const [before, after] of [
    ['', 'new'],
    ['gone', ''],
    ['a | b\n---|---\n1 | 2', 'a | b | c\n---|---|---\n1 | 3 | 2'],
    ['<b>no</b> markup', '<script>x</script> no  markup'],
    ['receta médica — sí', 'recetas médicas — no'],
  ] as const) {
    const pieces = wordDiff(before, after) ?? [];
    expect(joined(pieces.filter((p) => p.kind !== 'added'))).toBe(before);
    expect(joined(pieces.filter((p) => p.kind !== 'removed'))).toBe(after);
  }
});

it('gives up on two long texts that have nothing in common, within its time', () => {
  const text = (word: string): string => Array.from({ length: 9000 }, (_, i) => `${word}${i}`).join(' ');
  const began = performance.now();
  expect(wordDiff(text('a'), text('b'))).toBeNull();
  expect(performance.now() - began).toBeLessThan(5000);
});

it('puts long unchanged passages away without losing or cutting a word', () => {
  const same = Array.from({ length: 40 }, (_, i) => `Line number ${i} says the same as before.`).join('\n');
  const before = `Old head.\n${same}\nMiddle one.\n${same}\nEnd.`;
  const pieces = wordDiff(before, before.replace('Old', 'New').replace('Middle one', 'Middle two')) ?? [];
  const shown = folded(pieces);
  expect(joined(shown)).toBe(joined(pieces));
  const folds = shown.filter((p) => p.kind === 'folded');
  expect(folds).toHaveLength(2);
  for (const [i, piece] of shown.entries())
    if (piece.kind === 'folded') {
      expect(`${shown[i - 1]?.text.at(-1)}${piece.text[0]}`).not.toMatch(/\w\w/);
      expect(piece.lines).toBeGreaterThan(20);
    }
  expect(folded(wordDiff('short', 'short too') ?? [])).toEqual(wordDiff('short', 'short too'));
});

it('compares what is read: no marks of headings, bold words or tables, and no word less', () => {
  const markdown =
    '## Say to the caller\n- "**Two** working days."\n\n| Plan | Copay |\n|---|:--:|\n| Blue PPO | $15 |\n\n2 * 3 and a_b';
  expect(readable(markdown)).toBe(
    'Say to the caller\n• "Two working days."\n\nPlan · Copay\nBlue PPO · $15\n\n2 * 3 and a_b',
  );
  const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
  expect(words(readable(markdown))).toEqual(words(markdown));
});
