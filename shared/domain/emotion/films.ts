// Emotions of film lines in Spanish and Indonesian (Plutchik's eight, as XED labels them): what the two languages have
// where English has the GoEmotions outputs. Weaker than those: film talk, few Indonesian lines.
import type { Lang } from '../script/languages.ts';
import type { Features } from './features.ts';
import { logitsOf } from './linear.ts';
import { linearOf, type EmotionModel } from './model.ts';

export const filmLabels = [
  'anger',
  'anticipation',
  'disgust',
  'fear',
  'joy',
  'sadness',
  'surprise',
  'trust',
] as const;
export const filmBlock = (lang: Lang): string => `xed.${lang}`;

/** Eight logits in the order of `filmLabels`; null for a language without such a block. */
export function filmLogits(model: EmotionModel, lang: Lang, features: Features): Float64Array | null {
  const block = linearOf(model, filmBlock(lang));
  return block ? logitsOf(block, features) : null;
}
