// One threshold a label, chosen on a development part: the middle of the best stretch, not the luckiest point.
const grid = Array.from({ length: 90 }, (_, i) => 0.03 + i * 0.01);

export function f1Of(probabilities: ArrayLike<number>, truth: ArrayLike<number>, threshold: number): number {
  let tp = 0;
  let wrong = 0;
  for (let i = 0; i < truth.length; i++) {
    const said = (probabilities[i] as number) >= threshold;
    const is = (truth[i] as number) > 0.5;
    if (said && is) tp++;
    else if (said !== is) wrong++;
  }
  return tp === 0 ? 0 : (2 * tp) / (2 * tp + wrong);
}

export function bestThreshold(probabilities: ArrayLike<number>, truth: ArrayLike<number>): number {
  const scores = grid.map((t) => f1Of(probabilities, truth, t));
  const smooth = scores.map((s, i) => (s + (scores[i - 1] ?? s) + (scores[i + 1] ?? s)) / 3);
  return grid[smooth.indexOf(Math.max(...smooth))] ?? 0.5;
}
