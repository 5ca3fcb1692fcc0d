// Measures the GoEmotions outputs: on posts with labels the macro-F1 of one of the three label sets, on neutral talk the
// share of lines flagged.
import { featuresOf } from '#shared/domain/emotion/features.ts';
import { goThresholds, logitsOfGo } from '#shared/domain/emotion/heads.ts';
import { ekmanGroups, goLabels, headLabels, sentimentGroups } from '#shared/domain/emotion/labels.ts';
import { sigmoid } from '#shared/domain/emotion/linear.ts';
import type { EmotionModel } from '#shared/domain/emotion/model.ts';
import { tokensOf } from '#shared/domain/emotion/tokens.ts';
import type { Items } from './formats.ts';
import { calibration, classScore, latency, macro, shareOf, type ClassScore } from './score.ts';
import { Unusable } from './table.ts';

export type HeadsTask = 'go28' | 'ekman' | 'sentiment';
const asGroups = Object.fromEntries(goLabels.map((l) => [l, [l] as readonly string[]]));
const groupsOf: Record<HeadsTask, Readonly<Record<string, readonly string[]>>> = {
  go28: asGroups,
  ekman: ekmanGroups,
  sentiment: sentimentGroups,
};
const firstOf: Record<HeadsTask, number> = { go28: 0, ekman: 28, sentiment: 35 };

/** Probabilities of all 39 outputs, a row each, and what a row took. */
function hear(model: EmotionModel, items: Items['items']) {
  const ask = (text: string): number[] => {
    const tokens = tokensOf(text);
    return Array.from(logitsOfGo(model, featuresOf(tokens, text), tokens), sigmoid);
  };
  for (const item of items.slice(0, 100)) ask(item.text);
  const took: number[] = [];
  const heard = items.map((item) => {
    const started = performance.now();
    const p = ask(item.text);
    took.push(performance.now() - started);
    return p;
  });
  return { heard, latencyMs: latency(took) };
}

export function measureHeads(model: EmotionModel, task: HeadsTask, data: Items) {
  const thresholds = goThresholds(model);
  if (data.format === 'neutral') {
    const { heard, latencyMs } = hear(model, data.items);
    const over = (label: string): number => {
      const c = headLabels.indexOf(label);
      return heard.filter((p) => (p[c] as number) >= (thresholds[c] as number)).length;
    };
    return {
      macroF1: null,
      thresholdPolicy: 'one threshold a label, chosen on the development part, kept in the model',
      neutral: {
        lines: data.note ?? 'all lines',
        flaggedNegative: shareOf(over('sentiment:negative'), heard.length),
        flaggedAngry: shareOf(over('ekman:anger'), heard.length),
      },
      latencyMs,
    };
  }
  if (data.format !== 'goemotions')
    throw new Unusable(
      `task ${task} needs GoEmotions rows (text, labels) or neutral talk; for others use caller, es or id.`,
    );
  const { heard, latencyMs } = hear(model, data.items);
  const groups = Object.entries(groupsOf[task]);
  const from = firstOf[task];
  const truth = groups.map(([, members]) =>
    data.items.map((item) => item.gold.some((g) => members.includes(g))),
  );
  const scoreAt = (threshold: (c: number) => number): Record<string, ClassScore> =>
    Object.fromEntries(
      groups.map(([label], i) => [
        label,
        classScore(
          heard.map((p) => (p[from + i] as number) >= threshold(from + i)),
          truth[i] ?? [],
        ),
      ]),
    );
  const perClass = scoreAt((c) => thresholds[c] as number);
  return {
    macroF1: macro(perClass),
    thresholdPolicy: 'one threshold a label, chosen on the development part, kept in the model',
    macroF1AtFixed: { threshold: 0.3, macroF1: macro(scoreAt(() => 0.3)) },
    perClass,
    calibration: calibration(
      groups.flatMap((_, i) => heard.map((p) => p[from + i] as number)),
      groups.flatMap((_, i) => truth[i] ?? []),
    ),
    latencyMs,
  };
}
