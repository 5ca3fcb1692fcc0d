// What the caller feels in an utterance, how sure that is, and the words that say so. Silence is the default: only what is
// sure enough `speaks`.
import { blockName, calibrationOf, callerInput, callerProbabilities } from './caller-head.ts';
import { marksName, marksOf, type Mark } from './caller-marks.ts';
import { detectLang } from './lang.ts';
import { linearOf, type EmotionModel } from './model.ts';
import { callerStates, type CallerState } from './states.ts';
import { cut } from './tokens.ts';
import type { Lang } from '../script/languages.ts';

export interface Heard {
  lang: Lang | 'other';
  state: CallerState;
  /** Calibrated: of a hundred hints shown at .9, about ninety are right on lines the head was not trained on. */
  probability: number;
  probabilities: Record<CallerState, number>;
  /** UTF-16 places of the words that caused it; for calm, those of a feeling that came near it, if any. */
  marks: Mark[];
  /** Sure enough to be shown. Never for calm. */
  speaks: boolean;
}

const silent = (lang: Lang | 'other'): Heard => ({
  lang,
  state: 'calm',
  probability: 1,
  probabilities: { afraid: 0, angry: 0, sad: 0, confused: 0, in_pain: 0, grateful: 0, calm: 1 },
  marks: [],
  speaks: false,
});

const near = 0.15;
/** The most probable feeling beside calm, null when none came near. */
function nearest(list: readonly number[]): CallerState | null {
  let best: CallerState | null = null;
  let most = near;
  callerStates.forEach((state, i) => {
    if (state !== 'calm' && (list[i] ?? 0) >= most) [best, most] = [state, list[i] ?? 0];
  });
  return best;
}

/**
 * Hears one utterance, of which the first 2,000 characters count. `lang` when it is known; otherwise it is detected, and a
 * text in none of the three languages is heard as calm. Never throws, whatever the text.
 */
export function hear(model: EmotionModel, text: string, lang?: Lang): Heard {
  const heard = cut(text);
  const spoken = lang ?? detectLang(heard);
  if (spoken === 'other') return silent('other');
  const caught = callerInput(model, spoken, heard);
  const block = linearOf(model, blockName(spoken));
  if (!block || caught.words.words.length === 0) return silent(spoken);
  const calibration = calibrationOf(model, spoken);
  const list = callerProbabilities(model, spoken, caught, calibration);
  const best = list.indexOf(Math.max(...list));
  const state = callerStates[best] ?? 'calm';
  const probability = list[best] ?? 0;
  const told = state === 'calm' ? nearest(list) : state;
  const pointer = linearOf(model, marksName);
  const probabilities = { ...silent(spoken).probabilities };
  callerStates.forEach((name, i) => {
    probabilities[name] = list[i] ?? 0;
  });
  return {
    lang: spoken,
    state,
    probability,
    probabilities,
    marks: pointer && told ? marksOf(block, pointer, caught, told) : [],
    speaks: state !== 'calm' && probability >= calibration.speak[state],
  };
}
