// Writes tokens.css from the table of tokens. `npm run unit -- renderer/theme -u` puts the file in place; the test fails
// when the two differ.
import { colourOf, colours, type Colour, type Oklch, type Theme } from './tokens.ts';

const names = Object.keys(colours) as Colour[];
const oklch = ([l, c, h]: Oklch): string => `oklch(${l} ${c} ${h})`;

function block(light: Theme, dark: Theme): string {
  return names
    .map(
      (name) => `--cl-${name}: light-dark(${oklch(colourOf(name, light))}, ${oklch(colourOf(name, dark))});`,
    )
    .map((line) => `  ${line}\n`)
    .join('');
}

/**
 * `light-dark()` follows `color-scheme`, so each colour is said once: the system decides, `data-theme` overrides,
 * `data-mode="practice"` turns the accent violet, and forced colours hand everything to the system.
 */
export function tokensCss(): string {
  const more = block('moreLight', 'moreDark');
  const system: Partial<Record<Colour, string>> = {
    'on-amber': 'Canvas',
    'on-fill': 'HighlightText',
    accent: 'Highlight',
    'accent-soft': 'Canvas',
    'accent-text': 'LinkText',
    'amber-mark': 'Mark',
  };
  const forced = names
    .map((name) => {
      const ground = ['bg', 'surface', 'raised', 'sunk'].includes(name) || name.endsWith('-soft');
      return `    --cl-${name}: ${system[name] ?? (ground ? 'Canvas' : 'CanvasText')};\n`;
    })
    .join('');
  return `/* Written from tokens.ts by css.ts: change the table, then run the unit tests of this folder with -u. */
:root {
  color-scheme: light dark;
${block('light', 'dark')}}

:root[data-theme='light'] {
  color-scheme: light;
}

:root[data-theme='dark'] {
  color-scheme: dark;
}

:root[data-contrast='more'] {
${more}}

@media (prefers-contrast: more) {
  :root:not([data-contrast='normal']) {
${more.replace(/^/gm, '  ').trimEnd()}
  }
}

:root[data-mode='practice'] {
  --cl-accent: var(--cl-violet);
  --cl-accent-text: var(--cl-violet-text);
  --cl-accent-soft: var(--cl-violet-soft);
}

@media (forced-colors: active) {
  :root:root:root {
${forced}  }
}
`;
}
