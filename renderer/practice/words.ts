// The practice room's own ways to write: a call's length, a score that could not be judged, which gauge is a feeling.
import type { CategoryScore, Score } from '#shared/domain/practice/score.ts';
import { t } from '../text/t.ts';

/** `6 min 12 s`, `48 s`. */
export function lengthOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return t('practice.length', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

/** `14/20`; nothing to judge is `–`, never 0. */
export const pointsOf = (c: Pick<CategoryScore, 'points' | 'of'>): string =>
  c.points === null ? '–' : `${c.points}/${c.of}`;

/** Green from nine tenths on, as something proven; the accent else. */
export const toneOf = (c: Pick<CategoryScore, 'points' | 'of'>): 'green' | 'accent' =>
  c.points !== null && c.points >= 0.9 * c.of ? 'green' : 'accent';

/** Under the big number: why it is or isn't a pass. A critical miss is said first, whatever the sum is. */
export function verdictText(score: Score, ended: boolean): string {
  if (!ended) return t('practice.verdict.unfinished');
  const missed = score.critical.filter((c) => !c.done).length;
  if (missed > 0) return t('practice.verdict.critical', { missed });
  if (score.total === null) return t('practice.verdict.nothing');
  return t(score.passed ? 'practice.verdict.passed' : 'practice.verdict.failed', { mark: score.passMark });
}

/** `empathy 3/4` and the like on a line of the transcript. */
export function chipText(chip: { kind: string; points: number | null; of: number | null }): string {
  if (chip.kind === 'missed') return t('practice.chip.missed');
  if (chip.kind === 'critical') return t('practice.chip.critical');
  const kind = chip.kind as CategoryScore['category'];
  return t('practice.chip.points', {
    kind: t(`practice.category.${kind}.short`),
    points: chip.points ?? 0,
    of: chip.of ?? 0,
  });
}

/** Green = earned in full or nearly; amber = look at this; neutral between. */
export function chipTone(chip: {
  kind: string;
  points: number | null;
  of: number | null;
}): 'green' | 'amber' | 'neutral' {
  if (chip.kind === 'missed') return 'amber';
  if (chip.kind === 'critical') return 'green';
  if (chip.points === 0) return 'amber';
  return chip.points !== null && chip.of !== null && chip.points >= 0.75 * chip.of ? 'green' : 'neutral';
}

/** The points behind the number of 100: only what could be judged counts. */
export function sumOf({ categories }: Pick<Score, 'categories'>): { points: string; of: string } {
  const judged = categories.filter((c) => c.points !== null);
  const sum = (of: (c: CategoryScore) => number): string =>
    roundPoints(judged.reduce((all, c) => all + of(c), 0));
  return { points: sum((c) => c.points ?? 0), of: sum((c) => c.of) };
}

/** Points as they are written: whole, or with one place where facts share 20 points. */
export const roundPoints = (points: number): string => String(Math.round(points * 10) / 10);
