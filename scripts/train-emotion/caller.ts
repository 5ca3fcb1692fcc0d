// The caller's heads: English from the project's lines with neutral service and clinical talk beside them as guests (posts
// of GoEmotions reach it through that model's outputs; beside the lines they made it worse), Spanish and Indonesian from the
// project's lines and the cue tables alone (film lines of XED were tried beside them and made both worse). How sure a head may say it is, is learned on lines it was not trained on.
import { blockName, calibrationName, callerInput } from '#shared/domain/emotion/caller-head.ts';
import type { EmotionModel, NamedBlock } from '#shared/domain/emotion/model.ts';
import { callerStates, type CallerState } from '#shared/domain/emotion/states.ts';
import { langs, type Lang } from '#shared/domain/script/languages.ts';
import { marksName } from '#shared/domain/emotion/caller-marks.ts';
import { ask, calibrate, calibrationError, headsWithout } from './caller-calibrate.ts';
import { statements } from './caller-frames.ts';
import { fitPointer, pointerLines, type PointerLine } from './caller-pointer.ts';
import { readCallerLines, trainingLines, type CallerLine } from './caller-lines.ts';
import { fitLinear, type FitOptions, type FitRow } from './fit.ts';
import { neutralLines } from './neutral.ts';
import type { Have, Part } from './part.ts';

export const callerFit: Partial<FitOptions> = {
  epochs: 12,
  rate: 0.15,
  decay: 1e-4,
  minRows: 1,
  keep: 40_000,
  link: 'softmax',
  norm: 'raw',
  seed: 1,
};
/** Neutral talk beside the lines: enough of it to keep symptoms calm, light enough to leave the lines their say. */
const guests = { count: 2000, weight: 0.018, shortest: 9 };
/** How much has to speak against calm, so that neutral talk stays calm: lines hold far more feeling than calls do. */
const leaning: Record<Lang, number> = { en: -0.1, es: -0.3, id: -0.3 };
/** How much of a line's weight its second state has. */
const alsoShare = 0.2;

function targetsOf(state: CallerState, also: CallerState | null = null): Float32Array {
  const targets = new Float32Array(callerStates.length);
  targets[callerStates.indexOf(state)] = also ? 1 - alsoShare : 1;
  if (also) targets[callerStates.indexOf(also)] = alsoShare;
  return targets;
}

export const rowOf = (model: EmotionModel, line: CallerLine): FitRow => ({
  features: callerInput(model, line.lang, line.text).features,
  targets: targetsOf(line.state, line.also),
});

/** How much a statement made from a frame weighs beside a written line. */
const frameWeight = 0.25;
/** Rows that train beside the project's lines: plain statements, and neutral talk that decides no vocabulary. */
export function guestRows(have: Pick<Have, 'sets' | 'model'>, lang: Lang): FitRow[] {
  const plain = statements(lang).map(({ text, state }) => ({
    features: callerInput(have.model, lang, text).features,
    targets: targetsOf(state),
    weight: frameWeight,
  }));
  return lang === 'en' ? [...plain, ...neutralRows(have)] : plain;
}

function neutralRows(have: Pick<Have, 'sets' | 'model'>): FitRow[] {
  const lines = neutralLines(have).filter((line) => line.text.length >= guests.shortest);
  const step = Math.max(1, Math.floor(lines.length / guests.count));
  return lines
    .filter((_, i) => i % step === 0)
    .map((line) => ({
      features: callerInput(have.model, 'en', line.text).features,
      targets: targetsOf('calm'),
      weight: guests.weight,
      guest: true,
    }));
}

export const callerPart: Part = {
  name: 'caller',
  train(have) {
    const blocks: NamedBlock[] = [];
    const pointed: PointerLine[] = [];
    const calibration: Partial<Record<Lang, unknown>> = {};
    for (const lang of langs) {
      const lines = trainingLines(lang);
      const rows = lines.map((line) => rowOf(have.model, line));
      const beside = guestRows(have, lang);
      const headOf = headsWithout(rows, beside, callerFit);
      pointed.push(...pointerLines(have.model, lines, headOf));
      const linear = fitLinear([...rows, ...beside], callerStates, callerFit);
      const development = readCallerLines(`${lang}-dev`);
      const asked = ask(
        development,
        development.map((line) => rowOf(have.model, line)),
        () => linear,
      );
      const leftOut = ask(lines, rows, headOf);
      const learned = calibrate(leftOut, asked, leaning[lang]);
      calibration[lang] = learned;
      have.say(
        `  ${lang}: calibration error on left-out lines ${calibrationError(leftOut, learned).toFixed(3)}`,
      );
      have.say(`  ${lang}: ${lines.length} lines, ${JSON.stringify(calibration[lang])}`);
      blocks.push({ name: blockName(lang), block: { kind: 'linear', linear } });
    }
    blocks.push({ name: marksName, block: { kind: 'linear', linear: fitPointer(pointed) } });
    const bytes = new TextEncoder().encode(JSON.stringify(calibration));
    return [...blocks, { name: calibrationName, block: { kind: 'table', bytes } }];
  },
};
