// When a scenario is worth playing again, and how a skill goes over attempts. Spaced repetition by Leitner's boxes (S. Leitner,
// So lernt man lernen, 1972): a pass moves a scenario one box up, a fail puts it back into the first; each box waits longer.

/** Days until a scenario of box 1, 2, … is due again. */
export const boxDays = [1, 3, 7, 14, 30, 90] as const;

/** The box after these results, oldest first; 0 = never played. */
export function boxOf(passed: readonly boolean[]): number {
  return passed.reduce((box, ok) => (ok ? Math.min(boxDays.length, box + 1) : 1), 0);
}

/** When it is due, of the last attempt's instant; null = never played. */
export function dueAt(passed: readonly boolean[], lastAt: string | null): string | null {
  const box = boxOf(passed);
  if (box === 0 || lastAt === null) return null;
  return new Date(Date.parse(lastAt) + (boxDays[box - 1] ?? 1) * 86_400_000).toISOString();
}

export interface Trend {
  /** Attempts that could be judged. */
  n: number;
  last: number | null;
  /** Change for each attempt, by least squares; null with fewer than three. */
  slope: number | null;
  direction: 'up' | 'down' | 'level' | null;
}

/** Shares of 0 to 1, oldest first; null = that attempt had nothing to judge, and is left out. Under 1 % an attempt is level. */
export function trendOf(values: readonly (number | null)[], most = 8): Trend {
  const judged = values.filter((v) => v !== null).slice(-most);
  const n = judged.length;
  const last = judged.at(-1) ?? null;
  if (n < 3) return { n, last, slope: null, direction: null };
  const middle = (n - 1) / 2;
  const mean = judged.reduce((sum, v) => sum + v, 0) / n;
  const rise = judged.reduce((sum, v, i) => sum + (i - middle) * (v - mean), 0);
  const slope = rise / judged.reduce((sum, _v, i) => sum + (i - middle) ** 2, 0);
  return { n, last, slope, direction: slope > 0.01 ? 'up' : slope < -0.01 ? 'down' : 'level' };
}
