// The practice room's own ways to write: a call's length, a score that could not be judged, who says a line, why points came.
import { Check, Circle, X, type LucideIcon } from 'lucide-react';
import type { ScenarioSummary } from '#shared/contract/practice.ts';
import type { DebriefLine } from '#shared/domain/practice/debrief.ts';
import type { PracticeLevel } from '#shared/domain/practice/scenario.ts';
import type { CategoryScore, CriticalResult, Evidence, Score } from '#shared/domain/practice/score.ts';
import { t } from '../text/t.ts';
import type { Tone } from '../ui/index.ts';

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
  const missed = score.critical.filter((c) => c.state === 'missed').length;
  if (missed > 0) return t('practice.verdict.critical', { missed });
  if (score.total === null) return t('practice.verdict.nothing');
  return t(score.passed ? 'practice.verdict.passed' : 'practice.verdict.failed', { mark: score.passMark });
}

interface ChipShape {
  kind: string;
  points: number | null;
  of: number | null;
  good: boolean;
}
/** `empathy 3/4` and the like on a line of the transcript. */
export function chipText(chip: ChipShape): string {
  if (chip.kind === 'missed') return t('practice.chip.missed');
  if (chip.kind === 'critical')
    return t(chip.good ? 'practice.chip.critical' : 'practice.chip.critical.missed');
  const kind = chip.kind as CategoryScore['category'];
  return t('practice.chip.points', {
    kind: t(`practice.category.${kind}.short`),
    points: chip.points ?? 0,
    of: chip.of ?? 0,
  });
}

/** Green = earned in full or nearly; amber = look at this; neutral between. */
export function chipTone(chip: ChipShape): 'green' | 'amber' | 'neutral' {
  if (chip.kind === 'missed') return 'amber';
  if (chip.kind === 'critical') return chip.good ? 'green' : 'amber';
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

export const whoOf = (who: DebriefLine['who']): string =>
  t(
    who === 'caller'
      ? 'practice.run.caller'
      : who === 'agent'
        ? 'practice.run.you'
        : who === 'desk'
          ? 'practice.run.desk'
          : 'practice.run.event',
  );

/** A line as it is written: an act that no rule has a sentence for says its own name. */
export const lineText = (line: { who: DebriefLine['who']; text: string; act: DebriefLine['act'] }): string =>
  line.who === 'desk' && line.text === '' && line.act !== null ? t(`practice.act.${line.act}`) : line.text;

/** What a level brings, in one sentence. */
export function levelWhat(scenario: Pick<ScenarioSummary, 'levels'>, level: PracticeLevel): string {
  const of = scenario.levels.find((l) => l.level === level);
  return [
    t(`practice.level.${level}.what`, { seconds: of?.timer ?? 0 }),
    of !== undefined && of.noise ? t('practice.level.noise') : null,
    of !== undefined && of.events > 0 ? t('practice.level.events', { count: of.events }) : null,
  ]
    .filter((part) => part !== null)
    .join(' ');
}

/** What gave or cost points last, the newest first. */
export function lastReasons(score: Pick<Score, 'categories'>, most = 3): Evidence[] {
  return score.categories
    .flatMap((c) => c.evidence)
    .filter((e) => e.atMs !== null)
    .toSorted((a, b) => (b.line ?? 0) - (a.line ?? 0))
    .slice(0, most)
    .map((e) => ({ ...e, points: Math.round(e.points * 10) / 10, of: Math.round(e.of * 10) / 10 }));
}

export function criticalLook(c: Pick<CriticalResult, 'state' | 'kind'>): {
  icon: LucideIcon;
  tone: Tone;
  word: string;
} {
  const word = t(`practice.critical.${c.kind}.${c.state}`);
  if (c.state === 'met') return { icon: Check, tone: 'green', word };
  return c.state === 'missed' ? { icon: X, tone: 'amber', word } : { icon: Circle, tone: 'neutral', word };
}
