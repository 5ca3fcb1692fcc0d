// Measures what the agent is shown: the caller's state of an utterance, the words marked, and false alarms on neutral talk.
import { hear, type Heard } from '#shared/domain/emotion/caller.ts';
import { featuresOf } from '#shared/domain/emotion/features.ts';
import { filmBlock, filmLabels, filmLogits } from '#shared/domain/emotion/films.ts';
import { sigmoid } from '#shared/domain/emotion/linear.ts';
import { linearOf, type EmotionModel } from '#shared/domain/emotion/model.ts';
import { callerStates, type CallerState } from '#shared/domain/emotion/states.ts';
import { tokensOf } from '#shared/domain/emotion/tokens.ts';
import { errorsGrouped } from './caller-errors.ts';
import type { Format, Item, Items } from './formats.ts';
import { calibration, classScore, latency, macro, rounded, shareOf, type ClassScore } from './score.ts';
import { Unusable } from './table.ts';

type Lang = NonNullable<Parameters<typeof hear>[2]>;
const langOf = (lang: string): Lang | undefined =>
  lang === 'en' || lang === 'es' || lang === 'id' ? lang : undefined;

function hearAll(model: EmotionModel, items: readonly Item[], lang: Lang | undefined) {
  for (const item of items.slice(0, 100)) hear(model, item.text, langOf(item.lang) ?? lang);
  const took: number[] = [];
  const heard = items.map((item): Heard => {
    const started = performance.now();
    const h = hear(model, item.text, langOf(item.lang) ?? lang);
    took.push(performance.now() - started);
    return h;
  });
  return { heard, latencyMs: latency(took) };
}

const perState = (
  items: readonly Item[],
  said: readonly CallerState[],
  also: boolean,
): Record<string, ClassScore> =>
  Object.fromEntries(
    callerStates.map((state) => [
      state,
      classScore(
        said.map((s) => s === state),
        items.map((item, i) => {
          const c = item.caller;
          return also && c?.also === said[i] ? said[i] === state : c?.state === state;
        }),
      ),
    ]),
  );

/** Whether the marked places of a text hold all letters of a cue, wherever it stands. */
function holds(item: Item, marks: Heard['marks'], cue: string): boolean {
  const text = item.text.toLowerCase();
  const wanted = cue.toLowerCase();
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const marked = (i: number): boolean => marks.some((m) => m.start <= i && i < m.end);
    let whole = true;
    for (let i = at; i < at + wanted.length; i++)
      if (/[\p{L}\p{N}]/u.test(text[i] ?? '') && !marked(i)) whole = false;
    if (whole) return true;
  }
  return false;
}
/** Whether the marks and a cue share at least one word. */
function touches(item: Item, marks: Heard['marks'], cue: string): boolean {
  const at = item.text.toLowerCase().indexOf(cue.toLowerCase());
  return at >= 0 && marks.some((m) => m.start < at + cue.length && m.end > at);
}

/** How the marks of the rows that `counts` names fit the labelled cues, and how much of those rows they cover. */
function measureMarks(items: readonly Item[], heard: readonly Heard[], counts: (h: Heard) => boolean) {
  const rows = items.flatMap((item, i) => {
    const h = heard[i];
    return h && counts(h) ? [{ item, marks: h.marks }] : [];
  });
  const cues = rows.flatMap(({ item, marks }) =>
    item.caller?.state === 'calm' ? [] : (item.caller?.cues ?? []).map((cue) => ({ item, cue, marks })),
  );
  const covered = rows
    .filter(({ marks }) => marks.length > 0)
    .map(({ item, marks }) => marks.reduce((n, m) => n + m.end - m.start, 0) / Math.max(1, item.text.length));
  return {
    wholeCueMarked: shareOf(cues.filter((c) => holds(c.item, c.marks, c.cue)).length, cues.length),
    cueTouched: shareOf(cues.filter((c) => touches(c.item, c.marks, c.cue)).length, cues.length),
    meanShareOfCharactersMarked: rounded(
      covered.reduce((sum, share) => sum + share, 0) / Math.max(1, covered.length),
    ),
  };
}

function measureCallerLines(items: readonly Item[], heard: readonly Heard[]) {
  const said = heard.map((h) => h.state);
  const perClass = perState(items, said, false);
  const right = said.map((s, i) => s === items[i]?.caller?.state);
  const shown = heard.map((h, i) => ({ h, right: right[i] === true })).filter(({ h }) => h.speaks);
  return {
    macroF1: macro(perClass),
    thresholdPolicy: 'none: the most probable state (argmax), compared with the column state',
    accuracy: shareOf(right.filter(Boolean).length, items.length),
    macroF1AcceptingAlso: macro(perState(items, said, true)),
    perClass,
    byDifficulty: Object.fromEntries(
      [
        ...Map.groupBy(
          items.map((item, i) => ({ item, right: right[i] })),
          (x) => x.item.caller?.difficulty || '(none)',
        ),
      ].map(([level, list]) => [level, shareOf(list.filter((x) => x.right).length, list.length)]),
    ),
    errors: errorsGrouped(
      items.flatMap((item, i) => {
        const h = heard[i];
        if (!item.caller || !h) return [];
        const { state, also, difficulty } = item.caller;
        return [{ state, also, difficulty, said: h.state, spoken: h.speaks }];
      }),
    ),
    cues: {
      ...measureMarks(items, heard, () => true),
      rowsHeardAsFeeling: measureMarks(items, heard, (h) => h.state !== 'calm'),
      rowsShown: measureMarks(items, heard, (h) => h.speaks),
    },
    spoken: {
      share: shareOf(shown.length, items.length),
      rightWhenSpoken: shareOf(shown.filter((s) => s.right).length, shown.length),
    },
    calibration: calibration(
      heard.map((h) => h.probability),
      right,
    ),
  };
}

const negative: readonly CallerState[] = ['afraid', 'angry', 'sad'];
function measureNeutral(data: Items, heard: readonly Heard[]) {
  const share = (test: (h: Heard) => boolean) => shareOf(heard.filter(test).length, heard.length);
  return {
    macroF1: null,
    thresholdPolicy: 'a line is flagged when the state is sure enough to be shown (speaks)',
    neutral: {
      lines: data.note ?? 'all lines',
      flaggedNegative: share((h) => h.speaks && negative.includes(h.state)),
      flaggedAngry: share((h) => h.speaks && h.state === 'angry'),
      flaggedInPain: share((h) => h.speaks && h.state === 'in_pain'),
      mostProbableNegative: share((h) => negative.includes(h.state)),
      mostProbableAngry: share((h) => h.state === 'angry'),
    },
  };
}

/** What a label of another set counts as; whatever is not named is `other`. */
const mappings: Partial<Record<Format, { gold: Record<string, string>; said: Record<string, string> }>> = {
  xed: {
    gold: { anger: 'angry', disgust: 'angry', fear: 'afraid', sadness: 'sad' },
    said: { angry: 'angry', afraid: 'afraid', sad: 'sad' },
  },
  emotion: {
    gold: { anger: 'angry', disgust: 'angry', fear: 'afraid', sadness: 'sad' },
    said: { angry: 'angry', afraid: 'afraid', sad: 'sad' },
  },
  sentiment: {
    gold: { negative: 'negative', positive: 'positive' },
    said: {
      angry: 'negative',
      afraid: 'negative',
      sad: 'negative',
      in_pain: 'negative',
      grateful: 'positive',
    },
  },
};

function measureMapped(data: Items, heard: readonly Heard[]) {
  const mapping = mappings[data.format];
  if (!mapping)
    throw new Unusable('its labels cannot be compared with caller states; use go28, ekman or sentiment.');
  const classes = [...new Set([...Object.values(mapping.gold), 'other'])];
  const said = heard.map((h) => mapping.said[h.state] ?? 'other');
  const gold = data.items.map((item) => item.gold.map((g) => mapping.gold[g] ?? 'other'));
  const perClass = Object.fromEntries(
    classes.map((each) => [
      each,
      classScore(
        said.map((s) => s === each),
        gold.map((g) => g.includes(each)),
      ),
    ]),
  );
  return {
    macroF1: macro(perClass),
    thresholdPolicy: 'none: the most probable state (argmax), mapped',
    mapping: { ...mapping, everythingElse: 'other' },
    perClass,
    calibration: calibration(
      heard.map((h) => h.probability),
      said.map((s, i) => gold[i]?.includes(s) === true),
    ),
  };
}

/** XED's own labels by the film block of the language, where there is one. */
function measureFilms(model: EmotionModel, data: Items, lang: Lang) {
  const block = linearOf(model, filmBlock(lang));
  if (!block) return null;
  const heard = data.items.map((item) => {
    const logits = filmLogits(model, lang, featuresOf(tokensOf(item.text), item.text));
    return Array.from(logits ?? [], sigmoid);
  });
  const truth = filmLabels.map((label) => data.items.map((item) => item.gold.includes(label)));
  const perClass = Object.fromEntries(
    filmLabels.map((label, c) => [
      label,
      classScore(
        heard.map((p) => (p[c] ?? 0) >= (block.thresholds[c] ?? 1)),
        truth[c] ?? [],
      ),
    ]),
  );
  return {
    macroF1: macro(perClass),
    thresholdPolicy:
      "XED's eight labels: one threshold a label, chosen on the development part, kept in the model",
    perClass,
    calibration: calibration(
      filmLabels.flatMap((_, c) => heard.map((p) => p[c] ?? 0)),
      truth.flat(),
    ),
  };
}

/** `lang`: only lines of that language where lines name theirs, and every line heard as it; none lets `hear` find out. */
export function measureCaller(model: EmotionModel, data: Items, lang: Lang | undefined) {
  const items = lang === undefined ? data.items : data.items.filter((i) => i.lang === '' || i.lang === lang);
  if (items.length === 0) throw new Unusable(`it has no line of the language ${lang ?? ''}.`);
  const { heard, latencyMs } = hearAll(model, items, lang);
  const own =
    data.format === 'caller'
      ? measureCallerLines(items, heard)
      : data.format === 'neutral'
        ? measureNeutral(data, heard)
        : measureMapped(data, heard);
  const films = data.format === 'xed' && lang !== undefined ? measureFilms(model, data, lang) : null;
  if (films) return { n: items.length, ...films, callerStates: own, latencyMs };
  return { n: items.length, ...own, latencyMs };
}
