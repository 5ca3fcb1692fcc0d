// The strip above the hits names the words, the group and the way to the card.
import '../text/late/knowledge.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DangerStrip } from './DangerStrip.tsx';

const draw = (flags: { group: string; words: string }[]): string =>
  renderToStaticMarkup(<DangerStrip flags={flags} />).replaceAll(/<[^>]*>/g, ' ');

test('names groups and words, and the key of the card', () => {
  const seen = draw([
    { group: 'bleeding', words: 'bleeding wont stop' },
    { group: 'stroke', words: 'face drooping' },
  ]);
  expect(seen).toContain('Red flag: bleeding, stroke.');
  expect(seen).toContain('“bleeding wont stop”, “face drooping”');
  expect(seen).toMatch(/Emergency card.*F9/);
});

test('says the same words of two groups once, and what was typed is text', () => {
  const seen = renderToStaticMarkup(
    <DangerStrip
      flags={[
        { group: 'consciousness', words: '<b>not waking' },
        { group: 'infant_child', words: '<b>not waking' },
      ]}
    />,
  );
  expect(seen.match(/&lt;b&gt;not waking/g)).toHaveLength(1);
});
