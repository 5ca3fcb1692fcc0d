// A text is weighed as a whole and piece by piece: an emergency in one sentence must not drown in the requests around it,
// and a sentence by itself may lack what the one before said. The pieces of a long text stand for themselves.
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
