// A text is weighed as a whole and piece by piece: an emergency in one sentence must not drown in the requests around it,
// and a sentence by itself may lack what the one before said. The pieces of a long text stand for themselves.
import { gapOf } from './tokens.ts';
import type { View } from './view.ts';

export interface Window {
  /** Words `[from, to)`. */
  from: number;
  to: number;
  /** Nothing around it that is weighed too. */
  whole: boolean;
}
const usual = 80;
const leastSentence = 5;
const leastClause = 9;
const most = 45;

export function windowsOf(view: View): Window[] {
  const size = view.tokens.length;
  const pieces = piecesOf(view);
  if (size > usual) return pieces.map((p) => ({ ...p, whole: true }));
  const whole = { from: 0, to: size, whole: true };
  return pieces.length < 2 ? [whole] : [whole, ...pieces];
}

/** Sentences and longer clauses, one after the other without a gap. */
function piecesOf({ tokens, scope }: View): Window[] {
  const pieces: Window[] = [];
  let from = 0;
  for (let i = 1; i < tokens.length; i += 1) {
    const size = i - from;
    const rest = tokens.length - i;
    const sentence = scope.sentence[i] !== scope.sentence[i - 1];
    const clause = scope.clause[i] !== scope.clause[i - 1];
    if (
      (sentence && size >= leastSentence && rest >= leastSentence) ||
      (clause && size >= leastClause && rest >= leastSentence) ||
      size >= most
    ) {
      pieces.push({ from, to: i, whole: false });
      from = i;
    }
  }
  pieces.push({ from, to: tokens.length, whole: false });
  return pieces;
}

/**
 * What stands by itself: each statement (to the end of its sentence or line), in a text of usual length short runs of them,
 * and what a sentence says besides a relative's death or a film. Nothing said before or after takes back what is seen there.
 */
export function standingAlone(view: View): Window[] {
  const ends = statementEnds(view);
  const joined = view.tokens.length > usual ? 1 : runs;
  const alone: Window[] = [];
  for (const [k, from] of [0, ...ends.slice(0, -1)].entries()) {
    if (ends.length > 1) for (const to of ends.slice(k, k + joined)) alone.push({ from, to, whole: true });
    alone.push(...ownParts(view, from, ends[k]!));
  }
  return alone;
}
const runs = 3;

function statementEnds({ tokens, text }: View): number[] {
  const ends: number[] = [];
  for (let i = 1; i < tokens.length; i += 1) {
    const { gap, start } = tokens[i]!;
    const line = gap === gapOf.clause && text.slice(tokens[i - 1]!.end, start).includes('\n');
    if (gap >= gapOf.sentence || line) ends.push(i);
  }
  return tokens.length === 0 ? [] : [...ends, tokens.length];
}

/** "My brother died of an overdose | and I just took all my pills." */
function ownParts({ scope }: View, from: number, to: number): Window[] {
  const parts: Window[] = [];
  let start = from;
  for (let i = from + 1; i <= to; i += 1) {
    if (i < to && scope.other[i] === scope.other[start]) continue;
    if (!scope.other[start] && i - start < to - from) parts.push({ from: start, to: i, whole: true });
    start = i;
  }
  return parts;
}
