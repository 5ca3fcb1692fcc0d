// The figures on the card: how the bytes that were just written do on the development parts. Nothing is tuned here.
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
  const lines = (lang: 'en' | 'es' | 'id'): number =>
    measureCaller(model, itemsOf(readTable(fromRoot(`data/caller-lines/${lang}-dev.tsv`))), lang).macroF1 ??
    0;
  const neutral = measureCaller(model, patients, 'en');
  const shown = 'neutral' in neutral ? neutral.neutral : null;
  return {
    policy:
      'heads: one threshold a label, chosen on the development part; caller states: the most probable one',
    development: {
      go28: measureHeads(model, 'go28', posts).macroF1 ?? 0,
      ekman: measureHeads(model, 'ekman', posts).macroF1 ?? 0,
      sentiment: measureHeads(model, 'sentiment', posts).macroF1 ?? 0,
      callerEnglish: lines('en'),
      callerSpanish: lines('es'),
      callerIndonesian: lines('id'),
    },
    heldOutPatientLines: {
      lines: patients.items.length,
      negative: shown?.flaggedNegative.share ?? 0,
      angry: shown?.flaggedAngry.share ?? 0,
    },
  };
}
