// The colours of the desk: the one source. `tokens.css` is written from this table (css.ts) and the contrast test
// measures every pair in it. OKLCH as [lightness 0–1, chroma, hue in degrees]; mix in OKLab, not in OKLCH: hues drift.

/** Lightness 0–1, chroma, hue in degrees. */
export type Oklch = readonly [lightness: number, chroma: number, hue: number];

interface ColourRow {
  light: Oklch;
  dark: Oklch;
  /** Where more contrast is asked for (the system's setting, or `data-contrast="more"`): 7:1 for text. */
  moreLight?: Oklch;
  moreDark?: Oklch;
}

const WHITE: Oklch = [1, 0, 0];
const BLACK: Oklch = [0.13, 0.01, 240];
const NIGHT: Oklch = [0.185, 0.014, 240];

export const colours = {
  bg: { light: [0.965, 0.007, 95], dark: NIGHT, moreLight: WHITE, moreDark: BLACK },
  surface: {
    light: [0.995, 0.003, 95],
    dark: [0.222, 0.016, 240],
    moreLight: WHITE,
    moreDark: [0.16, 0.012, 240],
  },
  raised: {
    light: [0.975, 0.006, 95],
    dark: [0.2, 0.015, 240],
    moreLight: WHITE,
    moreDark: [0.15, 0.012, 240],
  },
  sunk: {
    light: [0.945, 0.009, 95],
    dark: [0.262, 0.018, 240],
    moreLight: [0.965, 0.007, 95],
    moreDark: [0.2, 0.015, 240],
  },
  line: {
    light: [0.895, 0.01, 95],
    dark: [0.305, 0.018, 240],
    moreLight: [0.5, 0.012, 95],
    moreDark: [0.65, 0.02, 240],
  },
  'line-strong': {
    light: [0.83, 0.012, 95],
    dark: [0.38, 0.02, 240],
    moreLight: [0.4, 0.012, 95],
    moreDark: [0.75, 0.02, 240],
  },
  control: {
    light: [0.62, 0.012, 95],
    dark: [0.54, 0.02, 240],
    moreLight: [0.35, 0.012, 95],
    moreDark: [0.8, 0.02, 240],
  },
  ink: {
    light: [0.26, 0.025, 235],
    dark: [0.945, 0.008, 95],
    moreLight: [0.18, 0.02, 235],
    moreDark: [0.98, 0.005, 95],
  },
  'ink-2': {
    light: [0.44, 0.022, 235],
    dark: [0.79, 0.012, 220],
    moreLight: [0.3, 0.02, 235],
    moreDark: [0.92, 0.01, 220],
  },
  'ink-3': {
    light: [0.52, 0.018, 235],
    dark: [0.68, 0.015, 230],
    moreLight: [0.36, 0.018, 235],
    moreDark: [0.86, 0.012, 230],
  },
  accent: {
    light: [0.47, 0.085, 205],
    dark: [0.72, 0.09, 200],
    moreLight: [0.38, 0.075, 205],
    moreDark: [0.82, 0.09, 200],
  },
  'accent-text': {
    light: [0.42, 0.085, 205],
    dark: [0.8, 0.085, 200],
    moreLight: [0.34, 0.07, 205],
    moreDark: [0.88, 0.07, 200],
  },
  'accent-soft': {
    light: [0.935, 0.03, 205],
    dark: [0.3, 0.045, 205],
    moreLight: [0.96, 0.02, 205],
    moreDark: [0.22, 0.035, 205],
  },
  red: {
    light: [0.53, 0.185, 27],
    dark: [0.66, 0.18, 27],
    moreLight: [0.43, 0.17, 27],
    moreDark: [0.76, 0.13, 27],
  },
  'red-text': {
    light: [0.46, 0.16, 27],
    dark: [0.8, 0.11, 27],
    moreLight: [0.37, 0.15, 27],
    moreDark: [0.88, 0.07, 27],
  },
  'red-soft': {
    light: [0.945, 0.035, 27],
    dark: [0.3, 0.07, 25],
    moreLight: [0.97, 0.018, 27],
    moreDark: [0.24, 0.055, 25],
  },
  amber: {
    light: [0.72, 0.145, 70],
    dark: [0.78, 0.14, 75],
    moreLight: [0.42, 0.095, 65],
    moreDark: [0.86, 0.12, 80],
  },
  'amber-text': {
    light: [0.45, 0.1, 65],
    dark: [0.85, 0.11, 80],
    moreLight: [0.36, 0.08, 65],
    moreDark: [0.9, 0.09, 80],
  },
  'amber-soft': {
    light: [0.955, 0.05, 85],
    dark: [0.31, 0.05, 75],
    moreLight: [0.975, 0.025, 85],
    moreDark: [0.24, 0.04, 75],
  },
  'amber-mark': {
    light: [0.875, 0.085, 78],
    dark: [0.45, 0.075, 75],
    moreLight: [0.93, 0.06, 85],
    moreDark: [0.36, 0.07, 75],
  },
  green: {
    light: [0.55, 0.115, 155],
    dark: [0.72, 0.12, 155],
    moreLight: [0.4, 0.09, 155],
    moreDark: [0.8, 0.11, 155],
  },
  'green-text': {
    light: [0.42, 0.09, 155],
    dark: [0.82, 0.1, 155],
    moreLight: [0.35, 0.075, 155],
    moreDark: [0.88, 0.08, 155],
  },
  'green-soft': {
    light: [0.945, 0.04, 155],
    dark: [0.29, 0.045, 155],
    moreLight: [0.97, 0.02, 155],
    moreDark: [0.22, 0.035, 155],
  },
  violet: {
    light: [0.5, 0.13, 300],
    dark: [0.74, 0.1, 300],
    moreLight: [0.4, 0.13, 300],
    moreDark: [0.82, 0.09, 300],
  },
  'violet-text': {
    light: [0.44, 0.13, 300],
    dark: [0.82, 0.085, 300],
    moreLight: [0.36, 0.12, 300],
    moreDark: [0.88, 0.06, 300],
  },
  'violet-soft': {
    light: [0.94, 0.03, 300],
    dark: [0.3, 0.06, 300],
    moreLight: [0.965, 0.016, 300],
    moreDark: [0.23, 0.045, 300],
  },
  'on-amber': { light: [0.26, 0.025, 235], dark: NIGHT, moreLight: WHITE, moreDark: BLACK },
  'on-fill': { light: WHITE, dark: NIGHT, moreLight: WHITE, moreDark: BLACK },
} as const satisfies Record<string, ColourRow>;

export type Colour = keyof typeof colours;
export type Theme = 'light' | 'dark' | 'moreLight' | 'moreDark';

export function colourOf(name: Colour, theme: Theme): Oklch {
  const row: ColourRow = colours[name];
  return row[theme] ?? (theme === 'moreLight' ? row.light : row.dark);
}

export interface Pair {
  ink: Colour;
  on: readonly Colour[];
  /** `text` is 4.5:1 (7:1 with more contrast); `edge`, a control's border or a meaningful mark, is 3:1. */
  as: 'text' | 'edge';
}

const GROUNDS = ['bg', 'surface', 'raised', 'sunk'] as const;

/** Every pair of colours in use: a component that needs another adds it here, and the contrast test decides. */
export const pairs: readonly Pair[] = [
  {
    ink: 'ink',
    on: [...GROUNDS, 'accent-soft', 'red-soft', 'amber-soft', 'green-soft', 'violet-soft', 'amber-mark'],
    as: 'text',
  },
  {
    ink: 'ink-2',
    on: [...GROUNDS, 'accent-soft', 'red-soft', 'amber-soft', 'green-soft', 'violet-soft'],
    as: 'text',
  },
  { ink: 'ink-3', on: GROUNDS, as: 'text' },
  { ink: 'accent-text', on: [...GROUNDS, 'accent-soft'], as: 'text' },
  { ink: 'red-text', on: [...GROUNDS, 'red-soft'], as: 'text' },
  { ink: 'amber-text', on: [...GROUNDS, 'amber-soft'], as: 'text' },
  { ink: 'green-text', on: [...GROUNDS, 'green-soft'], as: 'text' },
  { ink: 'violet-text', on: [...GROUNDS, 'violet-soft'], as: 'text' },
  { ink: 'on-fill', on: ['accent', 'red', 'green', 'violet'], as: 'text' },
  { ink: 'on-amber', on: ['amber'], as: 'text' },
  // Selected chips and toasts: the page turned over.
  { ink: 'surface', on: ['ink'], as: 'text' },
  { ink: 'control', on: ['bg', 'surface', 'raised'], as: 'edge' },
  { ink: 'accent', on: [...GROUNDS, 'accent-soft'], as: 'edge' },
  { ink: 'red', on: [...GROUNDS, 'red-soft'], as: 'edge' },
  { ink: 'green', on: [...GROUNDS, 'green-soft'], as: 'edge' },
  { ink: 'violet', on: [...GROUNDS, 'violet-soft'], as: 'edge' },
];
