// How sure the caller's head may say it is: five heads are trained, each without a fifth of the lines, and asked about that
// fifth. The temperature is the one under which their probabilities, and those of the whole head on the development lines, fit
// what was true; a state may be shown from the probability on above which hints were right often enough.
import type { CallerCalibration } from '#shared/domain/emotion/caller-head.ts';
import { logitsOf, softmax } from '#shared/domain/emotion/linear.ts';
import { callerStates, type CallerState } from '#shared/domain/emotion/states.ts';
import type { CallerLine } from './caller-lines.ts';
import { fitLinear, type FitOptions, type FitRow } from './fit.ts';
import type { LinearBlock } from '#shared/domain/emotion/linear.ts';

const folds = 5;
/** Share of hints of a state that must be right for it to speak. */
const rightEnough = 0.88;
const leastSpeak = 0.6;

export interface Asked {
  logits: number[];
  truth: number;
}

/** What heads say of lines they had not seen. */
export const ask = (
  lines: readonly CallerLine[],
  rows: readonly FitRow[],
  headOf: (i: number) => LinearBlock,
): Asked[] =>
  lines.map((line, i) => ({
    logits: [...logitsOf(headOf(i), rows[i]?.features ?? new Map())],
    truth: callerStates.indexOf(line.state),
  }));

/**
 * The temperature is fitted to the training lines left out and to the development lines, each half as much whatever their
 * number; from which probability a state speaks is told by the training lines left out. `calm`: the leaning to calm.
 */
export function calibrate(
  asked: readonly Asked[],
  development: readonly Asked[],
  calm: number,
): CallerCalibration {
  const probabilitiesAt = (a: Asked, temperature: number): number[] =>
    softmax(a.logits.map((l, i) => (l + (callerStates[i] === 'calm' ? calm : 0)) / temperature));
  let temperature = 1;
  let least = Infinity;
  for (let t = 0.6; t < 4; t += 0.05) {
    const lossOf = (list: readonly Asked[]): number =>
      list.reduce((sum, a) => sum - Math.log((probabilitiesAt(a, t)[a.truth] ?? 0) + 1e-9), 0) /
      Math.max(1, list.length);
    const loss = lossOf(asked) + lossOf(development);
    if (loss < least) [least, temperature] = [loss, Math.round(t * 100) / 100];
  }
  const speak: Record<string, number> = {};
  callerStates.forEach((state, c) => {
    const shown = asked
      .map((a) => ({ p: probabilitiesAt(a, temperature), truth: a.truth }))
      .filter(({ p }) => p.indexOf(Math.max(...p)) === c)
      .map(({ p, truth }) => ({ p: p[c] ?? 0, right: truth === c }))
      .toSorted((a, b) => b.p - a.p);
    speak[state] = state === 'calm' ? 2 : threshold(shown);
  });
  return { temperature, calm, speak: speak as Record<CallerState, number> };
}

/** Expected calibration error of the shown probability over ten bins. */
export function calibrationError(asked: readonly Asked[], { temperature, calm }: CallerCalibration): number {
  const bins = Array.from({ length: 10 }, () => ({ sum: 0, right: 0 }));
  for (const a of asked) {
    const p = softmax(a.logits.map((l, i) => (l + (callerStates[i] === 'calm' ? calm : 0)) / temperature));
    const top = Math.max(...p);
    const bin = bins[Math.min(9, Math.floor(top * 10))];
    if (!bin) continue;
    bin.sum += top;
    if (p.indexOf(top) === a.truth) bin.right += 1;
  }
  return bins.reduce((sum, b) => sum + Math.abs(b.sum - b.right), 0) / Math.max(1, asked.length);
}

/** The lowest probability above which at least `rightEnough` were right. */
function threshold(shown: readonly { p: number; right: boolean }[]): number {
  let right = 0;
  let lowest = 0.95;
  shown.forEach(({ p, right: was }, i) => {
    if (was) right += 1;
    if (i >= 4 && right / (i + 1) >= rightEnough) lowest = p;
  });
  return Math.round(Math.max(leastSpeak, lowest) * 1000) / 1000;
}

/** For each line, a head that was trained without it. */
export function headsWithout(
  rows: readonly FitRow[],
  guests: readonly FitRow[],
  fit: Partial<FitOptions>,
): (i: number) => LinearBlock {
  const heads = Array.from({ length: folds }, (_, fold) =>
    fitLinear([...rows.filter((_row, i) => i % folds !== fold), ...guests], callerStates, fit),
  );
  return (i) => heads[i % folds] as LinearBlock;
}
