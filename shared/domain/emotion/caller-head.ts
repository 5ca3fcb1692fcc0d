// The caller's head: one linear block a language over `callerFeatures`, beside the GoEmotions outputs for English. Its
// softmax is turned into a probability that means what it says by a temperature learned on lines it was not trained on.
import { callerFeatures, type Caught } from './caller-features.ts';
import { featuresOf, keyOf } from './features.ts';
import { logitsOfGo } from './heads.ts';
import { logitsOf, softmax } from './linear.ts';
import { linearOf, tableOf, type EmotionModel } from './model.ts';
import { callerStates, type CallerState } from './states.ts';
import { tokensOf } from './tokens.ts';
import type { Lang } from '../script/languages.ts';

const goKind = 142;
/** Logits of the GoEmotions outputs lie around -3; brought to the size of the other features. */
const goValue = (logit: number): number => ((logit + 3) / 6) * 0.3;

export const blockName = (lang: Lang): string => (lang === 'en' ? 'caller' : `caller.${lang}`);
export const calibrationName = 'caller.calibration';

/** What was learned about how sure the head may say it is. */
export interface CallerCalibration {
  /** Logits are divided by it before the softmax; above 1 makes the head humbler. */
  temperature: number;
  /** Added to the logit of `calm`: how much has to speak against calm. */
  calm: number;
  /** Calibrated probability from which a state is shown. */
  speak: Record<CallerState, number>;
}
const unlearned: CallerCalibration = {
  temperature: 1.5,
  calm: 0,
  speak: { afraid: 0.8, angry: 0.8, sad: 0.8, confused: 0.8, in_pain: 0.8, grateful: 0.8, calm: 2 },
};

/** Everything the head looks at in `text`. */
export function callerInput(model: EmotionModel, lang: Lang, text: string): Caught {
  const caught = callerFeatures(lang, text);
  const tokens = tokensOf(text);
  if (lang === 'en' && linearOf(model, 'go'))
    logitsOfGo(model, featuresOf(tokens, text), tokens).forEach((logit, i) => {
      caught.features.set(keyOf(`go ${i}`, goKind), goValue(logit));
    });
  return caught;
}

const isCalibration = (value: unknown): value is Record<string, CallerCalibration> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    (c: unknown) =>
      typeof c === 'object' &&
      c !== null &&
      'temperature' in c &&
      typeof c.temperature === 'number' &&
      c.temperature > 0 &&
      'calm' in c &&
      typeof c.calm === 'number' &&
      'speak' in c &&
      typeof c.speak === 'object',
  );

const read = new WeakMap<EmotionModel, Partial<Record<Lang, CallerCalibration>>>();
export function calibrationOf(model: EmotionModel, lang: Lang): CallerCalibration {
  let all = read.get(model);
  if (!all) {
    const bytes = tableOf(model, calibrationName);
    const value: unknown = bytes ? JSON.parse(String.fromCharCode(...bytes)) : {};
    all = isCalibration(value) ? value : {};
    read.set(model, all);
  }
  return all[lang] ?? unlearned;
}

/** Calibrated probability a state, in the order of `callerStates`; calm alone when the model has no such block. */
export function callerProbabilities(
  model: EmotionModel,
  lang: Lang,
  caught: Caught,
  calibration = calibrationOf(model, lang),
): number[] {
  const block = linearOf(model, blockName(lang));
  if (!block) return callerStates.map((state) => (state === 'calm' ? 1 : 0));
  const logits = logitsOf(block, caught.features);
  return softmax(
    callerStates.map(
      (state, i) =>
        ((logits[i] as number) + (state === 'calm' ? calibration.calm : 0)) / calibration.temperature,
    ),
  );
}
