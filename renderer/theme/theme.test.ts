// Measures every pair of colours in use, in every theme, and holds tokens.css to the table it is written from.
import { expect, test } from 'vitest';
import { tokensCss } from './css.ts';
import { colourOf, colours, pairs, type Oklch, type Theme } from './tokens.ts';

/** OKLCH to linear sRGB (Björn Ottosson's matrices), cut to the gamut as a screen cuts it. */
function linear([l, c, h]: Oklch): [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const l3 = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m3 = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s3 = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (x: number): number => Math.min(1, Math.max(0, x));
  return [
    cut(4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3),
    cut(-1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3),
    cut(-0.0041960863 * l3 - 0.7034186147 * m3 + 1.707614701 * s3),
  ];
}

/** WCAG 2 contrast, on the 8-bit colour that is really painted. */
function contrast(one: Oklch, other: Oklch): number {
  const luminance = (colour: Oklch): number => {
    const [r, g, b] = linear(colour).map((x) => {
      const encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055;
      const painted = Math.round(encoded * 255) / 255;
      return painted <= 0.04045 ? painted / 12.92 : ((painted + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

test('the measure itself: white on black is 21, a colour on itself is 1, a known grey is 4.48', () => {
  expect(contrast([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 2);
  expect(contrast([0.5, 0.1, 30], [0.5, 0.1, 30])).toBe(1);
  // #777 on white, the textbook near miss.
  expect(contrast([0.5693, 0, 0], [1, 0, 0])).toBeCloseTo(4.48, 1);
});

const themes: Theme[] = ['light', 'dark', 'moreLight', 'moreDark'];
const cases = themes.flatMap((theme) =>
  pairs.flatMap(({ ink, on, as }) =>
    on.map((ground) => {
      const least = as === 'edge' ? 3 : theme.startsWith('more') ? 7 : 4.5;
      return { theme, ink, ground, least };
    }),
  ),
);

test.each(cases)('$theme: $ink on $ground is at least $least:1', ({ theme, ink, ground, least }) => {
  expect(contrast(colourOf(ink, theme), colourOf(ground, theme))).toBeGreaterThanOrEqual(least);
});

test('every colour that is text or a mark stands in a pair', () => {
  const grounds = new Set(['bg', 'surface', 'raised', 'sunk', 'line', 'line-strong']);
  const used = new Set(pairs.flatMap(({ ink, on }) => [ink, ...on]));
  expect(Object.keys(colours).filter((name) => !grounds.has(name) && !used.has(name as never))).toEqual([]);
});

test('tokens.css is what tokens.ts says', async () => {
  await expect(tokensCss()).toMatchFileSnapshot('./tokens.css');
});
