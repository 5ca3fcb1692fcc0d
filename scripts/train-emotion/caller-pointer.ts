// Learns which words of an utterance a reader would point at, from the cue words that the training lines are labelled with.
// What a word did for the state is taken from a head that had not seen the line, as it will be in use.
import { callerInput } from '#shared/domain/emotion/caller-head.ts';
import { markFeatures, shares } from '#shared/domain/emotion/caller-marks.ts';
import type { LinearBlock } from '#shared/domain/emotion/linear.ts';
import type { EmotionModel } from '#shared/domain/emotion/model.ts';
import type { CallerLine } from './caller-lines.ts';
import { fitLinear, type FitRow } from './fit.ts';

const fit = {
  epochs: 6,
  rate: 0.12,
  decay: 2e-4,
  minRows: 2,
  keep: 20_000,
  link: 'sigmoid',
  norm: 'raw',
  seed: 1,
} as const;

/** Places of the cue words in the text, first of each. */
function cuePlaces(line: CallerLine): { start: number; end: number }[] {
  return line.cues.flatMap((cue) => {
    const start = line.text.indexOf(cue);
    return start < 0 ? [] : [{ start, end: start + cue.length }];
  });
}

/** One row a word of the lines that have cue words. */
export function pointerRows(
  model: EmotionModel,
  lines: readonly CallerLine[],
  headOf: (i: number) => LinearBlock,
): FitRow[] {
  return lines.flatMap((line, i): FitRow[] => {
    const places = cuePlaces(line);
    if (line.state === 'calm' || places.length === 0) return [];
    const caught = callerInput(model, line.lang, line.text);
    const words = caught.words.words;
    return markFeatures(shares(headOf(i), caught, line.state), caught, line.state).map((features, k) => {
      const word = words[k];
      const cue = places.some((p) => word && word.start < p.end && word.end > p.start);
      return { features, targets: Float32Array.of(cue ? 1 : 0) };
    });
  });
}

export const fitPointer = (rows: readonly FitRow[]): LinearBlock => fitLinear(rows, ['marked'], fit);
