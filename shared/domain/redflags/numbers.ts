// What numbers say: ages in days, weeks and months, temperatures in Fahrenheit or Celsius, blood sugar, oxygen, pulse and
// pressure. Each becomes a concept that the rule tables name like any other. Limits are those of product.md 4b where it
// gives one (100.4 °F, under three months) and otherwise wide ones from public guidance: a hit only asks for a look.
import { stem, stems } from './stem.ts';
import { gapOf, type Token } from './tokens.ts';
import type { Span } from './phrases.ts';

const minutes = stems(['minute', 'min', 'second', 'sec']);
const days = stems(['day', 'dai', 'do']);
const weeks = stems(['week', 'wk', 'weeker']);
const months = stems(['month', 'mo', 'mth', 'mos', 'mnth']);
const years = stems(['year', 'yr', 'yo', 'y']);

/** Concepts found in numbers alone; the tables may name them with `@`. */
export const numberConcepts = [
  'AGE_TINY',
  'AGE_BABY',
  'AGE_CHILD',
  'AGE_ADULT',
  'TEMP_FEVER',
  'TEMP_HIGH',
  'SUGAR_LOW',
  'SUGAR_HIGH',
  'SAT_LOW',
  'BREATHS_FAST',
  'PULSE_FAST',
  'BP_LOW',
  'BP_HIGH',
  'DUE_WEEKS',
  'SINCE_BIRTH',
  'AGO_LONG',
  'YEAR',
  'PAIN_SCORE',
  'AGE_BARE',
  'CLOCK',
  'TEMP_LOW',
  'WEEKS_BARE',
] as const;
type NumberConcept = (typeof numberConcepts)[number];

export function numberSpans(tokens: readonly Token[]): Map<string, Span[]> {
  const found = new Map<string, Span[]>();
  const add = (name: NumberConcept, start: number, end: number): void => {
    const list = found.get(name) ?? [];
    const used = Array.from({ length: end - start }, (_, i) => start + i);
    if (list.length < 100) list.push({ start, end, used });
    found.set(name, list);
  };
  for (const [i, token] of tokens.entries()) {
    if (token.value === null) continue;
    if (token.value >= 1930 && token.value <= 2025 && token.raw.length === 4) add('YEAR', i, i + 1);
    if (tokens[i + 1]?.raw === 'am' || tokens[i + 1]?.raw === 'pm') add('CLOCK', i, i + 2);
    age(tokens, i, token.value, add);
    measure(tokens, i, token.value, add);
  }
  for (const [i, t] of tokens.entries()) {
    if (
      (t.w === 'week' || t.w === 'month' || t.w === 'day' || t.w === 'couple') &&
      i > 0 &&
      (tokens[i - 1]?.w === 'a' || tokens[i - 1]?.w === 'few')
    ) {
      const upTo = tokens.slice(i + 1, i + 4).findIndex((n) => n.w === 'old' || n.w === 'ago');
      if (upTo >= 0 && tokens[i + 1 + upTo]?.w === 'old') add('AGE_TINY', i - 1, i + 2 + upTo);
    }
  }
  return found;
}

type Add = (name: NumberConcept, start: number, end: number) => void;

function age(tokens: readonly Token[], i: number, value: number, add: Add): void {
  const unit = tokens[i + 1];
  if (!unit || unit.gap >= gapOf.clause) return;
  const inDays = days.has(unit.w)
    ? 1
    : weeks.has(unit.w)
      ? 7
      : months.has(unit.w)
        ? 30.4
        : years.has(unit.w)
          ? 365
          : 0;
  if (inDays === 0) return;
  const span = value * inDays;
  const after = tokens[i + 2]?.w;
  if (after === 'ago' || after === 'back' || (after === 'or' && tokens[i + 4]?.w === 'ago')) {
    if (span > 100) add('AGO_LONG', i, i + 3);
    return;
  }
  const older = tokens[i + 2]?.w === 'old' || unit.w === 'yo' || unit.w === 'weeker';
  const end = tokens[i + 2]?.w === 'old' ? i + 3 : i + 2;
  const begins = i === 0 && span < 731 && !notAges.has(tokens[end]?.w ?? '');
  const told = older || begins || aged(tokens, i, end);
  if (span > 30 && span <= 300 && unit.w.startsWith('w') && !older && bare(tokens, i, end))
    add('WEEKS_BARE', i, i + 2);
  if (unit.w === 'week' || unit.w === 'wk' || unit.w === 'month' || unit.w === 'mo') {
    if (span > 28 && span <= 300 && !older) add('DUE_WEEKS', i, i + 2);
    if (span <= 370) add('SINCE_BIRTH', i, i + 2);
  } else if (span <= 370) add('SINCE_BIRTH', i, i + 2);
  if (
    span < 800 &&
    (unit.w === stem('month') || unit.w === 'mo' || unit.w === 'week' || unit.w === 'wk') &&
    (!tokens[end] || tokens[end]!.gap >= gapOf.comma || i === 0)
  )
    add('AGE_BARE', i, i + 2);
  if (!told) return;
  if (span < 91.5) add('AGE_TINY', i, end);
  if (span < 731) add('AGE_BABY', i, end);
  if (span < 13 * 366) add('AGE_CHILD', i, end);
  else add('AGE_ADULT', i, end);
}

const notAges = stems([
  'pregnant',
  'along',
  'pp',
  'post',
  'postpartum',
  'ago',
  'after',
  'preg',
  'check',
  'visit',
  'checkup',
  'follow',
  'of',
  'since',
  'and',
  'with',
  'appointment',
  'gestation',
  'out',
  'later',
  'from',
  'prenatal',
  'ob',
  'twin',
  'contraction',
]);
const spans = stems([
  'for',
  'in',
  'every',
  'last',
  'next',
  'past',
  'over',
  'about',
  'after',
  'until',
  'than',
  'within',
  'of',
  'the',
  'these',
]);
/** Weeks that are neither an age nor a time since or until something. */
const bare = (tokens: readonly Token[], i: number, end: number): boolean =>
  !spans.has(tokens[i - 1]?.w ?? '') &&
  (tokens[end] === undefined || tokens[end]!.gap >= gapOf.comma || tokens[end]!.w === 'and');

const young = stems([
  'baby',
  'infant',
  'newborn',
  'child',
  'he',
  'she',
  'son',
  'daughter',
  'age',
  'boy',
  'girl',
  'toddler',
  'grandson',
  'granddaughter',
  'grandbaby',
  'kid',
  'nephew',
  'niece',
  'who',
  'bub',
  'lo',
  'preemie',
  'twin',
]);
/** "baby is 5 weeks", "she's 5 weeks", "9 week baby": an age without the word "old". */
function aged(tokens: readonly Token[], i: number, end: number): boolean {
  for (let k = i - 1; k >= Math.max(0, i - 4); k -= 1) {
    const w = tokens[k]?.w ?? '';
    if (
      young.has(w) &&
      tokens
        .slice(k + 1, i)
        .every(
          (t) =>
            t.w === 'be' ||
            t.w === 'only' ||
            t.w === 'just' ||
            t.w === 'about' ||
            t.w === 'almost' ||
            t.w === 'now' ||
            t.w === 'girl' ||
            t.w === 'boy',
        )
    )
      return true;
    if (w === 'age') return true;
  }
  const next = tokens[end]?.w ?? '';
  return (
    (young.has(next) && next !== 'he' && next !== 'she' && next !== 'who') ||
    next === 'temp' ||
    (tokens[end]?.value !== null && tokens[end] !== undefined && (tokens[end]?.value ?? 0) > 37)
  );
}

const near = (
  tokens: readonly Token[],
  i: number,
  before: number,
  after: number,
  words: ReadonlySet<string>,
): boolean => {
  for (let k = Math.max(0, i - before); k < Math.min(tokens.length, i + after + 1); k += 1) {
    if (k !== i && words.has(tokens[k]?.w ?? '')) return true;
  }
  return false;
};
const hot = stems([
  'temp',
  'temperature',
  'fever',
  'febrile',
  'degree',
  'f',
  'c',
  'run',
  'rectal',
  'rectally',
  'tmax',
  'underarm',
  'arm',
  'tympanic',
  'axillary',
  'fevr',
  'thermometer',
  'chill',
  'oral',
  'ear',
  'forehead',
  'feverish',
  'hot',
  'spike',
]);
const sweet = stems([
  'sugar',
  'glucose',
  'bs',
  'bg',
  'bgl',
  'fsbs',
  'accucheck',
  'dexcom',
  'libre',
  'blood',
  'glucometer',
  'meter',
  'cgm',
  'fingerstick',
  'diabetic',
]);
const oxygen = stems([
  'sat',
  'sats',
  'o2',
  'spo2',
  'oxygen',
  'saturation',
  'ox',
  'oximeter',
  'satting',
  'ra',
  'spo',
  'o',
  'percent',
  'room',
  'pulseox',
  'satt',
  'desat',
  'satur',
]);
const breaths = stems(['resp', 'respiration', 'rr', 'breath', 'respiratory']);
const pulse = stems(['hr', 'pulse', 'heart', 'bpm', 'heartbeat', 'heartrate']);
const pressure = stems(['bp', 'pressure', 'systolic', 'hypotensive']);

const painful = stems(['pain', 'pains', 'hurts', 'headache']);
const next10 = (tokens: readonly Token[], i: number): boolean =>
  (tokens[i + 1]?.slash === true && tokens[i + 1]?.value === 10) ||
  (tokens[i + 1]?.w === 'out' && tokens[i + 3]?.value === 10);

function measure(tokens: readonly Token[], i: number, v: number, add: Add): void {
  if (v >= 7 && v <= 10 && (next10(tokens, i) || near(tokens, i, 3, 0, painful))) add('PAIN_SCORE', i, i + 1);
  const fraction = /\./.test(tokens[i]?.raw ?? '');
  const hotHere =
    near(tokens, i, 4, 2, hot) ||
    (['be', 'at'].includes(tokens[i - 1]?.w ?? '') &&
      near(tokens, i, 6, 3, stems(['week', 'wk', 'month', 'baby', 'infant', 'newborn'])));
  const next = tokens[i + 1];
  const dated =
    next !== undefined &&
    (weeks.has(next.w) ||
      months.has(next.w) ||
      years.has(next.w) ||
      days.has(next.w) ||
      minutes.has(next.w) ||
      next.w === 'hour' ||
      next.w === 'percent' ||
      next.w === 'lb' ||
      next.w === 'pound' ||
      next.w === 'kg');
  if (
    !dated &&
    ((v >= 100.4 && v < 109 && (fraction || hotHere)) ||
      (v >= 38 && v < 43 && (fraction || near(tokens, i, 3, 1, hot))))
  ) {
    add('TEMP_FEVER', i, i + 1);
    if (v >= 103 || (v >= 39.4 && v < 43)) add('TEMP_HIGH', i, i + 1);
  }
  if (!dated && near(tokens, i, 4, 2, hot) && ((v >= 90 && v < 97) || (v >= 32 && v < 36 && fraction)))
    add('TEMP_LOW', i, i + 1);
  const below = tokens[i + 1];
  if (
    v >= 60 &&
    v < 260 &&
    below?.value !== undefined &&
    below.value !== null &&
    (below.slash || tokens[i + 1]?.w === 'over')
  ) {
    if (below.value >= 30 && below.value < 160 && v > below.value) {
      if (v < 92) add('BP_LOW', i, i + 2);
      if (v >= 140 || below.value >= 90) add('BP_HIGH', i, i + 2);
    }
    return;
  }
  if (near(tokens, i, 5, 1, pressure)) {
    if (v >= 40 && v < 90 && tokens[i + 1]?.w === 'over') add('BP_LOW', i, i + 3);
    if (v >= 140 && v < 260) add('BP_HIGH', i, i + 1);
    if (v >= 140) return;
  }
  if (near(tokens, i, 4, 1, sweet) && !dated) {
    if (v >= 10 && v < 60) add('SUGAR_LOW', i, i + 1);
    if (v >= 300 && v < 2000) add('SUGAR_HIGH', i, i + 1);
  }
  if (near(tokens, i, 4, 3, oxygen) && v >= 40 && v < 90 && !dated) add('SAT_LOW', i, i + 1);
  if (near(tokens, i, 3, 2, breaths) && v >= 30 && v < 100 && !dated) add('BREATHS_FAST', i, i + 1);
  if (near(tokens, i, 3, 2, pulse) && v >= 130 && v < 280 && !dated) add('PULSE_FAST', i, i + 1);
}
