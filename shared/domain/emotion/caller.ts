// What the caller feels in an utterance, how sure that is, and the words that say so. Silence is the default: only what is
// sure enough `speaks`.
import { blockName, calibrationOf, callerInput, callerProbabilities } from './caller-head.ts';
import { windowsOf } from './caller-windows.ts';
import type { Caught } from './caller-features.ts';
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
  /**
   * UTF-16 places of the words that caused it; for calm, those of a feeling that came near it, if any. To be shown only
   * when it `speaks`.
   */
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

/** From which probability one sentence makes an utterance that is calm as a whole a feeling one. */
const aPiece = 0.75;
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
  const whole = cut(text);
  const spoken = lang ?? detectLang(whole);
  if (spoken === 'other') return silent('other');
  const block = linearOf(model, blockName(spoken));
  const pointer = linearOf(model, marksName);
  const calibration = calibrationOf(model, spoken);
  const listen = (piece: string, start: number): Piece => {
    const caught = callerInput(model, spoken, piece);
    return { caught, start, list: callerProbabilities(model, spoken, caught, calibration) };
  };
  let heard = listen(whole, 0);
  if (!block || !pointer || heard.caught.words.words.length === 0) return silent(spoken);
  if (stateOf(heard.list) === 'calm') {
    const pieces = windowsOf(heard.caught.words).map(({ start, end }) =>
      listen(whole.slice(start, end), start),
    );
    heard = pieces.reduce(
      (best, piece) => (tells(piece) > Math.max(tells(best), aPiece) ? piece : best),
      heard,
    );
  }
  const { caught, start, list } = heard;
  const state = stateOf(list);
  const probability = Math.max(...list);
  const probabilities = { ...silent(spoken).probabilities };
  callerStates.forEach((name, i) => {
    probabilities[name] = list[i] ?? 0;
  });
  const told = state === 'calm' ? nearest(list) : state;
  const marks = told === null ? [] : marksOf(block, pointer, caught, told);
  return {
    lang: spoken,
    state,
    probability,
    probabilities,
    marks: marks.map((mark) => ({ start: mark.start + start, end: mark.end + start })),
    speaks: state !== 'calm' && probability >= calibration.speak[state],
  };
}

interface Piece {
  caught: Caught;
  /** Where it begins in the text. */
  start: number;
  /** Probabilities in the order of `callerStates`. */
  list: number[];
}
const stateOf = (list: readonly number[]): CallerState =>
  callerStates[list.indexOf(Math.max(...list))] ?? 'calm';
/** How surely a piece tells of a feeling, 0 for a calm one. */
const tells = ({ list }: Piece): number => (stateOf(list) === 'calm' ? 0 : Math.max(...list));
