// Counting: precision, recall and F1 a class, calibration error, Wilson's interval of a share, percentiles.
export const rounded = (x: number): number => Math.round(x * 10_000) / 10_000;

export interface ClassScore {
  precision: number;
  recall: number;
  f1: number;
  support: number;
}
export function classScore(said: readonly boolean[], is: readonly boolean[]): ClassScore {
  let tp = 0;
  let fp = 0;
  let fn = 0;
  is.forEach((truth, i) => {
    if (truth && said[i]) tp++;
    else if (said[i]) fp++;
    else if (truth) fn++;
  });
  return {
    precision: rounded(tp + fp === 0 ? 0 : tp / (tp + fp)),
    recall: rounded(tp + fn === 0 ? 0 : tp / (tp + fn)),
    f1: rounded(tp === 0 ? 0 : (2 * tp) / (2 * tp + fp + fn)),
    support: tp + fn,
  };
}
export const macro = (scores: Readonly<Record<string, ClassScore>>): number => {
  const list = Object.values(scores);
  return rounded(list.reduce((sum, s) => sum + s.f1, 0) / Math.max(1, list.length));
};

export interface Calibration {
  /** Mean gap between the probability that is shown and how often it is true, weighted by how often it is shown. */
  expectedCalibrationError: number;
  bins: { from: number; to: number; n: number; meanProbability: number; share: number }[];
}
export function calibration(
  probabilities: readonly number[],
  truth: readonly boolean[],
  count = 10,
): Calibration {
  const bins = Array.from({ length: count }, () => ({ n: 0, sum: 0, right: 0 }));
  probabilities.forEach((p, i) => {
    const bin = bins[Math.min(count - 1, Math.max(0, Math.floor(p * count)))];
    if (!bin) return;
    bin.n++;
    bin.sum += p;
    if (truth[i]) bin.right++;
  });
  const all = Math.max(1, probabilities.length);
  return {
    expectedCalibrationError: rounded(bins.reduce((sum, b) => sum + Math.abs(b.sum - b.right) / all, 0)),
    bins: bins.map((b, i) => ({
      from: i / count,
      to: (i + 1) / count,
      n: b.n,
      meanProbability: rounded(b.n === 0 ? 0 : b.sum / b.n),
      share: rounded(b.n === 0 ? 0 : b.right / b.n),
    })),
  };
}

export interface Share {
  n: number;
  of: number;
  share: number;
  /** Wilson's 95 % interval. */
  interval: [number, number];
}
export function shareOf(n: number, of: number): Share {
  if (of === 0) return { n, of, share: 0, interval: [0, 1] };
  const z = 1.96;
  const p = n / of;
  const whole = 1 + (z * z) / of;
  const middle = (p + (z * z) / (2 * of)) / whole;
  const reach = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / whole;
  return {
    n,
    of,
    share: rounded(p),
    interval: [rounded(Math.max(0, middle - reach)), rounded(Math.min(1, middle + reach))],
  };
}

/** Nearest-rank percentiles in milliseconds. */
export function latency(took: readonly number[]): { p50: number; p95: number; max: number } {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (p: number): number =>
    Math.round((sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0) * 1000) / 1000;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
