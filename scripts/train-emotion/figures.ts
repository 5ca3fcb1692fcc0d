// The figures on the card: how the bytes that were just written do on the development parts, and on the caller
// lines' test parts, whose totals alone are looked at. Nothing is tuned here.
import type { EmotionModel } from '#shared/domain/emotion/model.ts';
import { measureCaller } from '../eval-emotion/caller-task.ts';
import { itemsOf, type Items } from '../eval-emotion/formats.ts';
import { measureHeads } from '../eval-emotion/heads-task.ts';
import { readTable } from '../eval-emotion/table.ts';
import { heldOutNeutral } from './neutral.ts';
import { fromRoot, readSet } from './sets.ts';

export interface CardFigures {
  policy: string;
  /** Macro-F1. */
  development: Record<string, number>;
  /** Macro-F1 of the caller lines' test parts. Who wrote the second training part had read the development part. */
  test: Record<string, number>;
  /** Share of held-out neutral patient lines that a hint about feelings would be shown for. */
  heldOutPatientLines: { lines: number; negative: number; angry: number };
}

export function figuresOf(model: EmotionModel): CardFigures {
  const posts = itemsOf(readTable(fromRoot('data/emotion/sets/goemotions-dev.tsv.gz')));
  const patients: Items = {
    format: 'neutral',
    items: heldOutNeutral({ sets: readSet }).map((l, row) => ({
      row,
      text: l.text,
      gold: [],
      lang: 'en',
      caller: null,
    })),
    bad: [],
    note: null,
  };
  const lines = (lang: 'en' | 'es' | 'id', part: 'dev' | 'test'): number =>
    measureCaller(model, itemsOf(readTable(fromRoot(`data/caller-lines/${lang}-${part}.tsv`))), lang)
      .macroF1 ?? 0;
  const callers = (part: 'dev' | 'test') => ({
    callerEnglish: lines('en', part),
    callerSpanish: lines('es', part),
    callerIndonesian: lines('id', part),
  });
  const neutral = measureCaller(model, patients, 'en');
  const shown = 'neutral' in neutral ? neutral.neutral : null;
  return {
    policy:
      'heads: one threshold a label, chosen on the development part; caller states: the most probable one',
    development: {
      go28: measureHeads(model, 'go28', posts).macroF1 ?? 0,
      ekman: measureHeads(model, 'ekman', posts).macroF1 ?? 0,
      sentiment: measureHeads(model, 'sentiment', posts).macroF1 ?? 0,
      ...callers('dev'),
    },
    test: callers('test'),
    heldOutPatientLines: {
      lines: patients.items.length,
      negative: shown?.flaggedNegative.share ?? 0,
      angry: shown?.flaggedAngry.share ?? 0,
    },
  };
}
